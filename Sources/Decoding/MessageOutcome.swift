public import Model

/// What became of one message. Nothing is dropped: each message is exactly one of these.
public enum MessageOutcome: Hashable, Sendable {
    /// At least one measurement. `refused` names the elements of a batch that were not understood; the others are good.
    case observations([Observation], refused: [Refusal])
    /// Understood, and no measurement by its nature: a join, an acknowledgement, an uplink without payload.
    case ignored(IgnoredMessage)
    /// Nothing in it can be used as long as the cause is not mended.
    case refused(Refusal)
}

/// A message that holds no measurement and is no fault either.
public struct IgnoredMessage: Hashable, Sendable {
    public var reason: Reason
    /// Whom it is about: a sign of life, if the device itself spoke (``Reason/isSignOfLife``).
    public var device: DeviceID?
    public var serverTime: Timestamp?

    public init(_ reason: Reason, device: DeviceID? = nil, serverTime: Timestamp? = nil) {
        self.reason = reason
        self.device = device
        self.serverTime = serverTime
    }

    /// Stable keys, counted in the metrics.
    public enum Reason: String, CaseIterable, Hashable, Sendable {
        case join
        /// An uplink without application payload: only radio housekeeping.
        case noPayload = "no-payload"
        /// Device information after a start: versions, serial number.
        case deviceInformation = "device-information"
        case downlink
        case acknowledgement
        case status
        case log
        case location
        /// Service data of the network server, attributes, gateway connections.
        case service
        /// The network server's console made it up for a trial.
        case simulated
        /// Füllort's own alarm, heard again because its topic was subscribed to.
        case ownAlarm = "own-alarm"

        /// Whether the device itself was heard.
        public var isSignOfLife: Bool {
            switch self {
            case .join, .noPayload, .deviceInformation, .acknowledgement, .status: true
            case .downlink, .log, .location, .service, .simulated, .ownAlarm: false
            }
        }
    }
}

/// Why a message, or one element of a batch, was refused.
public struct Refusal: Hashable, Sendable, Error, CustomStringConvertible {
    public var cause: Cause
    /// What was wrong and where, with the offending value, and what to do about it.
    public var detail: String
    /// Index of the element in a batch.
    public var element: Int?
    public var device: DeviceID?

    public init(_ cause: Cause, _ detail: String, element: Int? = nil, device: DeviceID? = nil) {
        self.cause = cause
        self.detail = detail
        self.element = element
        self.device = device
    }

    /// The reason under which the message is put into quarantine.
    public var reason: QuarantineReason { cause.reason }

    public var description: String { element.map { "element \($0): \(detail)" } ?? detail }

    /// Finer than ``QuarantineReason``; stable keys.
    public enum Cause: String, CaseIterable, Hashable, Sendable {
        case unknownTopic = "unknown_topic"
        case tooLarge = "too_large"
        /// Not JSON, or not UTF-8.
        case notJSON = "not_json"
        /// JSON nested deeper than any message needs.
        case tooDeep = "too_deep"
        /// JSON, but not of the expected form: a member missing, of another type, or twice.
        case wrongShape = "wrong_shape"
        case badBase64 = "bad_base64"
        case badHex = "bad_hex"
        case unknownDevice = "unknown_device"
        /// The device's bytes do not fit its model's layout.
        case undecodable
        case impossibleValue = "impossible_value"
        case impossibleTime = "impossible_time"

        public var reason: QuarantineReason {
            switch self {
            case .unknownTopic: .unknownTopic
            case .tooLarge: .tooLarge
            case .notJSON, .tooDeep, .wrongShape, .badBase64, .badHex: .malformed
            case .unknownDevice: .unknownDevice
            case .undecodable: .undecodable
            case .impossibleValue: .impossibleValue
            case .impossibleTime: .impossibleTime
            }
        }
    }
}
