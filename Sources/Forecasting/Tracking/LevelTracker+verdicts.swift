import Model

/// What can be said about one reading by itself, or with the newest state of its device.
extension LevelTracker {
    /// Battery, temperature and sign of life are known even when the level is not.
    mutating func noteDevice(_ reading: Reading) {
        if reading.origin == .live { state.lastHeard = max(state.lastHeard ?? .min, reading.receivedAt.milliseconds) }
        guard reading.origin != .person, !isLate(reading) else { return }
        if let battery = reading.batteryPercent, battery.isFinite { state.batteryPercent = battery }
        if let volts = reading.batteryVolts, volts.isFinite { state.batteryVolts = Float(volts) }
        if let temperature = reading.temperatureCelsius, temperature.isFinite { state.temperatureCelsius = temperature }
    }

    /// Older than what was already taken into account: judged by itself only. The slot has to be derived again.
    func isLate(_ reading: Reading) -> Bool { reading.measuredAt.milliseconds < state.newest ?? .min }

    func judgeDevice(_ reading: inout Reading) {
        if reading.isTilted == true { reading.quality.insert(.tilted) }
        if let temperature = reading.temperatureCelsius, temperature >= settings.hotFromCelsius,
            temperature < settings.hotBelowCelsius
        {
            reading.quality.insert(.hot)
        }
        if let battery = reading.batteryPercent, battery < settings.batteryLowPercent { reading.quality.insert(.batteryLow) }
    }

    /// A message without a level is a fault only when a level was due: some devices send battery and tilt by themselves.
    func judgeMissingLevel(_ reading: inout Reading) {
        let isNotANumber = reading.level.map { !$0.isFinite } ?? false
        let isOverdue =
            state.acceptedAt.map {
                reading.measuredAt.hours(since: Timestamp(milliseconds: $0)) >= settings.levelExpectedWithinHours
            } ?? (reading.distanceMillimetres != nil)
        if isNotANumber || isOverdue { reading.quality.insert(.noLevel) }
    }

    func judgeRange(_ reading: inout Reading, _ level: Double) {
        if level < 0 || level > settings.highestLevel { reading.quality.insert(.outOfRange) }
        if level < settings.noEchoLevel { reading.quality.insert(.blockedEcho) }
    }

    mutating func judgeStuck(_ reading: inout Reading, _ units: Int16, _ time: UInt32) {
        if let last = state.recent.lastLevel, last == Int(units), state.sameCount > 0 {
            state.sameCount = min(state.sameCount, .max - 1) + 1
        } else {
            state.sameCount = 1
            state.sameSince = time
        }
        let hours = Double(time - min(time, state.sameSince)) / 3600
        let isLong = Int(state.sameCount) >= settings.stuckAfterReadings && hours >= settings.stuckAfterHours
        // Sooner where the slot should have grown by so much meanwhile; a full one stays as it is.
        let isOverdue =
            Int(state.sameCount) >= settings.stuckAfterSteadyReadings && state.growth.perHour * hours >= settings.jump
            && Double(units) / LevelUnits.perLevel < 0.9
        if isLong || isOverdue { reading.quality.insert(.stuck) }
    }

    /// A sensor that sees the floor a little too deep is no reason to trust it less.
    func isSlightlyBelowFloor(_ quality: ReadingQuality, _ level: Double) -> Bool {
        quality == .outOfRange && level < 0 && level >= -0.1
    }

    /// Slightly below the floor still tells "empty" to the search for emptyings; the level goes to 0 when two such readings in a row
    /// end a fall, and else stays. No echo, a tilted container and a level far above the top tell nothing.
    func isUsableShape(_ quality: ReadingQuality, _ level: Double) -> Bool {
        quality.isDisjoint(with: [.blockedEcho, .tilted, .stuck, .noLevel]) && level <= settings.highestLevel
    }
}
