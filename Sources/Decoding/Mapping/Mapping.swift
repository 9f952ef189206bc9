import Model

/// Why a mapping rule can not be used.
public struct MappingFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The member of the rule, as it is written in the file: `distance.unit`.
    public var member: String
    /// What is wrong with it, with the offending value, and what is possible.
    public var message: String

    public init(member: String, message: String) {
        self.member = member
        self.message = message
    }

    public var description: String { "\(member): \(message)" }
}

/// All faults of one rule, so that a file can be mended in one go.
public struct MappingFaults: Error, Hashable, Sendable, CustomStringConvertible {
    public var rule: String
    public var faults: [MappingFault]

    public init(rule: String, faults: [MappingFault]) {
        self.rule = rule
        self.faults = faults
    }

    public var description: String { faults.map { "mapping '\(rule)': \($0)" }.joined(separator: "\n") }
}

/// A mapping rule that was checked, ready for use.
public struct Mapping: Hashable, Sendable {
    /// As it was written.
    public let rule: MappingRule
    let pattern: TopicPattern
    let device: JSONPointer?
    let town: TownID?
    let readings: JSONPointer?
    let time: JSONPointer?
    let timeFormat: MappedTime.Format?
    let values: [Value]
    let tilt: JSONPointer?
    let tiltedText: String?
    let sequence: JSONPointer?
    let frameEncoding: MappedFrame.Encoding?
    let framePointer: JSONPointer?
    let framePort: JSONPointer?

    struct Value: Hashable, Sendable {
        var quantity: Quantity
        var pointer: JSONPointer
        var unit: Quantity.Unit
    }

    /// The MQTT topic filter under which its messages come.
    public var topicFilter: String { pattern.filter }

    /// Checks a rule.
    /// - Throws: all that is wrong with it, each with the member and the remedy.
    public init(_ rule: MappingRule) throws(MappingFaults) {
        var check = MappingCheck()
        self.rule = rule
        device = check.pointer(rule.device, "device")
        readings = check.pointer(rule.readings, "readings")
        time = check.pointer(rule.time?.at, "time.at")
        timeFormat = rule.time?.format
        values = [
            check.value(rule.level, .level), check.value(rule.distance, .distance), check.value(rule.temperature, .temperature),
            check.value(rule.batteryPercent, .batteryPercent), check.value(rule.batteryVolts, .batteryVolts),
        ].compactMap { $0 }
        tilt = check.pointer(rule.tilt?.at, "tilt.at")
        tiltedText = rule.tilt?.yes
        sequence = check.pointer(rule.sequence, "sequence")
        frameEncoding = rule.frame?.encoding
        framePointer = check.pointer(rule.frame?.at, "frame.at")
        framePort = check.pointer(rule.frame?.port, "frame.port")
        town = check.town(rule.town)
        let pattern = check.pattern(rule.topic)
        check.whole(rule, pattern)
        guard let pattern, check.faults.isEmpty else { throw MappingFaults(rule: rule.name, faults: check.faults) }
        self.pattern = pattern
    }
}

/// Gathers the faults of one rule.
private struct MappingCheck {
    private(set) var faults: [MappingFault] = []

    private mutating func fault(_ member: String, _ message: String) {
        faults.append(MappingFault(member: member, message: message))
    }

    mutating func pattern(_ text: String) -> TopicPattern? {
        do throws(MappingFault) {
            return try TopicPattern(text)
        } catch {
            faults.append(error)
            return nil
        }
    }

    mutating func pointer(_ text: String?, _ member: String) -> JSONPointer? {
        guard let text else { return nil }
        guard let pointer = JSONPointer(text) else {
            fault(member, "'\(text.prefix(80))' is no JSON pointer (RFC 6901); write it like /data/distance")
            return nil
        }
        return pointer
    }

    mutating func town(_ text: String?) -> TownID? {
        guard let text else { return nil }
        guard let town = TownID(validating: text) else {
            fault("town", "'\(text.prefix(80))' is no name of a town; use 1 to 64 of A-Z a-z 0-9 . _ -")
            return nil
        }
        return town
    }

    mutating func value(_ value: MappedValue?, _ quantity: Quantity) -> Mapping.Value? {
        guard let value else { return nil }
        guard let unit = quantity.units.first(where: { $0.name == value.unit }) else {
            let known = quantity.units.map(\.name).joined(separator: ", ")
            fault("\(quantity.rawValue).unit", "'\(value.unit.prefix(40))' is no unit of it; possible are \(known)")
            return nil
        }
        guard let pointer = pointer(value.at, "\(quantity.rawValue).at") else { return nil }
        return Mapping.Value(quantity: quantity, pointer: pointer, unit: unit)
    }

    /// What holds between the members.
    mutating func whole(_ rule: MappingRule, _ pattern: TopicPattern?) {
        if rule.name.isEmpty { fault("name", "is empty; give the rule a name") }
        let namesDevice = pattern?.namesDevice ?? true
        if !namesDevice, rule.device == nil {
            fault("device", "is missing: put {device} into the topic, or say where in the JSON the device's name stands")
        }
        if pattern?.namesDevice == true, rule.device != nil { fault("device", "stands in the topic and in the JSON; choose one") }
        if pattern?.namesTown == true, rule.town != nil { fault("town", "stands in the topic and in the rule; choose one") }
        let quantities: [MappedValue?] = [rule.level, rule.distance, rule.temperature, rule.batteryPercent, rule.batteryVolts]
        let hasQuantity = quantities.contains { $0 != nil } || rule.tilt != nil
        guard let frame = rule.frame else {
            if !hasQuantity { fault("level", "nothing is mapped: name at least one quantity, or a frame") }
            return
        }
        if hasQuantity { fault("frame", "a rule has either a frame or quantities, not both") }
        if frame.at == nil,
            rule.device != nil || rule.readings != nil || rule.time != nil || frame.port != nil || rule.sequence != nil
        {
            fault(
                "frame.at",
                "is missing, so the whole payload is the frame and there is no JSON: name the device in the topic only")
        }
        if frame.at != nil, frame.encoding == .binary { fault("frame.encoding", "JSON can not hold bytes; use base64 or hex") }
    }
}
