public import Model

/// What a device's bytes say.
public struct DeviceReport: Hashable, Sendable {
    /// Measured now.
    public var measurement = DeviceMeasurement()
    /// Stored readings sent later, with their own time.
    public var history: [StoredMeasurement] = []
    /// Everything else, under the name the vectors use: firmware, alarms, single probes, …
    public var details: [DeviceDetail] = []
    /// The end of the payload that was not understood.
    public var undecoded: [UInt8] = []

    public init() {}

    /// Whether the message is about the device alone: versions, answers to downlinks.
    public var isInformationOnly: Bool { measurement.isEmpty && history.isEmpty }

    /// Notes a fact; one that was noted before under the same name is replaced, so that a report stays small whatever a frame repeats.
    mutating func note(_ name: String, _ value: DeviceDetail.Value) {
        let detail = DeviceDetail(name: name, value: value)
        if let known = details.firstIndex(where: { $0.name == name }) {
            details[known] = detail
        } else {
            details.append(detail)
        }
    }

    mutating func note(_ name: String, _ value: Int) { note(name, .number(Double(value))) }

    mutating func note(_ name: String, _ value: Bool) { note(name, .flag(value)) }

    mutating func note(_ name: String, _ value: String) { note(name, .text(value)) }

    /// The detail of that name.
    public subscript(detail name: String) -> DeviceDetail.Value? { details.first { $0.name == name }?.value }
}

/// The quantities of one moment. `nil` means: not said.
public struct DeviceMeasurement: Hashable, Sendable {
    public var level: Double?
    public var distanceMillimetres: Double?
    public var distanceStatus: DistanceStatus?
    public var temperatureCelsius: Double?
    public var batteryPercent: Double?
    public var batteryVolts: Double?
    public var isTilted: Bool?
    public var flags: ObservationFlags = []
    /// The device's own clock.
    public var time: Timestamp?

    public init() {}

    public var isEmpty: Bool {
        level == nil && distanceMillimetres == nil && distanceStatus == nil && temperatureCelsius == nil && batteryPercent == nil
            && batteryVolts == nil && isTilted == nil && flags.subtracting([.partlyDecoded, .interrupt]).isEmpty
    }

    /// A distance that means what it says; without a status of its own it is `.ok`.
    mutating func setDistance(_ millimetres: Int, _ status: DistanceStatus = .ok) {
        distanceMillimetres = Double(millimetres)
        distanceStatus = status
    }

    /// A mark that stands where a distance would.
    mutating func setNoDistance(_ status: DistanceStatus) {
        distanceMillimetres = nil
        distanceStatus = status
    }

    /// Several probes in one container: the median of those that see something, so that one cone of paper or one missing echo does
    /// not decide. Without any, `none` says why.
    mutating func setDistance(medianOf probes: [Int], none: DistanceStatus) {
        let sorted = probes.sorted()
        guard !sorted.isEmpty else { return setNoDistance(none) }
        distanceMillimetres = Double(sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        distanceStatus = .ok
    }

    /// The same without what no sensor can measure: such a value is left out and flagged, a distance beyond 20 m is "out of range",
    /// and one below 0 "too near".
    ///
    /// Decoders hand on what stands in the bytes; every measurement goes through here before it becomes an observation.
    func withoutImpossibleValues() -> DeviceMeasurement {
        var checked = self
        checked.level = Self.possible(level, PlausibleValues.level)
        checked.temperatureCelsius = Self.possible(temperatureCelsius, PlausibleValues.temperatureCelsius)
        checked.batteryPercent = Self.possible(batteryPercent, PlausibleValues.batteryPercent)
        checked.batteryVolts = Self.possible(batteryVolts, PlausibleValues.batteryVolts)
        if checked != self { checked.flags.insert(.valueLeftOut) }
        if let distance = distanceMillimetres, !PlausibleValues.distanceMillimetres.contains(distance) {
            checked.setNoDistance(distance < 0 ? .tooNear : .outOfRange)
        }
        return checked
    }

    private static func possible(_ value: Double?, _ range: ClosedRange<Double>) -> Double? {
        value.flatMap { range.contains($0) ? $0 : nil }
    }

    mutating func setTemperature(tenths: Int) { temperatureCelsius = Double(tenths) / 10 }

    mutating func setBattery(millivolts: Int) { batteryVolts = Double(millivolts) / 1000 }
}

/// A reading the device had stored and sent later.
public struct StoredMeasurement: Hashable, Sendable {
    public var measurement: DeviceMeasurement
    /// When the device has no clock: how many of its sending periods ago it was. 0 when ``DeviceMeasurement/time`` is there.
    public var periodsAgo: Int

    public init(_ measurement: DeviceMeasurement, periodsAgo: Int = 0) {
        self.measurement = measurement
        self.periodsAgo = periodsAgo
    }
}

/// A named fact about the device.
public struct DeviceDetail: Hashable, Sendable {
    public var name: String
    public var value: Value

    public init(name: String, value: Value) {
        self.name = name
        self.value = value
    }

    public enum Value: Hashable, Sendable {
        case number(Double)
        case flag(Bool)
        case text(String)
        case numbers([Double])
        case texts([String])
    }
}
