import Forecasting
import Model
import Store

/// Derives a slot's level from nothing, by all that is stored and what is about to be: what a late reading makes necessary. The
/// result is the same as if everything had come in order.
struct SlotDerivation {
    var tracker: LevelTracker
    /// Judged readings by measuring time; those of the batch get their verdict from here.
    var judged: [Timestamp: ReadingQuality]
    var emptyings: [Emptying]
    var newest: Int64

    /// O(n log n) in the slot's readings.
    init(
        town: TownID, slot: SlotID, arriving: [Reading], reports: [Emptying], store: some ReadingIntake & LevelDerivation
    ) throws {
        let stored = try store.readingsForDerivation(town: town, slot: slot, since: Timestamp(milliseconds: .min))
        // What is stored wins over a repeat of it.
        var times = Set(stored.map(\.measuredAt))
        var readings = stored
        for reading in arriving where times.insert(reading.measuredAt).inserted { readings.append(reading) }
        let known = try store.reportedEmptyings(town: town, slot: slot)
        let derived = LevelTracker.derive(slot: slot, readings: readings, reports: known + reports.filter { !known.contains($0) })
        tracker = derived.tracker
        emptyings = derived.emptyings
        judged = Dictionary(derived.readings.map { ($0.measuredAt, $0.quality) }, uniquingKeysWith: { first, _ in first })
        newest = derived.readings.last?.measuredAt.milliseconds ?? .min
    }
}
