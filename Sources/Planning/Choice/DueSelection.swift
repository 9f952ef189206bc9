import Model

/// Chooses the slots that are due on a day: by request, by level, by age, or by rhythm.
///
/// - Level: the expected level at the next chance to come reaches the slot's threshold. The threshold is the town's or the slot's
///   own, lowered where the level is uncertain so far that the chance of overflowing stays below the accepted risk, but not below
///   the take-along level.
/// - Age: standing until the next chance would be longer than the fraction or slot allows.
/// - Request: somebody asked, for today or earlier, and it was not emptied since.
/// - Rhythm: for slots without a sensor, the named day, shifted over days without collection; a missed day stays due.
///
/// Slots emptied earlier on the day itself are not due again. Complexity: O(slots · requests per slot).
public struct DueSelection: Sendable {
    private let input: PlanningInput
    private let index: TownIndex
    private let calendar: CollectionCalendar
    private let requests: [SlotID: [EmptyingRequest]]
    private let riskQuantile: Double

    public init(_ input: PlanningInput) {
        self.input = input
        index = TownIndex(input.town)
        calendar = CollectionCalendar(input)
        let open = input.requests.filter { $0.dueOn <= input.day }.sorted { ($0.dueOn, $0.id) < ($1.dueOn, $1.id) }
        requests = Dictionary(grouping: open, by: \.slot)
        riskQuantile = Normal.upperQuantile(input.options.overflowRiskLimit)
    }

    public func select() -> DaySelection {
        var selection = DaySelection()
        let isCollectionDay = input.town.rules.isCollectionDay(input.day)
        for slot in input.town.slots where slot.isActive && !wasEmptiedToday(slot.id) {
            let type = index.containerType(of: slot)
            let state = state(of: slot, type)
            if let choice = due(slot, state) {
                if !isCollectionDay {
                    selection.blocked.append(leftOut(choice, .noCollectionDay))
                } else if type == nil {
                    selection.blocked.append(leftOut(choice, .noContainer))
                } else {
                    selection.due.append(choice)
                }
            } else if isCollectionDay, type != nil, let choice = takeAlong(slot, state) {
                selection.takeAlong.append(choice)
            }
        }
        return selection
    }

    // MARK: what is known about a slot

    private struct State {
        let outlook: LevelOutlook?
        let forecast: LevelForecast?
        let handling: CollectionCalendar.Handling
        let today: Timestamp
        let next: Timestamp
        /// Expected now-ish, when the truck comes; without any knowledge the usual level at emptying.
        let expectedToday: Double
        let lastEmptying: Timestamp?

        var riskAtNext: Double { outlook?.probability(above: 1, at: next) ?? 0 }
    }

    private func state(of slot: Slot, _ type: ContainerType?) -> State {
        let properties = input.town.rules.properties(of: slot.fraction)
        let forecast = input.forecasts[slot.id]
        let outlook =
            forecast.flatMap { LevelOutlook($0) }
            ?? input.currentLevels[slot.id].flatMap { LevelOutlook($0, fraction: properties) }
        let handling = CollectionCalendar.Handling(fraction: slot.fraction, method: type?.emptyingMethod)
        let today = calendar.serviceMoment(on: input.day, for: handling)
        let nextDay = calendar.nextChance(after: input.day, for: handling)
        return State(
            outlook: outlook, forecast: forecast, handling: handling, today: today,
            next: calendar.serviceMoment(on: nextDay, for: handling),
            expectedToday: outlook?.expected(at: today) ?? properties.levelAtEmptying,
            lastEmptying: input.lastEmptyings[slot.id])
    }

    private func wasEmptiedToday(_ slot: SlotID) -> Bool {
        guard let last = input.lastEmptyings[slot] else { return false }
        return input.clock.day(of: last) >= input.day
    }

    // MARK: reasons

