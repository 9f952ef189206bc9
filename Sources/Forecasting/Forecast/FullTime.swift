import Model

/// When a slot reaches a level.
struct FullTime {
    let model: ForecastModel
    let slot: SlotID
    let fullLevel: Double
    let asOf: Timestamp

    static let horizonDays = 60

    /// By the expected course.
    var expected: Timestamp? { first { $0.mean >= fullLevel } }

    /// When the chance of being full reaches `probability`; `nil` if not within 60 days.
    func reached(with probability: Double) -> Timestamp? {
        first { $0.probability(atLeast: fullLevel) >= probability }
    }

    /// The first moment at which a condition holds that stays true once it is: by days, then halved down to a quarter of an hour.
    private func first(_ holds: (LevelDistribution) -> Bool) -> Timestamp? {
        func isTrue(_ moment: Timestamp) -> Bool { model.distribution(slot, at: moment).map(holds) ?? false }
        if isTrue(asOf) { return asOf }
        var step = 1
        while step <= Self.horizonDays, !isTrue(asOf.adding(days: Double(step))) { step = step < 7 ? step + 1 : step + 3 }
        guard step <= Self.horizonDays else { return nil }
        var low = asOf.adding(days: Double(step < 8 ? step - 1 : step - 3))
        var high = asOf.adding(days: Double(step))
        while high.seconds(since: low) > 900 {
            let middle = low.adding(seconds: Int(high.seconds(since: low) / 2))
            if isTrue(middle) { high = middle } else { low = middle }
        }
        return high
    }
}
