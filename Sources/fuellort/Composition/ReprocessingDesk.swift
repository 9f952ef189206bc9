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

    /// - Throws: `CommandFailure` for a mapping file that can not be used.
    init(store: SQLiteStore, settings: Settings) throws {
        reprocessor = QuarantineReprocessor(
            store: store, limits: PayloadLimits(maximumBytes: settings.integer("mqtt.maximum_payload_bytes")),
            mappings: try MappingFiles.mappings(settings))
    }

    func reprocess(ids: [Int64]?, reason: QuarantineReason?) async throws -> ReprocessResult {
        let outcome = try await reprocessor.reprocess(ids: ids, reason: reason)
        return ReprocessResult(
            messages: outcome.messages, storedReadings: outcome.storedReadings, repeatedReadings: outcome.repeatedReadings,
            stillRefused: outcome.stillRefused.values.reduce(0, +))
    }
}
