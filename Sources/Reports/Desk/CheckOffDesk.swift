public import Model

/// What crews report from their tours.
public protocol CheckOffDesk: Sendable {
    /// Stores a report; an emptied container's level goes down with it. The same key again answers the report that is kept.
    ///
    /// - Throws: ``DeskError/invalid(member:message:remedy:)`` for a stop or container that is not of that tour.
    func checkOff(town: TownID, plan: PlanID, report: CrewReport) async throws -> CheckOffResult

    /// In the order in which they came in.
    func checkOffs(town: TownID, plan: PlanID) async throws -> [CheckOff]
}

/// A report as a crew sends it.
public struct CrewReport: Hashable, Sendable {
    public var key: String
    public var tour: TourID
    /// `nil` means now.
    public var at: Timestamp?
    public var event: CheckOff.Event
    public var note: String?
    /// By the odometer, over the whole tour; with `tour-finished`.
    public var kilometres: Double?

    public init(
        key: String, tour: TourID, at: Timestamp? = nil, event: CheckOff.Event, note: String? = nil, kilometres: Double? = nil
    ) {
        self.key = key
        self.tour = tour
        self.at = at
        self.event = event
        self.note = note
        self.kilometres = kilometres
    }
}

public struct CheckOffResult: Hashable, Sendable {
    public var checkOff: CheckOff
    /// `false` when a report with that key was there already.
    public var isNew: Bool

    public init(checkOff: CheckOff, isNew: Bool) {
        self.checkOff = checkOff
        self.isNew = isNew
    }
}
