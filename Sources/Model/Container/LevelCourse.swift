/// How a slot's level goes on day and night, step by step: more than one rate can say (weekends, holidays, and how sure it is).
public struct LevelCourse: Hashable, Sendable, Codable {
    public var stepHours: Double
    /// Expected level at the forecast's moment and after each step; not emptied in between.
    public var levels: [Double]
    /// Chance that the slot is overfull then, above 1.
    public var overfull: [Double]
    /// Variance of what is thrown in over a stretch ÷ its expected growth, by chance alone; 0 for one who knows the future.
    public var variancePerGrowth: Double

    public init(stepHours: Double, levels: [Double], overfull: [Double], variancePerGrowth: Double) {
        self.stepHours = stepHours
        self.levels = levels
        self.overfull = overfull
        self.variancePerGrowth = variancePerGrowth
    }

    /// Days that are covered.
    public var days: Double { stepHours * Double(max(0, levels.count - 1)) / 24 }

    public func level(afterDays days: Double) -> Double? { Self.value(levels, days, stepHours) }

    public func overfullChance(afterDays days: Double) -> Double? { Self.value(overfull, days, stepHours) }

    /// Straight lines between the steps; `nil` beyond the last.
    private static func value(_ values: [Double], _ days: Double, _ stepHours: Double) -> Double? {
        guard stepHours > 0, days.isFinite, let last = values.last else { return nil }
        let position = max(0, days) * 24 / stepHours
        let index = Int(min(position, 1e6))
        guard index < values.count - 1 else { return index == values.count - 1 && position == Double(index) ? last : nil }
        return values[index] + (values[index + 1] - values[index]) * (position - Double(index))
    }
}
