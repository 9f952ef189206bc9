public import Model

/// What a played day gives to whoever listens.
struct DayOutput {
    enum Form { case nothing, messages, readings }

    let form: Form
    var messages: [SimulatedMessage] = []
    var readings: [Reading] = []

    init(form: Form) { self.form = form }

    /// As the service would have them after decoding: the device's own time where it is plausible, else that of arrival; distances as
    /// levels of the container's type.
    mutating func deliver(
        _ batch: [SensorReading], of sensor: Sensor, slot: SlotID, at arrival: Timestamp, before end: Timestamp
    ) {
        guard arrival < end else { return }
        for reading in batch {
            let isPlausible = reading.time <= arrival.adding(seconds: 300) && reading.time >= arrival.adding(days: -30)
            let distance = reading.distanceMillimetres.map(Double.init)
            let level =
                reading.levelPercent.map { Double($0) / 100 }
                ?? distance.flatMap { FillLevel.level(distanceMillimetres: $0, type: sensor.type) }
            readings.append(
                Reading(
                    slot: slot, device: sensor.device, measuredAt: isPlausible ? reading.time : arrival, receivedAt: arrival,
                    timeSource: isPlausible ? .device : .arrival, origin: .live, level: level, distanceMillimetres: distance,
                    temperatureCelsius: Double(reading.temperatureTenths) / 10, batteryPercent: Double(reading.batteryPercent),
                    isTilted: reading.isTilted, quality: isPlausible ? .good : .clockWrong))
        }
    }
}

/// What really happened when a truck came.
public struct TrueEmptying: Sendable, Hashable {
    public var slot: SlotID
    public var at: Timestamp
    public var levelBefore: Double
    public var levelAfter: Double
    /// Taken away.
    public var litres: Double
}
