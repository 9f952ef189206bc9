public import Model

/// Which alarms of one slot are open, and what is needed to open the next. A value of few bytes, one for each slot.
///
/// Three looks: at a reading (fire, tilt), at the slot's level and battery after some readings, and at the clock (silence). Pure:
/// the same looks in the same order give the same changes.
public struct AlarmWatch: Hashable, Sendable {
    /// Bits of ``Model/AlarmKind/bit``.
    public private(set) var open: UInt8 = 0
    /// The last temperature and when it was measured (ms), for the rise.
    private var lastTemperature: Float = .nan
    private var lastTemperatureAt: Int64 = .min

    public init() {}

    public func isOpen(_ kind: AlarmKind) -> Bool { open & kind.bit != 0 }

    /// Takes over an alarm that the store says is open.
    public mutating func restore(_ kind: AlarmKind) { open |= kind.bit }

    public mutating func forgetOpen() { open = 0 }

    /// One change: a kind that opens with what was measured and the threshold, or that closes.
    public struct Change: Hashable, Sendable {
        public var kind: AlarmKind
        public var isRaised: Bool
        public var at: Timestamp
        public var value: Double?
        public var limit: Double?
    }
}

extension AlarmWatch {
    /// Whether a reading can matter for ``see(_:isFresh:_:_:)``: most do not, and cost nothing.
    @inline(__always)
    public static func matters(_ reading: Reading) -> Bool {
        reading.isTilted != nil || reading.temperatureCelsius != nil || reading.quality.contains(.hot)
    }

    /// Looks at the newest reading of the slot: fire and tilt.
    ///
    /// - Parameter isFresh: live, and measured a short while ago; else it raises nothing.
    public mutating func see(_ reading: Reading, isFresh: Bool, rules: AlarmRules, _ note: (Change) -> Void) {
        seeFire(reading, isFresh: isFresh, rules, note)
        guard let isTilted = reading.isTilted else { return }
        set(.tilt, isTilted ? (isFresh ? true : nil) : false, at: reading.measuredAt, note)
    }

    private mutating func seeFire(_ reading: Reading, isFresh: Bool, _ rules: AlarmRules, _ note: (Change) -> Void) {
        let isPlausible = reading.temperatureCelsius.map { $0 < rules.brokenThermometerCelsius } ?? false
        guard let temperature = reading.temperatureCelsius, isPlausible else {
            // The device's own alarm counts without a temperature too.
            if reading.quality.contains(.hot) { set(.fire, isFresh ? true : nil, at: reading.measuredAt, note) }
            return
        }
        let seconds = Double(reading.measuredAt.milliseconds &- lastTemperatureAt) / 1000
        let rise = temperature - Double(lastTemperature)
        let isRising =
            lastTemperatureAt != .min && seconds <= rules.fireRiseSeconds && rise >= rules.fireRiseKelvin
            && temperature >= rules.fireRiseFromCelsius
        lastTemperature = Float(temperature)
        lastTemperatureAt = reading.measuredAt.milliseconds
        if temperature >= rules.fireFromCelsius || isRising || reading.quality.contains(.hot) {
            set(.fire, isFresh ? true : nil, at: reading.measuredAt, value: temperature, limit: rules.fireFromCelsius, note)
        } else if temperature < rules.fireClearsBelowCelsius {
            set(.fire, false, at: reading.measuredAt, note)
        }
    }

    /// Looks at the level of the slot.
    ///
    /// - Parameter isFresh: measured a short while ago; else it raises nothing.
    public mutating func see(
        level: Double, at moment: Timestamp, isFresh: Bool, limits: SlotLimits, rules: AlarmRules, _ note: (Change) -> Void
    ) {
        see(.mustEmpty, level, limits.mustEmpty, isAbove: level >= limits.mustEmpty, moment, isFresh, limits, rules, note)
        see(.critical, level, limits.critical, isAbove: level >= limits.critical, moment, isFresh, limits, rules, note)
        see(.overfull, level, rules.overfull, isAbove: level > rules.overfull, moment, isFresh, limits, rules, note)
    }

