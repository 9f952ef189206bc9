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

    /// What a tracker has learned fades within weeks: readings older than this before a late one change nothing that one could see.
    static let windowDays = 120.0
    /// Emptyings from so long before a late reading on are found again; the first weeks of the window only warm the tracker up.
    static let renewedDays = 30.0

    /// O(n log n) in the readings.
    ///
    /// - Parameter stored: of the slot, in time order.
    init(
        town: TownID, slot: SlotID, stored: [Reading], arriving: [Reading], reports: [Emptying], store: some LevelDerivation
    ) throws {
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
