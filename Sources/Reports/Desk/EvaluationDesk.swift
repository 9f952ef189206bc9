public import Model

/// The proof of what was saved, or of nothing.
public protocol EvaluationDesk: Sendable {
    /// Replays the whole weeks between two days (both included) with the baseline and compares them with what was driven. Takes about a
    /// second of search for each day.
    ///
    /// - Throws: ``DeskError/impossible(message:remedy:)`` with the reason when the data do not allow a finding: fewer than four whole
    ///   weeks, slots without a rhythm, days without a plan, plans that were not driven, too few emptyings.
    func evaluation(town: TownID, from: CalendarDay, to: CalendarDay, baseline: EvaluationBaseline) async throws -> Evaluation
}
