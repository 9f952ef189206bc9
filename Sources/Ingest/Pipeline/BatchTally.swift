import Decoding
public import Model

/// What became of the messages of one batch, or of all batches so far.
public struct BatchTally: Sendable, Hashable {
    /// Messages the broker handed over.
    public var messages = 0
    /// Of those: at QoS 0, so that nothing stood behind them on the way to us.
    public var withoutPromise = 0
    public var retained = 0
    /// Readings that are stored now and were not before.
    public var stored = 0
    public var repeats = 0
    /// Messages put into quarantine.
    public var refused: [QuarantineReason: Int] = [:]
    /// Messages without a measurement, by reason.
    public var ignored: [String: Int] = [:]
    /// Readings older than what their slot had already shown.
    public var late = 0
    public var emptyings = 0

    public init() {}

    mutating func add(_ other: BatchTally) {
        messages += other.messages
        withoutPromise += other.withoutPromise
        retained += other.retained
        stored += other.stored
        repeats += other.repeats
        late += other.late
        emptyings += other.emptyings
        refused.merge(other.refused, uniquingKeysWith: +)
        ignored.merge(other.ignored, uniquingKeysWith: +)
    }
}
