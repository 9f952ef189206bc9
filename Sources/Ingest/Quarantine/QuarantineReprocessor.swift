public import Decoding
public import Model
public import Store

/// Puts refused messages through the same pipeline again, after their cause was mended: a device entered, a town imported.
///
/// A message that is understood now leaves the quarantine in the transaction that stores its readings; one that is still refused stays
/// as it was. May run beside ingest.
public struct QuarantineReprocessor: Sendable {
    public struct Outcome: Sendable, Hashable {
        /// Messages that were looked at.
        public var messages = 0
        /// Messages that left the quarantine.
        public var released = 0
        public var storedReadings = 0
        public var repeatedReadings = 0
        /// Messages that stay, by the reason that holds now.
        public var stillRefused: [QuarantineReason: Int] = [:]
    }

    private static let pageSize = 500
    private let store: any IngestStore & QuarantineStore
    private let limits: PayloadLimits
    private let mappings: [Mapping]

    public init(
        store: any IngestStore & QuarantineStore, limits: PayloadLimits = PayloadLimits(), mappings: [Mapping] = []
    ) {
        self.store = store
        self.limits = limits
        self.mappings = mappings
    }

    /// - Parameters:
    ///   - ids: only these messages; `nil` means all.
    ///   - reason: only those refused for this reason; `nil` means any.
    /// - Throws: ``StoreError``; the pages before the failing one are done.
    public func reprocess(ids: [Int64]? = nil, reason: QuarantineReason? = nil) async throws -> Outcome {
        let wanted = ids.map(Set.init)
        let pipeline = IngestPipeline(store: store, limits: limits, mappings: mappings)
        var outcome = Outcome()
        var after: Int64?
        while true {
            let page = try await store.quarantined(reason: reason, after: after, limit: Self.pageSize)
            guard let last = page.last else { break }
            after = last.id
            try await process(page.filter { wanted?.contains($0.id) ?? true }, pipeline, &outcome)
            if page.count < Self.pageSize { break }
        }
        while !pipeline.suspects.isEmpty { try pipeline.care() }
        return outcome
    }

    private func process(_ page: [QuarantinedMessage], _ pipeline: IngestPipeline, _ outcome: inout Outcome) async throws {
        guard !page.isEmpty else { return }
        try pipeline.refresh()
        var released: [Int64] = []
        for message in page {
            if let reason = again(message, pipeline) {
                outcome.stillRefused[reason, default: 0] += 1
            } else {
                released.append(message.id)
            }
        }
        outcome.messages += page.count
        // Those that are still refused are in the quarantine already.
        pipeline.batch.quarantined = []
        do {
            let batch = try pipeline.intakeBatch()
            let stored = try await store.removeQuarantined(released, storing: batch)
            pipeline.settle(stored, batch)
            pipeline.batch.clear()
            outcome.released += released.count
            outcome.storedReadings += stored.stored
            outcome.repeatedReadings += stored.repeats
        } catch {
            pipeline.forget()
            throw error
        }
    }

    /// - Returns: why it is still refused; `nil` when it is understood.
    private func again(_ message: QuarantinedMessage, _ pipeline: IngestPipeline) -> QuarantineReason? {
        guard message.payload.count == message.payloadSize else { return message.reason }
        let before = pipeline.batch.quarantined.count
        var topic = message.topic
        topic.withUTF8 { topic in
            message.payload.withUnsafeBytes { payload in
                pipeline.receive(
                    ArrivedMessage(topic: topic, payload: payload, qos: 1, isRetained: false, receivedAt: message.receivedAt))
            }
        }
        return pipeline.batch.quarantined.count > before ? pipeline.batch.quarantined.last?.reason : nil
    }
}
