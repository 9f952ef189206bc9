import Decoding

extension MessageOutcome {
    /// The measurements; empty when there are none.
    var observations: [Observation] {
        if case .observations(let observations, _) = self { observations } else { [] }
    }

    /// All refusals, of the message or of its elements.
    var refusals: [Refusal] {
        switch self {
        case .observations(_, let refused): refused
        case .refused(let refusal): [refusal]
        case .ignored: []
        }
    }

    var ignored: IgnoredMessage? {
        if case .ignored(let message) = self { message } else { nil }
    }
}
