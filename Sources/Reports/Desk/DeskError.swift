public import Sentences

/// What a desk can not do, with the remedy. The rim translates it: a status of HTTP, an exit code of the command line.
public enum DeskError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such thing; `what` is the noun, for example `container`.
    case notFound(what: Sentence, id: String)
    /// A value given from outside is wrong; `member` names it as the caller wrote it, for example `due_on`.
    case invalid(member: String, message: Sentence, remedy: Sentence)
    /// A thing that was to be put is wrong; never empty.
    case faulty([DeskFault])
    /// A thing is not as the caller has seen it: somebody else changed it meanwhile.
    case stale(what: Sentence)
    /// The wish contradicts what is there.
    case conflict(message: Sentence, remedy: Sentence)
    /// Understood, but not to be done with what the town has, for example a plan without a depot.
    case impossible(message: Sentence, remedy: Sentence)
    /// The data do not allow the finding that is asked for.
    case noEvaluation(EvaluationRefusal)
    /// Something that is needed does not answer now (store locked, disk full); trying again may help.
    case unavailable(reason: Sentence, remedy: Sentence, retryAfterSeconds: Int?)

    public var description: String {
        switch self {
        case .notFound(let what, let id):
            ["There is no \(what) '\(id)'.", Self.remedy(forMissing: what)?.description].compactMap(\.self).joined(separator: " ")
        case .invalid(let member, let message, let remedy): "\(member): \(message) \(remedy)"
        case .faulty(let faults): faults.map(\.description).joined(separator: "\n")
        case .stale(let what): "\(what) was changed meanwhile. Read it again and repeat the change."
        case .conflict(let message, let remedy), .impossible(let message, let remedy): "\(message) \(remedy)"
        case .noEvaluation(let refusal): refusal.description
        case .unavailable(let reason, let remedy, _): "\(reason) \(remedy)"
        }
    }
}

extension DeskError {
    /// Where those that there are can be seen; `nil` for things that no list shows.
    public static func remedy(forMissing what: Sentence) -> Sentence? {
        switch what.template {
        case "plan": "Plans are listed by `fuellort plan list` and GET …/plans."
        case "proposal":
            "Proposals are made by `fuellort plan replan` and POST …/replan, and end when they are accepted or discarded."
        case "revision": "Revisions are listed by `fuellort plan history` and GET …/revisions."
        case "tour": "A plan's tours are shown by `fuellort plan show` and GET …/plans/{plan}/tours."
        case "container", "slot":
            "Containers are listed by `fuellort containers list` and GET …/containers, by the name of their slot."
        case "vehicle": "Vehicles are listed by `fuellort vehicles`."
        case "site": "Sites are listed by `fuellort sites`."
        case "device": "Devices are listed by `fuellort devices`."
        case "town": "Towns are listed by GET /api/v1/towns."
        default: nil
        }
    }
}

/// One thing that is wrong with what was to be put.
public struct DeskFault: Hashable, Sendable, CustomStringConvertible {
    /// The kind of thing or the file, for example `slots`.
    public var part: String
    /// Counted from 1; `nil` when the fault belongs to no line.
    public var line: Int?
    /// Path of the member, for example `shift.start`; with the thing's name in front when another thing is at fault.
    public var member: String?
    public var message: Sentence
    public var remedy: Sentence

    public init(part: String, line: Int? = nil, member: String?, message: Sentence, remedy: Sentence) {
        self.part = part
        self.line = line
        self.member = member
        self.message = message
        self.remedy = remedy
    }

    public var description: String {
        let place = [part, line.map(String.init)].compactMap(\.self).joined(separator: ":")
        return [place, member, "\(message). \(remedy)."].compactMap(\.self).joined(separator: ": ")
    }
}
