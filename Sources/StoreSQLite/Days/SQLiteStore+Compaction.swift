import GRDB
public import Model
import Synchronization

extension SQLiteStore {
    /// Puts the readings of past days together, one small blob per slot and day.
    ///
    /// Made of small transactions, each of which moves some slots' readings of one day: a kill at any moment leaves every reading in
    /// exactly one of the two places, ingest goes on between the steps, and readers see the same readings before, during and after.
    /// Call it every hour or so; with nothing to do it costs one look-up. Cancelling the task ends it after the present step.
    /// - Throws: ``StoreError``; what was moved before stays moved.
    @discardableResult
    public func compact(now: Timestamp, policy: CompactionPolicy = CompactionPolicy()) async throws -> CompactionReport {
        var report = CompactionReport()
        try await waitForLevels()
        let end = now.adding(hours: -max(0, policy.afterHours)).milliseconds
        let limit = max(1, policy.readingsPerStep)
        while !Task.isCancelled {
            let made = try await write { db -> (step: DayCompaction.Step?, loan: IntakeShelf.Loan)? in
                guard try Int64.fetchOne(db, sql: "SELECT arrived_since FROM level_lag") == nil else { return nil }
                var loan = self.intake.withLock { $0.lend() }
                return (try DayCompaction(db).step(before: end, limit: limit, &loan.memory), loan)
            }
            if let loan = made?.loan { give(back: loan) }
            guard let step = made?.step else { break }
            report.steps += 1
            report.readings += step.readings
            report.blobs += step.blobs
        }
        return report
    }

    /// After a crash, readings that the stored levels do not know are looked for in the hot table: they must not leave it before.
    /// Gives up after a minute; then no service runs that would catch up, and the next call tries again.
    private func waitForLevels() async throws {
        for _ in 0..<60 where try levelLag() != nil { try await Task.sleep(for: .seconds(1)) }
    }
}
