/// What the MQTT room refuses or can not do, with the remedy.
public enum MQTTError: Error, Sendable, Hashable, CustomStringConvertible {
    case invalidOption(name: String, value: String, remedy: String)
    case invalidTopic(String, reason: String)
    case invalidFilter(String, reason: String)
    /// MQTT can carry 268,435,455 bytes; the publisher refuses more than its own limit.
    case payloadTooLarge(bytes: Int, limit: Int)
    /// libmosquitto refused a call.
    case library(call: String, detail: String)
    /// The operating system has no more file descriptors or threads.
    case system(call: String, detail: String)
    /// The publisher was closed while messages waited for their acknowledgement.
    case closed(unacknowledged: Int)
    /// The broker did not accept the message (MQTT 5 only; a 3.1.1 broker drops it silently).
    case notAccepted(topic: String, reason: String)
    case timedOut(waitingFor: String, problem: String?)

    public var description: String {
        switch self {
        case .invalidOption(let name, let value, let remedy): "MQTT \(name) '\(value)' can not be used. \(remedy)"
        case .invalidTopic(let topic, let reason): "'\(topic.prefix(80))' is no MQTT topic: \(reason)."
        case .invalidFilter(let filter, let reason): "'\(filter.prefix(80))' is no MQTT topic filter: \(reason)."
        case .payloadTooLarge(let bytes, let limit): "A payload of \(bytes) bytes is too large; the limit is \(limit). Split it."
        case .library(let call, let detail): "\(call) failed: \(detail)."
        case .system(let call, let detail): "\(call) failed: \(detail). Check the limits of the process (ulimit -n)."
        case .closed(let unacknowledged): "The publisher was closed; \(unacknowledged) messages have no acknowledgement yet."
        case .notAccepted(let topic, let reason):
            "The broker did not accept a message on '\(topic.prefix(80))': \(reason). Check its access list."
        case .timedOut(let what, let problem): "Timed out waiting for \(what)." + (problem.map { " " + $0 } ?? "")
        }
    }
}
