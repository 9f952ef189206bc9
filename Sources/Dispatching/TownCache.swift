import Model
import Store
import Synchronization

/// Keeps each town's data as long as the registry's version stays the same: reading 3,000 slots takes a tenth of a second, and nearly
/// every question asks for them.
final class TownCache: Sendable {
    private struct Kept {
        var version: Int64
        var data: TownData
    }

    private let store: any TownRegistry
    private let kept = Mutex<[TownID: Kept]>([:])

    init(store: any TownRegistry) { self.store = store }

    /// `nil` if there is no such town. - Throws: `StoreError`.
    func townData(_ town: TownID) async throws -> TownData? {
        // Asked before reading: data that change meanwhile are kept under the older version, and read again.
        let version = try store.registryVersion()
        if let known = kept.withLock({ $0[town] }), known.version == version { return known.data }
        guard let data = try await store.townData(town) else {
            kept.withLock { $0[town] = nil }
            return nil
        }
        kept.withLock { $0[town] = Kept(version: version, data: data) }
        return data
    }
}