    private mutating func see(
        _ kind: AlarmKind, _ level: Double, _ limit: Double, isAbove: Bool, _ moment: Timestamp, _ isFresh: Bool,
        _ limits: SlotLimits, _ rules: AlarmRules, _ note: (Change) -> Void
    ) {
        if isAbove, limits.isActive {
            if isFresh { set(kind, true, at: moment, value: level, limit: limit, note) }
        } else if level < limit - rules.levelHysteresis || !limits.isActive {
            set(kind, false, at: moment, note)
        }
    }

    /// Looks at the battery.
    ///
    /// - Parameters:
    ///   - batteryVolts: counts where no percents are told.
    ///   - isFlagged: the device itself calls it low.
    ///   - daysLeft: by its trend; `nil` when it does not fall, or nobody knows.
    public mutating func see(
        batteryPercent: Double?, batteryVolts: Double? = nil, isFlagged: Bool, daysLeft: Double?, at moment: Timestamp,
        isFresh: Bool, limits: SlotLimits,
        rules: AlarmRules, _ note: (Change) -> Void
    ) {
        guard limits.device != nil, limits.isActive else { return set(.battery, false, at: moment, note) }
        let isEnding = daysLeft.map { $0 < rules.batteryLeastDays } ?? false
        guard let percent = batteryPercent else {
            if isFlagged || isEnding || isLow(batteryVolts, limits, rules) {
                if isFresh { set(.battery, true, at: moment, note) }
            } else {
                set(.battery, false, at: moment, note)
            }
            return
        }
        if percent <= limits.batteryPercent || isEnding {
            if isFresh { set(.battery, true, at: moment, value: percent, limit: limits.batteryPercent, note) }
        } else if percent >= limits.batteryPercent + rules.batteryHysteresisPercent {
            set(.battery, false, at: moment, note)
        }
    }

    /// A cell recovers a little when it is left alone: once low it counts as low until it is clearly above.
    private func isLow(_ volts: Double?, _ limits: SlotLimits, _ rules: AlarmRules) -> Bool {
        guard let volts, let low = limits.batteryVolts else { return false }
        return volts <= low || isOpen(.battery) && volts < low + rules.batteryHysteresisVolts
    }

    /// Looks at the clock.
    ///
    /// - Parameter canHear: the broker was connected for long enough that a sensor that sends would have been heard.
    public mutating func see(
        silenceSince heard: Timestamp?, now: Timestamp, canHear: Bool, limits: SlotLimits, _ note: (Change) -> Void
    ) {
        guard limits.device != nil, limits.isActive else { return set(.silent, false, at: now, note) }
        guard let since = [heard, limits.deviceSince].compactMap({ $0 }).max() else { return }
        let hours = now.hours(since: since)
        if hours > limits.silentAfterHours {
            if canHear { set(.silent, true, at: now, value: hours, limit: limits.silentAfterHours, note) }
        } else if let heard, heard >= since {
            set(.silent, false, at: heard, note)
        }
    }

    /// The slot is gone, or has no sensor any more: what only a sensor can tell is over.
    public mutating func close(_ kinds: [AlarmKind], at moment: Timestamp, _ note: (Change) -> Void) {
        for kind in kinds { set(kind, false, at: moment, note) }
    }

    /// `nil` leaves it as it is.
    private mutating func set(
        _ kind: AlarmKind, _ wanted: Bool?, at moment: Timestamp, value: Double? = nil, limit: Double? = nil,
        _ note: (Change) -> Void
    ) {
        guard let wanted, wanted != isOpen(kind) else { return }
        open ^= kind.bit
        note(Change(kind: kind, isRaised: wanted, at: moment, value: value, limit: limit))
    }
}
