import Model
import Reports
import Synchronization

/// Keeps the index over a town's names as long as the town's data are the same: making it goes through every slot.
final class NamesCache: Sendable {
    private let kept = Mutex<[TownID: (data: TownData, names: TownNames)]>([:])

    /// O(1) while the data are the same value (arrays that share their storage are compared at once), else O(slots).
    func names(of data: TownData) -> TownNames {
        if let known = kept.withLock({ $0[data.town.id] }), known.data == data { return known.names }
        let names = TownNames(data)
        kept.withLock { $0[data.town.id] = (data, names) }
        return names
    }
}
