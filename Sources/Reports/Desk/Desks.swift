public import Model

/// Everything the rim (HTTP, command line) may ask for. Each topic is a small protocol of its own; one value usually answers all.
///
/// All functions throw ``DeskError``; any other error is taken for a fault of the program and shown without its text.
public typealias Desk = TownDesk & ContainerDesk & HistoryDesk & PlanDesk & PlanEditingDesk & PlanRunDesk & CheckOffDesk
    & ExplanationDesk & RequestDesk & QuarantineDesk & AlarmDesk & DeviceDesk & ClaimDesk & SettingsDesk & NoteDesk & FigureDesk
    & RoadsDesk & EvaluationDesk

/// Which towns there are, and what each has.
public protocol TownDesk: Sendable {
    /// In the order of their names.
    func towns() async throws -> [Town]

    /// - Throws: ``DeskError/notFound(what:id:)`` if there is no such town.
    func townData(_ town: TownID) async throws -> TownData
}

/// How full the containers are, and what people say about it.
public protocol ContainerDesk: Sendable {
    /// Every active slot of the town in the order of slot names, also those without a container or a sensor.
    ///
    /// - Parameter day: the day for which "due" is answered; `nil` means today in the town's time zone.
    func containers(town: TownID, dueOn day: CalendarDay?) async throws -> [ContainerStatus]

    /// - Throws: ``DeskError/notFound(what:id:)`` for an unknown town or slot.
    func container(town: TownID, slot: SlotID, dueOn day: CalendarDay?) async throws -> ContainerStatus

    /// Stores a level that a person saw, and returns it as stored.
    func enterLevel(town: TownID, _ level: SeenLevel) async throws -> Reading
}

/// A level that a person saw.
public struct SeenLevel: Hashable, Sendable {
    public var slot: SlotID
    /// Share of the usable volume, 0…, may exceed 1.
    public var level: Double
    /// `nil` means now.
    public var seenAt: Timestamp?

    public init(slot: SlotID, level: Double, seenAt: Timestamp? = nil) {
        self.slot = slot
        self.level = level
        self.seenAt = seenAt
    }
}

/// What was measured and emptied.
public protocol HistoryDesk: Sendable {
    /// Readings with `from <= measuredAt < to` in (time, slot) order, at most `limit`; of one slot or of the whole town. The next page
    /// begins after the position of the last reading.
    func readings(
        town: TownID, slot: SlotID?, from: Timestamp, to: Timestamp, after: ReadingPosition?, limit: Int
    ) async throws -> [Reading]

    /// One entry per hour or per local day that has readings with a level that counts, oldest first. Local days follow the town's
    /// clock (23 and 25 hours at the changes); ``LevelSummary/byLocalDay(_:clock:)`` makes them from hours.
    func levelSummaries(
        town: TownID, slot: SlotID, from: Timestamp, to: Timestamp, by step: HistoryStep
    ) async throws -> [LevelSummary]

    /// Emptyings with `from <= at < to`, oldest first; of one slot or of all.
    func emptyings(town: TownID, slot: SlotID?, from: Timestamp, to: Timestamp) async throws -> [Emptying]
}

/// Place of a reading in the (time, slot) order.
public struct ReadingPosition: Hashable, Sendable {
    public var measuredAt: Timestamp
    public var slot: SlotID

    public init(measuredAt: Timestamp, slot: SlotID) {
        self.measuredAt = measuredAt
        self.slot = slot
    }
}

/// How far readings are drawn together.
public enum HistoryStep: String, CaseIterable, Hashable, Sendable, Codable { case hour, day }

/// Plans: made, kept, looked at.
public protocol PlanDesk: Sendable {
    /// Makes, verifies and saves a plan. If the order names an identifier under which a plan is kept already, that plan is returned
    /// unchanged with `isNew == false`: so an order that is sent twice makes one plan.
    func createPlan(town: TownID, order: PlanOrder) async throws -> PlanResult

