public import Model
public import Sentences

/// What a crew reported.
public struct CheckOffDocument: Codable, Hashable, Sendable {
    public var key: String
    public var plan: PlanID
    public var tour: TourID
    /// `tour-started`, `stop-done`, `emptied`, `not-emptied`, `level-seen`, `full`, `note`, `tour-finished`.
    public var event: String
    public var at: Timestamp
    public var receivedAt: Timestamp
    public var stop: Int?
    public var slots: [SlotID]?
    public var slot: SlotID?
    public var reason: NotEmptiedReason?
    /// The reason in words.
    public var reasonText: String?
    public var level: Double?
    public var note: String?
    public var kilometres: Double?

    public init(_ checkOff: CheckOff, wording: Wording) {
        key = checkOff.key
        plan = checkOff.plan
        tour = checkOff.tour
        event = checkOff.event.key
        at = checkOff.at
        receivedAt = checkOff.receivedAt
        note = checkOff.note
        kilometres = roundedIfAny(checkOff.kilometres, 3)
        switch checkOff.event {
        case .tourStarted, .full, .note, .tourFinished: break
        case .stopDone(let number, let slots):
            stop = number
            self.slots = slots
        case .emptied(let slot, let level):
            self.slot = slot
            self.level = roundedIfAny(level, 4)
        case .notEmptied(let slot, let reason):
            self.slot = slot
            self.reason = reason
            reasonText = wording.name(reason)
        case .levelSeen(let slot, let level):
            self.slot = slot
            self.level = rounded(level, 4)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case key, plan, tour, event, at, stop, slots, slot, reason, level, note, kilometres
        case receivedAt = "received_at"
        case reasonText = "reason_text"
    }
}

/// Planned beside done, tour by tour.
public struct PlanProgressDocument: Codable, Hashable, Sendable {
    public var plan: PlanID
    public var revision: Int
    public var tours: [TourProgressDocument]

    public init(_ plan: Plan, checkOffs: [CheckOff], wording: Wording) {
        self.plan = plan.id
        revision = plan.revision ?? 0
        tours = plan.tours.map { TourProgressDocument($0, TourProgress($0, checkOffs: checkOffs), wording: wording) }
    }
}

public struct TourProgressDocument: Codable, Hashable, Sendable {
    public var tour: TourID
    public var vehicle: VehicleID
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?
    public var isFull: Bool
    public var plannedContainers: Int
    public var emptiedContainers: Int
    /// Numbers of the stops that are done.
    public var doneStops: [Int]
    public var emptied: [SlotID]
    public var notEmptied: [NotEmptiedDocument]
    /// Planned, and neither emptied nor reported as not emptied.
    public var open: [SlotID]

    init(_ tour: Tour, _ progress: TourProgress, wording: Wording) {
        self.tour = tour.id
        vehicle = tour.vehicle
        startedAt = progress.startedAt
        finishedAt = progress.finishedAt
        isFull = progress.isFull
        let planned = tour.emptiedSlots
        plannedContainers = planned.count
        emptied = progress.emptied.keys.sorted()
        emptiedContainers = emptied.count
        doneStops = progress.doneStops.keys.sorted()
        notEmptied = progress.notEmptied.keys.sorted().compactMap { slot in
            progress.notEmptied[slot].map { NotEmptiedDocument(slot: slot, reason: $0, text: wording.name($0)) }
        }
        open = planned.filter { progress.emptied[$0] == nil && progress.notEmptied[$0] == nil }
    }

    private enum CodingKeys: String, CodingKey {
        case tour, vehicle, emptied, open
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case isFull = "is_full"
        case plannedContainers = "planned_containers"
        case emptiedContainers = "emptied_containers"
        case doneStops = "done_stops"
        case notEmptied = "not_emptied"
    }
}

public struct NotEmptiedDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    public var reason: NotEmptiedReason
    public var text: String
}

/// A plan being made in the background.
public struct PlanRunDocument: Codable, Hashable, Sendable {
    public var id: PlanID
    public var day: CalendarDay
    public var phase: PlanRun.Phase
    public var isOver: Bool
    public var startedAt: Timestamp
    public var elapsedSeconds: Double
    public var part: Int?
    public var parts: Int?
    public var bestCost: Int?
    public var iterations: Int?
    public var failure: String?

    /// - Parameter say: puts a failure into the reader's language.
    public init(_ run: PlanRun, saying say: (Sentence) -> String = \.description) {
        id = run.id
        day = run.day
        phase = run.phase
        isOver = run.phase.isOver
        startedAt = run.startedAt
        elapsedSeconds = rounded(run.elapsedSeconds, 2)
        part = run.part
        parts = run.parts
        bestCost = run.bestCost
        iterations = run.iterations
        failure = run.failure.map(say)
    }

    private enum CodingKeys: String, CodingKey {
        case id, day, phase, part, parts, iterations, failure
        case isOver = "is_over"
        case startedAt = "started_at"
        case elapsedSeconds = "elapsed_seconds"
        case bestCost = "best_cost"
    }
}
