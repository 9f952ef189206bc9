public import Model

/// Refused messages.
public protocol QuarantineStore: Sendable {
    /// Oldest first; `after` is the last identifier of the page before.
    func quarantined(reason: QuarantineReason?, after: Int64?, limit: Int) async throws -> [QuarantinedMessage]

    func quarantineCounts() async throws -> [QuarantineReason: Int]

    /// Takes messages out after they were processed again; readings and removal belong into one transaction, see
    /// ``ReadingIntake``.
    func removeQuarantined(_ ids: [Int64], storing batch: IntakeBatch) async throws -> IntakeOutcome
}
