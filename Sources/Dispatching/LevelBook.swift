import Forecasting
import Model
import Store

/// Enters levels that people saw. The slot is derived again from everything stored, so the result is the same whether the entry comes
/// in time or late; the ingest thread notices by the store's level version and loads the slot's state before its next batch.
struct LevelBook: Sendable {
    let store: any TownStore

    /// - Throws: `StoreError`.
    /// - Returns: the reading as judged and stored.
    func enter(_ reading: Reading, town: TownID) throws -> Reading {
        let stored = try store.readingsForDerivation(
            town: town, slot: reading.slot, since: Timestamp(milliseconds: .min)
        ).filter { $0.measuredAt != reading.measuredAt }
        let derived = LevelTracker.derive(
            slot: reading.slot, readings: stored + [reading],
            reports: try store.reportedEmptyings(town: town, slot: reading.slot))
        let judged = derived.readings.first { $0.measuredAt == reading.measuredAt } ?? reading
        _ = try store.commit(
            IntakeBatch(
                readings: [TownReading(town: town, reading: judged)],
                levels: [
                    LevelChange(
                        town: town, slot: reading.slot,
                        state: StoredLevelState(current: derived.tracker.current, memory: derived.tracker.memory),
                        emptyings: derived.emptyings, replacesEmptyingsSince: Timestamp(milliseconds: .min))
                ]))
        return judged
    }
}
