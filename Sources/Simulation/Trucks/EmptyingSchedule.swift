public import Model

/// When trucks come: a rhythm, a plan, or nobody.
public protocol EmptyingSchedule: Sendable {
    /// Visits whose moment lies on that local day, in any order. Must give the same answer whenever it is asked.
    func visits(on day: CalendarDay, clock: TownClock) -> [Visit]
}

/// A truck empties a slot.
public struct Visit: Sendable, Hashable {
    public var slot: SlotID
    public var at: Timestamp

    public init(slot: SlotID, at: Timestamp) {
        self.slot = slot
        self.at = at
    }
}

/// Nobody comes.
public struct NoEmptyings: EmptyingSchedule {
    public init() {}

    public func visits(on day: CalendarDay, clock: TownClock) -> [Visit] { [] }
}
