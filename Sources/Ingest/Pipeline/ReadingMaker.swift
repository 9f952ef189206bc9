import Decoding
import Model
import Store

/// From what a device said to a reading of its slot: the time that counts, the level from the distance, the verdict of the message
/// itself. Pure.
enum ReadingMaker {
    /// How a message came, as far as it matters for its readings.
    struct Arrival {
        var receivedAt: Timestamp
        /// The broker's stored copy of an earlier message: no sign of life.
        var isRetained = false
        /// Fetched from what a network server has kept: no sign of life either.
        var isBackfilled = false
    }

    /// - Returns: the reading, or why the observation can not be one.
    static func reading(_ observation: Observation, at place: TownDirectory.Place, _ arrival: Arrival) -> Result<Reading, Refusal>
    {
        if let refusal = impossibleValue(observation) { return .failure(refusal) }
        let time: ChosenTime
        switch chosenTime(for: observation, receivedAt: arrival.receivedAt) {
        case .success(let chosen): time = chosen
        case .failure(let refusal): return .failure(refusal)
        }
        var quality = observation.quality
        if time.clockWrong { quality.insert(.clockWrong) }
        let level = level(of: observation, at: place, &quality)
        let isLive = !observation.isHistory && !arrival.isRetained && !arrival.isBackfilled
        let reading = Reading(
            slot: place.slot, device: observation.device, measuredAt: time.measuredAt, deviceTime: observation.deviceTime,
            receivedAt: arrival.receivedAt, timeSource: time.source, origin: isLive ? .live : .backfill, level: level,
            distanceMillimetres: observation.distanceMillimetres, temperatureCelsius: observation.temperatureCelsius,
            batteryPercent: observation.batteryPercent, batteryVolts: observation.batteryVolts, isTilted: observation.isTilted,
            // Stored readings come several to a frame: their own times tell them apart, the counter would make them one.
            frameCounter: observation.isHistory ? nil : observation.frameCounter,
            session: observation.isHistory ? nil : observation.session, quality: quality)
        return .success(reading.atStoredPrecision)
    }

    /// The device's own level, else the one that its distance means in this container.
    private static func level(of observation: Observation, at place: TownDirectory.Place, _ quality: inout ReadingQuality)
        -> Double?
    {
        if let level = observation.level { return level }
        guard let distance = observation.usableDistanceMillimetres else { return nil }
        guard let level = place.type.flatMap({ FillLevel.level(distanceMillimetres: distance, type: $0) }) else {
            quality.insert(.noLevel)
            return nil
        }
        // The floor seen a little too deep is an empty container whose height was measured roughly; the distance itself is kept.
        return level < 0 && level >= -floorTolerance ? 0 : level
    }

    /// Containers are bent, heights are typed in by hand, and sensors are good to a few centimetres.
    private static let floorTolerance = 0.05

    /// The last line of defence, whatever a decoder lets through.
    private static func impossibleValue(_ observation: Observation) -> Refusal? {
        func outside(_ value: Double?, _ range: ClosedRange<Double>, _ name: String) -> Refusal? {
            guard let value, !range.contains(value) else { return nil }
            let bounds = "it must lie between \(range.lowerBound) and \(range.upperBound)"
            return Refusal(
                .impossibleValue, "\(name) \(value) can not be: \(bounds). Check the sensor and its unit",
                device: observation.device)
        }
        return outside(observation.level, -0.5...3, "level") ?? outside(
            observation.distanceMillimetres, 0...20_000, "distance_mm")
            ?? outside(observation.temperatureCelsius, -60...200, "temperature_c")
            ?? outside(observation.batteryPercent, 0...126, "battery_pct")
            ?? outside(observation.batteryVolts, 0...60, "battery_v")
    }
}
