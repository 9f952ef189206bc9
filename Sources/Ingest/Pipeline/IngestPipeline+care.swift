import Model
import Store

/// Work between batches: emptyings that staff reported, and slots whose level must be derived again.
extension IngestPipeline {
    /// How many slots are derived again in one go, so that messages do not wait long.
    private static let derivedAtOnce = 16

    /// Takes in what waits; one transaction if there is anything.
    ///
    /// - Parameter now: from which alarms see how fresh a level is; needed where alarms are raised.
    /// - Throws: ``StoreError``; then nothing has changed.
    func care(now: Timestamp = Timestamp(milliseconds: 0)) throws {
        guard batch.isEmpty else { return }
        let reports = try store.reportedEmptyings()
        guard !reports.isEmpty || !suspects.isEmpty else { return }
        try refresh()
        batch.receivedAt = now
        let mended = Array(suspects.prefix(Self.derivedAtOnce))
        batch.lateEntries.formUnion(mended)
        for report in reports { take(report) }
        _ = try commit()
        suspects.subtract(mended)
    }

    private func take(_ report: ReportedEmptying) {
        let index = book.index(town: report.town, slot: report.emptying.slot)
        batch.appliedReports.append(report.id)
        guard !batch.lateEntries.contains(index), book.observe(emptying: report.emptying, at: index) else {
            batch.lateEntries.insert(index)
            batch.reports[index, default: []].append(report.emptying)
            return
        }
    }
}
