public import Decoding
import Foundation
public import Model
import Store

/// Fills gaps from what a network server has kept. May run beside ingest and as often as one likes: readings that are there already
/// stay single. Levels and emptyings are derived again as if all had come in time; no alarm is raised.
public struct Backfill: Sendable {
    public struct Outcome: Sendable, Hashable {
        /// Messages the server handed over.
        public var messages = 0
        public var storedReadings = 0
        /// Readings that were there already.
        public var repeatedReadings = 0
        /// Messages without a measurement.
        public var ignored = 0
        /// Messages that could not be used, by reason; they are not put into quarantine, for they stay at the server.
        public var refused: [QuarantineReason: Int] = [:]
        /// Devices that no slot names.
        public var unknownDevices: Set<DeviceID> = []
        public var calls = 0
    }

    /// Messages a transaction: many, for each one derives the slots it touches again.
    private static let batch = 2000
    private static let attempts = 8

    private let store: any IngestStore
    private let limits: PayloadLimits
    private let mappings: [Mapping]
    private let now: @Sendable () -> Timestamp
    private let rest: @Sendable (Double) async throws -> Void

    /// - Parameter rest: waits so many seconds when the server asks for patience.
    public init(
        store: any IngestStore, limits: PayloadLimits = PayloadLimits(), mappings: [Mapping] = [],
        now: @escaping @Sendable () -> Timestamp,
        rest: @escaping @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    ) {
        self.store = store
        self.limits = limits
        self.mappings = mappings
        self.now = now
        self.rest = rest
    }

    /// - Throws: ``BackfillError``, ``StoreError``; what was stored until then stays.
    public func run(_ source: StorageIntegration, from: Timestamp, to: Timestamp) async throws -> Outcome {
        let pipeline = IngestPipeline(store: store, limits: limits, mappings: mappings)
        var outcome = Outcome()
        var after = from.rfc3339
        var call = source
        while true {
            let lines = try await page(call, after: after, before: to.rfc3339, &outcome)
            try take(lines, of: source, pipeline, &outcome)
            guard lines.count >= call.limit else { break }
            guard let last = lines.last.flatMap(Self.receivedAt) else { break }
            // More messages of one moment than a call brings: ask for more at once.
            if last == after { call.limit *= 2 }
            after = last
        }
        while !pipeline.suspects.isEmpty { try pipeline.care() }
        return outcome
    }

    private func page(_ source: StorageIntegration, after: String, before: String, _ outcome: inout Outcome) async throws
        -> [Data]
    {
        var wait = 1.0
        var lastReason = ""
        for _ in 0..<Self.attempts {
            outcome.calls += 1
            switch try await source.page(after: after, before: before) {
            case .lines(let lines): return lines
            case .later(let seconds, let reason):
                lastReason = reason
                try await rest(seconds ?? wait)
                if seconds == nil { wait = min(wait * 2, 60) }
            }
        }
        throw BackfillError.gaveUp(
            "asked \(Self.attempts) times in vain: \(lastReason). What was stored stays; start again later")
    }

    private func take(
        _ lines: [Data], of source: StorageIntegration, _ pipeline: IngestPipeline, _ outcome: inout Outcome
    ) throws {
        var position = 0
        while position < lines.count {
            try pipeline.refresh()
            for line in lines[position..<min(position + Self.batch, lines.count)] {
                if let problem = Self.problem(line) { throw BackfillError.gaveUp("the server broke off: \(problem)") }
                receive(line, source, pipeline)
            }
            position += Self.batch
            note(pipeline, &outcome)
            let tally = try pipeline.commit()
            outcome.messages += tally.messages
            outcome.storedReadings += tally.stored
            outcome.repeatedReadings += tally.repeats
            outcome.ignored += tally.ignored.values.reduce(0, +)
        }
    }

    private func receive(_ line: Data, _ source: StorageIntegration, _ pipeline: IngestPipeline) {
        var topic = "v3/\(source.application)/devices/\(source.device ?? "stored")/up"
        topic.withUTF8 { topic in
            line.withUnsafeBytes { payload in
                pipeline.receive(
                    ArrivedMessage(
                        topic: topic, payload: payload, qos: 1, isRetained: false, receivedAt: now(), isBackfilled: true))
            }
        }
    }

    private func note(_ pipeline: IngestPipeline, _ outcome: inout Outcome) {
        for refused in pipeline.batch.quarantined {
            outcome.refused[refused.reason, default: 0] += 1
            if refused.reason == .unknownDevice, let device = refused.device { outcome.unknownDevices.insert(device) }
        }
        pipeline.batch.quarantined = []
    }

    private struct Stored: Decodable {
        struct Result: Decodable {
            var receivedAt: String?

            private enum CodingKeys: String, CodingKey { case receivedAt = "received_at" }
        }
        struct Problem: Decodable { var message: String? }
        var result: Result?
        var error: Problem?
    }

    /// The outer time, by which the server sorts; as it stands there, with its nanoseconds.
    static func receivedAt(_ line: Data) -> String? {
        (try? JSONDecoder().decode(Stored.self, from: line))?.result?.receivedAt
    }

    /// A stream that fails ends with an object of its own.
    private static func problem(_ line: Data) -> String? {
        guard line.starts(with: Array("{\"error\"".utf8)) else { return nil }
        return (try? JSONDecoder().decode(Stored.self, from: line))?.error?.message ?? "an error without a text"
    }
}
