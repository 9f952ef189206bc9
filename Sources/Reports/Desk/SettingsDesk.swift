public import Model

/// What a town has, thing by thing: looked at, changed, taken back.
public protocol SettingsDesk: Sendable {
    /// All things of a kind in the order of their names.
    func settings(town: TownID, kind: TownEntityKind) async throws -> [SettingsEntity]

    /// - Throws: ``DeskError/notFound(what:id:)``.
    func setting(town: TownID, kind: TownEntityKind, id: String) async throws -> SettingsEntity

    /// Puts one thing or takes it away, checked as an import is.
    ///
    /// - Throws: ``DeskError/faulty(_:)`` with all that is wrong, ``DeskError/stale(what:)`` if it is not what the caller has seen.
    func changeSetting(town: TownID, _ order: SettingOrder) async throws -> SettingsChange

    /// Takes a change back, if what it changed is as it left it.
    ///
    /// - Throws: ``DeskError/conflict(message:remedy:)`` naming what was changed since.
    func undoSettings(town: TownID, change: Int64, author: String?) async throws -> SettingsChange

    /// Replaces the parts of the town that the files hold; the others stay. With `isTrial` it only says what would change.
    func importFiles(town: TownID, _ files: [String: [UInt8]], isTrial: Bool, author: String?) async throws -> SettingsChange

    /// The town as files, by name.
    func exportFiles(town: TownID) async throws -> [String: [UInt8]]

    /// Newest first, entries without texts; see ``SettingsChange``.
    func settingsChanges(town: TownID, kind: TownEntityKind?, id: String?, before: Int64?, limit: Int) async throws
        -> [SettingsChange]

    /// - Throws: ``DeskError/notFound(what:id:)``.
    func settingsChange(town: TownID, number: Int64) async throws -> SettingsChange
}

/// One thing of a town as JSON on one line with the members of the town files; the same value gives the same text.
public struct SettingsEntity: Hashable, Sendable {
    public var kind: TownEntityKind
    public var id: String
    public var json: String

    public init(kind: TownEntityKind, id: String, json: String) {
        self.kind = kind
        self.id = id
        self.json = json
    }
}

/// What somebody wants changed.
public struct SettingOrder: Sendable {
    public var kind: TownEntityKind
    public var id: String
    /// A JSON object; `nil` takes the thing away.
    public var json: [UInt8]?
    /// Whether the thing as it stands (its JSON; `nil` when there is none) is what the caller has seen.
    public var isExpected: @Sendable (String?) -> Bool
    /// For the history; nobody is asked who they are.
    public var author: String?

    public init(
        kind: TownEntityKind, id: String, json: [UInt8]?, author: String? = nil,
        isExpected: @escaping @Sendable (String?) -> Bool
    ) {
        self.kind = kind
        self.id = id
        self.json = json
        self.author = author
        self.isExpected = isExpected
    }
}

/// What people note about slots.
public protocol NoteDesk: Sendable {
    /// Newest first.
    func notes(town: TownID, slot: SlotID) async throws -> [SlotNote]

    /// - Throws: ``DeskError/notFound(what:id:)`` for an unknown town or slot.
    func addNote(town: TownID, slot: SlotID, author: String?, text: String) async throws -> SlotNote
}

/// Figures over weeks and months.
public protocol FigureDesk: Sendable {
    /// The month until now for a running one. O(levels of the month).
    func monthReport(town: TownID, month: CalendarMonth) async throws -> MonthReport

    /// - Parameter days: how far to look back from now.
    func hotSpots(town: TownID, days: Int) async throws -> HotSpots

    /// - Parameter days: how far to look back from now.
    func rightSizing(town: TownID, days: Int) async throws -> RightSizing

    /// Stops of the newest plans from yesterday on that empty the slot, in the order of time.
    func plannedEmptyings(town: TownID, slot: SlotID) async throws -> [PlannedEmptying]
}

/// A stop of a plan at which a slot is emptied.
public struct PlannedEmptying: Hashable, Sendable {
    public var day: CalendarDay
    public var plan: PlanID
    public var tour: TourID
    public var vehicle: VehicleID
    public var arrival: Timestamp
    /// When the truck comes; share of the usable volume.
    public var expectedLevel: Double
    public var reason: StopReason

    public init(
        day: CalendarDay, plan: PlanID, tour: TourID, vehicle: VehicleID, arrival: Timestamp, expectedLevel: Double,
        reason: StopReason
    ) {
        self.day = day
        self.plan = plan
        self.tour = tour
        self.vehicle = vehicle
        self.arrival = arrival
        self.expectedLevel = expectedLevel
        self.reason = reason
    }
}

extension Plan {
    /// Where this plan empties the slot.
    public func emptyings(of slot: SlotID) -> [PlannedEmptying] {
        tours.flatMap { tour in
            tour.stops.flatMap { stop in
                stop.emptied.filter { $0.slot == slot }.map {
                    PlannedEmptying(
                        day: day, plan: id, tour: tour.id, vehicle: tour.vehicle, arrival: stop.arrival,
                        expectedLevel: $0.expectedLevel, reason: $0.reason)
                }
            }
        }
    }
}
