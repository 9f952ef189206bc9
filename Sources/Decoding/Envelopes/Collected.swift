/// Gathers what the elements of one message gave: the good are kept, each bad one is refused by itself.
struct Collected {
    /// More elements than any device stores; a longer message is refused before it is read, so that none takes long.
    static let limit = 2000

    /// - Throws: a refusal if that many elements are too many.
    static func check(count: Int) throws(Refusal) {
        guard count <= limit else {
            throw Refusal(.tooLarge, "the message has \(count) readings; at most \(limit) are read at once, send them in parts")
        }
    }

    private var good: [Observation] = []
    private var bad: [Refusal] = []
    private var index = 0

    mutating func add(_ observation: Observation) {
        good.append(observation)
        index += 1
    }

    mutating func refuse(_ refusal: Refusal) {
        var refusal = refusal
        refusal.element = index
        bad.append(refusal)
        index += 1
    }

    /// One outcome for the message.
    var outcome: MessageOutcome {
        if !good.isEmpty { return .observations(good, refused: bad) }
        guard var first = bad.first else {
            return .refused(Refusal(.wrongShape, "the message is empty; send at least one reading"))
        }
        guard bad.count > 1 else {
            first.element = nil
            return .refused(first)
        }
        first.detail += " (none of the \(bad.count) elements is good)"
        return .refused(first)
    }
}
