public import Model
public import Sentences

/// Plans being made in the background, to be watched and cancelled.
public protocol PlanRunDesk: Sendable {
    /// Begins at once and answers before the plan is there.
    func startPlan(town: TownID, order: PlanOrder) async throws -> PlanRun

    /// - Throws: ``DeskError/notFound(what:id:)`` for a run that was never there or is long over.
    func planRun(town: TownID, id: PlanID) async throws -> PlanRun

    /// Ends the search; nothing is saved. A run that is over stays as it is.
    func cancelPlanRun(town: TownID, id: PlanID) async throws -> PlanRun
}

/// How far a plan has come.
public struct PlanRun: Hashable, Sendable {
    /// Also the identifier of the plan once it is there.
    public var id: PlanID
    public var day: CalendarDay
    /// `done` means that the plan is saved.
    public var phase: Phase
    public var startedAt: Timestamp
    /// Since ``startedAt``; stands still once the run is over.
    public var elapsedSeconds: Double
    /// Parts of the day (vehicles that share no container) that are searched one by one.
    public var part: Int?
    public var parts: Int?
    /// Least cost of the part so far, in the search's units.
    public var bestCost: Int?
    /// Steps of the part so far.
    public var iterations: Int?
    /// Why it failed.
    public var failure: Sentence?

    /// How far the run has come; the last three are final.
    public enum Phase: String, CaseIterable, Hashable, Sendable, Codable {
        /// Levels, forecasts, ways.
        case gathering
        case searching
        case done, cancelled, failed

        /// Whether the run will not change any more.
        public var isOver: Bool { self == .done || self == .cancelled || self == .failed }
    }

    public init(
        id: PlanID, day: CalendarDay, phase: Phase, startedAt: Timestamp, elapsedSeconds: Double = 0, part: Int? = nil,
        parts: Int? = nil, bestCost: Int? = nil, iterations: Int? = nil, failure: Sentence? = nil
    ) {
        self.id = id
        self.day = day
        self.phase = phase
        self.startedAt = startedAt
        self.elapsedSeconds = elapsedSeconds
        self.part = part
        self.parts = parts
        self.bestCost = bestCost
        self.iterations = iterations
        self.failure = failure
    }
}
