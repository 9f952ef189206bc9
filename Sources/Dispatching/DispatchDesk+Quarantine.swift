public import Model
public import Reports
import Store

extension DispatchDesk: QuarantineDesk {
    public func quarantined(reason: QuarantineReason?, after: Int64?, limit: Int) async throws -> [QuarantinedMessage] {
        try await asDesk { try await store.quarantined(reason: reason, after: after, limit: limit) }
    }

    public func quarantineCounts() async throws -> [QuarantineReason: Int] {
        try await asDesk { try await store.quarantineCounts() }
    }

    public func reprocess(ids: [Int64]?, reason: QuarantineReason?) async throws -> ReprocessResult {
        try await asDesk { try await quarantine.reprocess(ids: ids, reason: reason) }
    }
}
