public import Model

/// What is known and expected about one slot on the planned day, whether it is due or not. Answers "why", "why not" and "until when
/// is that safe".
public struct SlotAssessment: Sendable, Hashable, Codable {
    public var slot: SlotID
    /// Why it is due; `nil` if it is not.
    public var reason: StopReason?
    /// Days by which a request, an age limit or a day of the rhythm is overdue.
    public var overdueDays: Double
    /// When a truck would come today, and when the next time if not.
    public var today: Timestamp
    public var nextChance: Timestamp
    /// Expected level when a truck comes today; the usual level at an emptying where nothing is known.
    public var expectedLevel: Double
    /// Expected level at the next chance; `nil` where no level is known or only the rhythm counts.
    public var expectedAtNextChance: Double?
    /// The level that makes it due at the next chance, lowered where the level is uncertain; `nil` where no level counts.
    public var threshold: Double?
    /// When the expected level reaches the threshold; `nil` if never, or where no level counts.
    public var reachesThresholdAt: Timestamp?
    /// Chance that it overflows before the next chance to come.
    public var overflowRisk: Double
    /// Days it will have been overfull at the next chance, by the expected course.
    public var overfullDays: Double
    public var fullAt: Timestamp?
    /// Until when the chance of being overfull stays below the accepted risk (``PlanningOptions/overflowRiskLimit``); `nil` where no level
    /// is known. At most ``LevelOutlook/longestSafeDays`` ahead.
    public var safeUntil: Timestamp?
    /// Days since the last emptying when a truck comes today; `nil` if unknown.
    public var ageDays: Double?
    public var maximumAgeDays: Double?
    public var lastEmptying: Timestamp?
    /// Where the level comes from; `nil` without a forecast.
    public var basis: ForecastBasis?

    /// When it becomes due by its level: at the threshold, or when its risk is no longer accepted, whichever comes first.
    public var becomesDueAt: Timestamp? { reachesThresholdAt.map { min($0, safeUntil ?? $0) } }

    /// How bad leaving it out is: risk (0–1), days overfull (up to 7), a quarter for each day overdue (up to 28), one for a request.
    public var urgency: Double {
        let asked = if case .request? = reason { 1.0 } else { 0.0 }
        return overflowRisk + min(7, overfullDays) + 0.25 * min(28, max(0, overdueDays)) + asked
    }
}

/// Makes the assessments of a town's slots for one day.
struct SlotAssessor: Sendable {
    let input: PlanningInput
    private let index: TownIndex
    private let calendar: CollectionCalendar
    private let requests: [SlotID: [EmptyingRequest]]
    private let riskQuantile: Double
    private let chances: [CollectionCalendar.Handling: (today: Timestamp, next: Timestamp)]

    init(_ input: PlanningInput, index: TownIndex) {
        self.input = input
        self.index = index
        let calendar = CollectionCalendar(input)
        self.calendar = calendar
        let open = input.requests.filter { $0.dueOn <= input.day }.sorted { ($0.dueOn, $0.id) < ($1.dueOn, $1.id) }
        requests = Dictionary(grouping: open, by: \.slot)
        riskQuantile = Normal.upperQuantile(input.options.overflowRiskLimit)
        let handlings = Set(input.town.slots.map { Self.handling($0, index) })
        chances = Dictionary(
            handlings.map { handling in
                let next = calendar.nextChance(after: input.day, for: handling)
                let moments = (
                    calendar.serviceMoment(on: input.day, for: handling), calendar.serviceMoment(on: next, for: handling)
                )
                return (handling, moments)
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func handling(_ slot: Slot, _ index: TownIndex) -> CollectionCalendar.Handling {
        CollectionCalendar.Handling(fraction: slot.fraction, method: index.containerType(of: slot)?.emptyingMethod)
    }

    func assess(_ slot: Slot) -> SlotAssessment {
        let properties = input.town.rules.properties(of: slot.fraction)
        let forecast = input.forecasts[slot.id]
        let outlook =
            forecast.flatMap { LevelOutlook($0) }
            ?? input.currentLevels[slot.id].flatMap { LevelOutlook($0, fraction: properties) }
        let handling = Self.handling(slot, index)
        let noon = input.clock.moment(input.day, TimeOfDay(hour: 12))
        let (today, next) = chances[handling] ?? (noon, noon.adding(days: 1))
        let lastEmptying = input.lastEmptyings[slot.id]
        var assessment = SlotAssessment(
            slot: slot.id, reason: nil, overdueDays: 0, today: today, nextChance: next,
            expectedLevel: outlook?.expected(at: today) ?? properties.levelAtEmptying,
            overflowRisk: outlook?.probability(above: 1, at: next) ?? 0,
            overfullDays: outlook?.expectedDays(above: 1, until: next) ?? 0, fullAt: forecast?.fullAt,
            safeUntil: outlook?.moment(reachingOverflowRisk: input.options.overflowRiskLimit),
            ageDays: lastEmptying.map { today.days(since: $0) },
            maximumAgeDays: slot.maximumAgeDays ?? properties.maximumAgeDays, lastEmptying: lastEmptying, basis: forecast?.basis)
        if let outlook, hasLevel(slot, forecast) { setLevel(of: &assessment, slot, outlook) }
        (assessment.reason, assessment.overdueDays) = reason(slot, assessment, handling)
        return assessment
    }

    /// A slot without a sensor that has a rhythm lives by the rhythm, unless somebody told its level.
    private func hasLevel(_ slot: Slot, _ forecast: LevelForecast?) -> Bool {
        !(slot.device == nil && slot.rhythm != nil && forecast?.basis != .readings)
    }

    private func setLevel(of assessment: inout SlotAssessment, _ slot: Slot, _ outlook: LevelOutlook) {
        let thresholds = input.town.rules.thresholds
        let agreed = slot.mustEmptyLevel ?? thresholds.mustEmpty
        let cautious = 1 - riskQuantile * outlook.deviation(at: assessment.nextChance)
        let threshold = min(agreed, max(min(agreed, thresholds.takeAlong), cautious))
        assessment.threshold = threshold
        assessment.expectedAtNextChance = outlook.expected(at: assessment.nextChance)
        assessment.reachesThresholdAt = outlook.moment(reaching: threshold)
    }

    // MARK: reasons, the most telling first

    private func reason(
        _ slot: Slot, _ state: SlotAssessment, _ handling: CollectionCalendar.Handling
    ) -> (StopReason?, overdueDays: Double) {
        if let request = openRequest(slot, state) {
            return (.request(request.id, note: request.note), Double(input.day.days(since: request.dueOn)))
        }
        if let expected = state.expectedAtNextChance, let threshold = state.threshold, expected >= threshold {
            return (.level(expected: expected, threshold: threshold, fullAt: state.fullAt), 0)
        }
        if let limit = state.maximumAgeDays, let last = state.lastEmptying, let days = state.ageDays,
            state.nextChance.days(since: last) > limit
        {
            return (.age(days: days, maximumDays: limit), days - limit)
        }
        guard slot.device == nil, let rhythm = slot.rhythm else { return (nil, 0) }
        let lastDay = state.lastEmptying.map { input.clock.day(of: $0) }
        guard let named = calendar.rhythmDay(rhythm, on: input.day, for: handling, lastEmptied: lastDay) else { return (nil, 0) }
        return (.rhythm, Double(input.day.days(since: named)))
    }

    private func openRequest(_ slot: Slot, _ state: SlotAssessment) -> EmptyingRequest? {
        requests[slot.id]?.first { request in state.lastEmptying.map { $0 < request.createdAt } ?? true }
    }
}
