public import Model

/// What the choice says about one slot for the day: why it is to be emptied, how much is in it, and what leaving it would mean.
public struct SlotChoice: Sendable, Hashable {
    public var slot: SlotID
    public var reason: StopReason
    /// Expected level when the truck comes.
    public var expectedLevel: Double
    /// Chance that it overflows before the next visit.
    public var overflowRisk: Double
    /// When the next visit would be, if it is not emptied today.
    public var nextChance: Timestamp
    /// How bad leaving it out is: 0 for "can just as well wait", rising with risk, days overfull and days overdue.
    public var urgency: Double
    /// When it will be full.
    public var fullAt: Timestamp?
    /// The latest moment by which it has overflowed with only the accepted risk; until then leaving it is safe.
    public var safeUntil: Timestamp?
    /// What emptying it today is worth, in the search's units; `nil` takes it from reason and urgency.
    public var worth: Int?

    public init(
        slot: SlotID, reason: StopReason, expectedLevel: Double, overflowRisk: Double, nextChance: Timestamp, urgency: Double,
        fullAt: Timestamp?, safeUntil: Timestamp?, worth: Int? = nil
    ) {
        self.slot = slot
        self.reason = reason
        self.expectedLevel = expectedLevel
        self.overflowRisk = overflowRisk
        self.nextChance = nextChance
        self.urgency = urgency
        self.fullAt = fullAt
        self.safeUntil = safeUntil
        self.worth = worth
    }
}

/// The choice for a whole town and day.
public struct DaySelection: Sendable, Hashable {
    /// To be emptied today, in the order of the town's slots.
    public var due: [SlotChoice]
    /// Emptied only if a tour can do it for less than it is worth.
    public var takeAlong: [SlotChoice]
    /// Due, but no tour could ever serve them today (no container, no collection day).
    public var blocked: [LeftOut]

    public init(due: [SlotChoice] = [], takeAlong: [SlotChoice] = [], blocked: [LeftOut] = []) {
        self.due = due
        self.takeAlong = takeAlong
        self.blocked = blocked
    }
}
