public import Model

/// A stop reason: a stable key with its figures for machines, a sentence for people.
public struct ReasonDocument: Codable, Hashable, Sendable {
    /// `level`, `age`, `request`, `rhythm`, `take-along`, `by-hand`.
    public var key: String
    /// In the language that was asked for.
    public var text: String
    public var expectedLevel: Double?
    public var thresholdLevel: Double?
    public var fullAt: Timestamp?
    public var days: Double?
    public var maximumDays: Double?
    public var request: RequestID?
    public var note: String?

    public init(_ reason: StopReason, wording: Wording) {
        key = reason.key
        text = wording.sentence(reason)
        switch reason {
        case .level(let expected, let threshold, let fullAt):
            expectedLevel = rounded(expected, 4)
            thresholdLevel = rounded(threshold, 4)
            self.fullAt = fullAt
        case .age(let days, let maximumDays):
            self.days = rounded(days, 2)
            self.maximumDays = maximumDays
        case .request(let request, let note):
            self.request = request
            self.note = note
        case .rhythm: break
        case .takeAlong(let expected), .byHand(let expected): expectedLevel = rounded(expected, 4)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case key, text, days, request, note
        case expectedLevel = "expected_level"
        case thresholdLevel = "threshold_level"
        case fullAt = "full_at"
        case maximumDays = "maximum_days"
    }
}
