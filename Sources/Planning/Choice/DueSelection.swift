public import Model

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
    private let assessor: SlotAssessor

    public init(_ input: PlanningInput) {
        self.input = input
        index = TownIndex(input.town)
        assessor = SlotAssessor(input, index: index)
    }

    public func select() -> DaySelection {
        var selection = DaySelection()
        let isCollectionDay = input.town.rules.isCollectionDay(input.day)
        for slot in input.town.slots where slot.isActive && !wasEmptiedToday(slot.id) {
            let assessment = assessor.assess(slot)
            let hasContainer = index.containerType(of: slot) != nil
            if let reason = assessment.reason {
                let choice = SlotChoice(assessment, reason: reason)
                if !isCollectionDay {
                    selection.blocked.append(choice.leftOut(.noCollectionDay))
                } else if !hasContainer {
                    selection.blocked.append(choice.leftOut(.noContainer))
                } else {
                    selection.due.append(choice)
                }
            } else if isCollectionDay, hasContainer, isRipe(assessment) {
                selection.takeAlong.append(SlotChoice(assessment, reason: .takeAlong(expected: assessment.expectedLevel)))
            }
        }
        return selection
    }

    /// What is known about a slot on the day; `nil` for a slot the town does not have.
    public func assessment(of slot: SlotID) -> SlotAssessment? { index.slots[slot].map { assessor.assess($0) } }

    /// Slots emptied on the day itself, before the plan was made.
    func wasEmptiedToday(_ slot: SlotID) -> Bool {
        guard let last = input.lastEmptyings[slot] else { return false }
        return input.clock.day(of: last) >= input.day
    }

    private func isRipe(_ assessment: SlotAssessment) -> Bool {
        assessment.threshold != nil && assessment.expectedLevel >= input.town.rules.thresholds.takeAlong
    }
}

extension SlotChoice {
    init(_ assessment: SlotAssessment, reason: StopReason) {
        self.init(
            slot: assessment.slot, reason: reason, expectedLevel: assessment.expectedLevel, overflowRisk: assessment.overflowRisk,
            nextChance: assessment.nextChance, urgency: assessment.urgency, fullAt: assessment.fullAt,
            safeUntil: assessment.safeUntil)
    }

    func leftOut(_ obstacle: LeftOut.Obstacle, nearest: VehicleID? = nil) -> LeftOut {
        LeftOut(slot: slot, reason: reason, obstacle: obstacle, nearestVehicle: nearest, safeUntil: safeUntil)
    }
}
