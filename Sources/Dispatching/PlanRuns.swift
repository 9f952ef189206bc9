import Model
import Reports
import Synchronization

/// Plans being made in the background. Remembers the last hundred runs; they are gone with the process, the plans are not.
final class PlanRuns: Sendable {
    private struct Entry {
        var run: PlanRun
        var town: TownID
        var isCancelled = false
    }

    private let entries = Mutex<[PlanID: Entry]>([:])
    private static let most = 100

    /// `false` when a run of that name is going on.
    func begin(_ run: PlanRun, town: TownID) -> Bool {
        entries.withLock { entries in
            if let known = entries[run.id], !known.run.phase.isOver { return false }
            entries[run.id] = Entry(run: run, town: town)
            if entries.count > Self.most {
                let oldest = entries.values.filter(\.run.phase.isOver).min { $0.run.startedAt < $1.run.startedAt }
                if let oldest { entries[oldest.run.id] = nil }
            }
            return true
        }
    }

    func run(_ id: PlanID, town: TownID) -> PlanRun? {
        entries.withLock { entries in entries[id].flatMap { $0.town == town ? $0.run : nil } }
    }

    /// A run that is over is not changed any more.
    func change(_ id: PlanID, _ body: (inout PlanRun) -> Void) {
        entries.withLock { entries in
            guard var entry = entries[id], !entry.run.phase.isOver else { return }
            body(&entry.run)
            entries[id] = entry
        }
    }

    func cancel(_ id: PlanID) { entries.withLock { $0[id]?.isCancelled = true } }

    func isCancelled(_ id: PlanID) -> Bool { entries.withLock { $0[id]?.isCancelled ?? false } }
}
