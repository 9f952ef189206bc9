public import Model

/// When alarms are raised and when they clear themselves again. The town's own thresholds come with each slot (``SlotLimits``).
public struct AlarmRules: Hashable, Sendable {
    /// A level alarm clears when the level has sunk this far below its threshold, so that one near it does not flap.
    public var levelHysteresis = 0.05
    /// More than fits.
    public var overfull = 1.0
    /// Fire: so hot inside …
    public var fireFromCelsius = 70.0
    /// … or so much hotter than at the reading before, within an hour, and at least warm.
    public var fireRiseKelvin = 20.0
    public var fireRiseFromCelsius = 45.0
    public var fireRiseSeconds = 3600.0
    /// Sensors answer with their highest numbers when the thermometer is broken.
    public var brokenThermometerCelsius = 150.0
    /// Clears below.
    public var fireClearsBelowCelsius = 50.0
    public var batteryHysteresisPercent = 5.0
    public var batteryHysteresisVolts = 0.1
    /// A battery that will be empty within so many days is low, whatever it shows now.
    public var batteryLeastDays = 30.0
    /// A reading that arrives later than this after it was measured is history: it raises nothing, but may clear.
    public var freshHours = 3.0

    public init() {}

    public static let standard = AlarmRules()
}

/// What holds for one slot: its town's thresholds, and whether there is a sensor to hear of.
public struct SlotLimits: Hashable, Sendable {
    public var mustEmpty: Double
    public var critical: Double
    public var silentAfterHours: Double
    public var batteryPercent: Double
    /// For devices that tell nothing but a voltage; `nil` where nobody knows what is low.
    public var batteryVolts: Double?
    public var device: DeviceID?
    public var isActive: Bool
    /// From when on the device has reported for the slot; `nil` when nobody noted it.
    public var deviceSince: Timestamp?

    public init(
        mustEmpty: Double, critical: Double, silentAfterHours: Double, batteryPercent: Double, batteryVolts: Double? = nil,
        device: DeviceID?, isActive: Bool, deviceSince: Timestamp? = nil
    ) {
        self.mustEmpty = mustEmpty
        self.critical = critical
        self.silentAfterHours = silentAfterHours
        self.batteryPercent = batteryPercent
        self.batteryVolts = batteryVolts
        self.device = device
        self.isActive = isActive
        self.deviceSince = deviceSince
    }

    /// - Parameters:
    ///   - rules: the town's.
    ///   - batteryVolts: at which the device's model is about to end.
    public init(_ slot: Slot, rules: TownRules, batteryVolts: Double? = nil, deviceSince: Timestamp? = nil) {
        let thresholds = rules.thresholds
        self.init(
            mustEmpty: slot.mustEmptyLevel ?? thresholds.mustEmpty, critical: thresholds.critical,
            silentAfterHours: thresholds.silentAfterHours, batteryPercent: thresholds.batteryWarningPercent,
            batteryVolts: batteryVolts, device: slot.device, isActive: slot.isActive, deviceSince: deviceSince)
    }
}