    private func due(_ slot: Slot, _ state: State) -> SlotChoice? {
        guard let (reason, overdueDays) = reason(slot, state) else { return nil }
        let overfullDays = state.outlook?.expectedDays(above: 1, until: state.next) ?? 0
        let asked = if case .request = reason { 1.0 } else { 0.0 }
        let urgency = state.riskAtNext + min(7, overfullDays) + 0.25 * min(28, max(0, overdueDays)) + asked
        return choice(slot, state, reason, urgency: urgency)
    }

    private func reason(_ slot: Slot, _ state: State) -> (StopReason, overdueDays: Double)? {
        if let request = openRequest(slot, state) {
            return (.request(request.id, note: request.note), Double(input.day.days(since: request.dueOn)))
        }
        if let reason = level(slot, state) { return (reason, 0) }
        if let age = age(slot, state) { return (age.reason, age.overdueDays) }
        guard let named = rhythmDay(slot, state) else { return nil }
        return (.rhythm, Double(input.day.days(since: named)))
    }

    private func openRequest(_ slot: Slot, _ state: State) -> EmptyingRequest? {
        requests[slot.id]?.first { request in state.lastEmptying.map { $0 < request.createdAt } ?? true }
    }

    /// A slot that lives by its rhythm alone has no level to go by.
    private func hasLevel(_ slot: Slot, _ state: State) -> Bool {
        state.outlook != nil && !(slot.device == nil && slot.rhythm != nil && state.forecast?.basis != .readings)
    }

    private func level(_ slot: Slot, _ state: State) -> StopReason? {
        guard hasLevel(slot, state), let outlook = state.outlook else { return nil }
        let thresholds = input.town.rules.thresholds
        let agreed = slot.mustEmptyLevel ?? thresholds.mustEmpty
        let cautious = max(min(agreed, thresholds.takeAlong), 1 - riskQuantile * outlook.deviation(at: state.next))
        let threshold = min(agreed, cautious)
        let expected = outlook.expected(at: state.next)
        guard expected >= threshold else { return nil }
        return .level(expected: expected, threshold: threshold, fullAt: state.forecast?.fullAt)
    }

    private func age(_ slot: Slot, _ state: State) -> (reason: StopReason, overdueDays: Double)? {
        let limit = slot.maximumAgeDays ?? input.town.rules.properties(of: slot.fraction).maximumAgeDays
        guard let limit, let last = state.lastEmptying, state.next.days(since: last) > limit else { return nil }
        let days = state.today.days(since: last)
        return (.age(days: days, maximumDays: limit), days - limit)
    }

    private func rhythmDay(_ slot: Slot, _ state: State) -> CalendarDay? {
        guard slot.device == nil, let rhythm = slot.rhythm else { return nil }
        return calendar.rhythmDay(
            rhythm, on: input.day, for: state.handling, lastEmptied: state.lastEmptying.map { input.clock.day(of: $0) })
    }

    private func takeAlong(_ slot: Slot, _ state: State) -> SlotChoice? {
        guard hasLevel(slot, state), state.expectedToday >= input.town.rules.thresholds.takeAlong else { return nil }
        return choice(slot, state, .takeAlong(expected: state.expectedToday), urgency: 0)
    }

    // MARK: results

    private func choice(_ slot: Slot, _ state: State, _ reason: StopReason, urgency: Double) -> SlotChoice {
        let fullAt = state.forecast?.fullAt
        return SlotChoice(
            slot: slot.id, reason: reason, expectedLevel: state.expectedToday, overflowRisk: state.riskAtNext,
            nextChance: state.next, urgency: urgency, fullAt: fullAt, safeUntil: state.forecast?.fullEarliest ?? fullAt)
    }

    private func leftOut(_ choice: SlotChoice, _ obstacle: LeftOut.Obstacle) -> LeftOut {
        LeftOut(slot: choice.slot, reason: choice.reason, obstacle: obstacle, safeUntil: choice.safeUntil)
    }
}
