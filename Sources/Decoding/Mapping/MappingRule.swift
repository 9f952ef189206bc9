/// Describes the JSON messages of a system nobody wrote an envelope for, as it stands in a mapping file.
///
/// A rule says on which topics the messages come, which device they are about, and where in the JSON each quantity stands (JSON
/// pointers, RFC 6901) in which unit. It is checked as a whole by ``Mapping/init(_:)`` before it is used.
public struct MappingRule: Hashable, Sendable, Codable {
    /// For messages and lists.
    public var name: String
    /// A topic filter: `+` for any one level, `#` at the end for the rest, `{device}` and `{town}` for the level that names them.
    public var topic: String
    /// Where the device's name stands, when it does not stand in the topic.
    public var device: String?
    /// The town of all devices on these topics, when its name does not stand in the topic; only needed if two towns have a device of
    /// the same name.
    public var town: String?
    /// Where the array of readings stands, when a message holds several (`""` if the message is the array). The other pointers then
    /// start at one element; `device` is looked for in the whole message first.
    public var readings: String?
    public var time: MappedTime?
    public var level: MappedValue?
    public var distance: MappedValue?
    public var temperature: MappedValue?
    public var batteryPercent: MappedValue?
    public var batteryVolts: MappedValue?
    public var tilt: MappedFlag?
    /// Where the uplink counter stands.
    public var sequence: String?
    /// The device's own bytes, to be read by the decoder of its model.
    public var frame: MappedFrame?

    public init(
        name: String, topic: String, device: String? = nil, town: String? = nil, readings: String? = nil, time: MappedTime? = nil,
        level: MappedValue? = nil, distance: MappedValue? = nil, temperature: MappedValue? = nil,
        batteryPercent: MappedValue? = nil, batteryVolts: MappedValue? = nil, tilt: MappedFlag? = nil, sequence: String? = nil,
        frame: MappedFrame? = nil
    ) {
        self.name = name
        self.topic = topic
        self.device = device
        self.town = town
        self.readings = readings
        self.time = time
        self.level = level
        self.distance = distance
        self.temperature = temperature
        self.batteryPercent = batteryPercent
        self.batteryVolts = batteryVolts
        self.tilt = tilt
        self.sequence = sequence
        self.frame = frame
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, topic, device, town, readings, time, level, distance, temperature
        case batteryPercent = "battery_percent"
        case batteryVolts = "battery_volts"
        case tilt, sequence, frame
    }
}

/// A number and its unit.
public struct MappedValue: Hashable, Sendable, Codable {
    /// JSON pointer.
    public var at: String
    /// One of ``Quantity/units``.
    public var unit: String

    public init(at: String, unit: String) {
        self.at = at
        self.unit = unit
    }
}

/// A time and how it is written.
public struct MappedTime: Hashable, Sendable, Codable {
    public var at: String
    public var format: Format

    public init(at: String, format: Format) {
        self.at = at
        self.format = format
    }

    public enum Format: String, CaseIterable, Hashable, Sendable, Codable {
        case rfc3339
        case unixSeconds = "unix-seconds"
        case unixMilliseconds = "unix-milliseconds"
    }
}

/// A flag: `true`/`false`, or any value of which one means yes.
public struct MappedFlag: Hashable, Sendable, Codable {
    public var at: String
    /// The text or number (as it is written) that means yes; without it the value must be a JSON boolean.
    public var yes: String?

    public init(at: String, yes: String? = nil) {
        self.at = at
        self.yes = yes
    }
}

/// Device bytes inside a message.
public struct MappedFrame: Hashable, Sendable, Codable {
    /// JSON pointer; `nil` if the whole payload is the frame and no JSON at all.
    public var at: String?
    public var encoding: Encoding
    /// Where the port stands; without it a frame has none.
    public var port: String?

    public init(at: String? = nil, encoding: Encoding, port: String? = nil) {
        self.at = at
        self.encoding = encoding
        self.port = port
    }

    public enum Encoding: String, CaseIterable, Hashable, Sendable, Codable {
        case base64, hex
        /// The bytes themselves; only for a whole payload.
        case binary
    }
}
