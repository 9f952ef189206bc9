import Decoding
import Dispatching
import Ingest
import Model
import Reports
import Settings
import StoreSQLite

/// Puts refused messages through ingest's pipeline again, for the desk.
struct ReprocessingDesk: QuarantineReprocessing {
    private let reprocessor: QuarantineReprocessor

    init(store: SQLiteStore, settings: Settings) {
        reprocessor = QuarantineReprocessor(
            store: store, limits: PayloadLimits(maximumBytes: settings.integer("mqtt.maximum_payload_bytes")))
    }

    func reprocess(ids: [Int64]?, reason: QuarantineReason?) async throws -> ReprocessResult {
        let outcome = try await reprocessor.reprocess(ids: ids, reason: reason)
        return ReprocessResult(
            messages: outcome.messages, storedReadings: outcome.storedReadings, repeatedReadings: outcome.repeatedReadings,
            stillRefused: outcome.stillRefused.values.reduce(0, +))
    }
}