    /// Plans the order's day and the days after it together, and saves a plan for each of them.
    ///
    /// - Parameter days: 1 to 14.
    /// - Throws: ``DeskError/invalid(member:message:remedy:)``.
    func createPlans(town: TownID, order: PlanOrder, days: Int) async throws -> [Plan]

    /// - Throws: ``DeskError/notFound(what:id:)``.
    func plan(town: TownID, id: PlanID) async throws -> Plan

    /// Newest first; `before` is the last identifier of the page before.
    func plans(town: TownID, day: CalendarDay?, before: PlanID?, limit: Int) async throws -> [Plan]
}

/// What somebody wants planned.
public struct PlanOrder: Hashable, Sendable {
    public var day: CalendarDay
    /// The identifier the plan shall get; `nil` lets the desk choose.
    public var id: PlanID?
    /// Vehicles that stay at home, although they are available otherwise.
    public var withoutVehicles: [VehicleID]
    /// Seed of the search; `nil` takes the configured one. Same seed and effort, same plan.
    public var seed: UInt64?
    /// Effort of the search; `nil` takes the configured one.
    public var iterations: Int?
    /// How many containers another vehicle may empty than the one that usually does, by the plans of the last four weeks; `nil` means as
    /// many as it pays.
    public var changeBudget: Int?

    public init(
        day: CalendarDay, id: PlanID? = nil, withoutVehicles: [VehicleID] = [], seed: UInt64? = nil, iterations: Int? = nil,
        changeBudget: Int? = nil
    ) {
        self.day = day
        self.id = id
        self.withoutVehicles = withoutVehicles
        self.seed = seed
        self.iterations = iterations
        self.changeBudget = changeBudget
    }
}

public struct PlanResult: Hashable, Sendable {
    public var plan: Plan
    /// `false` when a plan with the wanted identifier was there already.
    public var isNew: Bool
    /// Containers that another vehicle empties than usual, where a budget was given for them.
    public var changedSlots: [SlotID]?

    public init(plan: Plan, isNew: Bool, changedSlots: [SlotID]? = nil) {
        self.plan = plan
        self.isNew = isNew
        self.changedSlots = changedSlots
    }
}

/// Extra emptyings that somebody asks for.
public protocol RequestDesk: Sendable {
    /// - Throws: ``DeskError/notFound(what:id:)`` for an unknown town or slot.
    func addRequest(town: TownID, slot: SlotID, dueOn: CalendarDay, note: String) async throws -> EmptyingRequest

    /// Requests that are due on `day` (`nil`: today) and whose slot was not emptied since they were made.
    func openRequests(town: TownID, on day: CalendarDay?) async throws -> [EmptyingRequest]
}

/// Refused messages of the whole installation: many name no town.
public protocol QuarantineDesk: Sendable {
    /// Oldest first; `after` is the last identifier of the page before.
    func quarantined(reason: QuarantineReason?, after: Int64?, limit: Int) async throws -> [QuarantinedMessage]

    func quarantineCounts() async throws -> [QuarantineReason: Int]

    /// Puts messages through decoding and checks again, after the cause was mended.
    ///
    /// - Parameters:
    ///   - ids: these messages; `nil` means all that `reason` selects.
    ///   - reason: `nil` means all.
    func reprocess(ids: [Int64]?, reason: QuarantineReason?) async throws -> ReprocessResult
}

public struct ReprocessResult: Hashable, Sendable {
    /// Messages that were looked at again.
    public var messages: Int
    /// Readings that were stored from them.
    public var storedReadings: Int
    /// Readings that were there already.
    public var repeatedReadings: Int
    /// Messages that are refused still, and stay.
    public var stillRefused: Int

    public init(messages: Int, storedReadings: Int, repeatedReadings: Int, stillRefused: Int) {
        self.messages = messages
        self.storedReadings = storedReadings
        self.repeatedReadings = repeatedReadings
        self.stillRefused = stillRefused
    }
}
