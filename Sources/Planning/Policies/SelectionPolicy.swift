public import Model

/// A way to choose what is emptied on a day. Policies see the same input and are driven by the same search, so that comparing them
/// compares the choice alone.
public protocol SelectionPolicy: Sendable {
    /// Short stable key, for tables and documents.
    var name: String { get }

    func select(_ input: PlanningInput) -> DaySelection
}

/// The house's standard: due by request, expected level, age or rhythm; see ``DueSelection``.
public struct DuePolicy: SelectionPolicy {
    public let name = "due"

    public init() {}

    public func select(_ input: PlanningInput) -> DaySelection { DueSelection(input).select() }
}

/// Empties on the days of a fixed rhythm whatever the level, with the holiday shift; requests besides. The plan of a town without
/// sensors, and the baseline of every comparison.
public struct FixedRhythmPolicy: SelectionPolicy {
    public let name = "rhythm"
    /// Replaces the slots' own rhythms.
    public var rhythms: [SlotID: Rhythm]

    public init(rhythms: [SlotID: Rhythm] = [:]) { self.rhythms = rhythms }

    public func select(_ input: PlanningInput) -> DaySelection {
        var blind = input
        for index in blind.town.slots.indices {
            blind.town.slots[index].device = nil
            blind.town.slots[index].rhythm = rhythms[blind.town.slots[index].id] ?? blind.town.slots[index].rhythm
            blind.town.slots[index].maximumAgeDays = .infinity
        }
        // What the containers hold is still what the forecast says; it only may not decide.
        blind.forecasts = blind.forecasts.mapValues { forecast in
            var forecast = forecast
            forecast.basis = .rhythm
            return forecast
        }
        let chosen = DueSelection(blind).select()
        let decides = { (reason: StopReason) in reason.key == "rhythm" || reason.key == "request" }
        return DaySelection(due: chosen.due.filter { decides($0.reason) }, blocked: chosen.blocked.filter { decides($0.reason) })
    }
}

/// Empties what is at a fixed level now, and nothing else; requests and ages besides. What most sensor systems do.
public struct ThresholdPolicy: SelectionPolicy {
    public let name = "threshold"
    public var level: Double

    public init(level: Double = 0.8) { self.level = level }

    public func select(_ input: PlanningInput) -> DaySelection {
        var plain = input
        // Without growth and without doubt, "before the next chance" is "now".
        plain.forecasts = plain.forecasts.mapValues { forecast in
            var still = forecast
            let now = LevelOutlook(forecast)?.expected(at: input.createdAt) ?? forecast.level
            still.asOf = input.createdAt
            still.level = now
            still.levelDeviation = 0
            still.ratePerDay = 0
            still.rateDeviation = 0
            return still
        }
        plain.town.rules.thresholds.mustEmpty = level
        for index in plain.town.slots.indices { plain.town.slots[index].mustEmptyLevel = nil }
        var chosen = DueSelection(plain).select()
        chosen.takeAlong = []
        let assessments = DueSelection(input)
        chosen.due = chosen.due.map { choice in
            var choice = choice
            choice.expectedLevel = assessments.assessment(of: choice.slot)?.expectedLevel ?? choice.expectedLevel
            return choice
        }
        return chosen
    }
}
