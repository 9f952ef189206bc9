/// What a desk can not do, with the remedy. The rim translates it: a status of HTTP, an exit code of the command line.
public enum DeskError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such thing; `what` is the English noun, for example `container`.
    case notFound(what: String, id: String)
    /// A value given from outside is wrong; `member` names it as the caller wrote it, for example `due_on`.
    case invalid(member: String, message: String, remedy: String)
    /// The wish contradicts what is there.
    case conflict(message: String, remedy: String)
    /// Understood, but not to be done with what the town has, for example a plan without a depot.
    case impossible(message: String, remedy: String)
    /// Something that is needed does not answer now (store locked, disk full); trying again may help.
    case unavailable(reason: String, remedy: String, retryAfterSeconds: Int?)

    public var description: String {
        switch self {
        case .notFound(let what, let id): "There is no \(what) '\(id)'."
        case .invalid(let member, let message, let remedy): "\(member): \(message) \(remedy)"
        case .conflict(let message, let remedy), .impossible(let message, let remedy): "\(message) \(remedy)"
        case .unavailable(let reason, let remedy, _): "\(reason) \(remedy)"
        }
    }
}
