/// What a crew reports about its tour. Belongs to the tour, not to a person. Stored once: the same key again is the same report.
public struct CheckOff: Hashable, Sendable, Codable {
    /// Chosen by whoever reports, unique within the town: a report sent again after a gap in the network makes no second one.
    public var key: String
    public var plan: PlanID
    public var tour: TourID
    /// When it happened, by the reporting device.
    public var at: Timestamp
    /// Arrival here; what was reported without network comes late.
    public var receivedAt: Timestamp
    public var event: Event
    /// In the crew's words.
    public var note: String?
    /// What was driven, by the odometer; with `tour-finished`.
    public var kilometres: Double?

    /// What happened.
    public enum Event: Hashable, Sendable, Codable {
        case tourStarted
        /// The stop with that number of the plan's tour is done; at a site all these containers are emptied. They tell the stop when
        /// numbers have moved since.
        case stopDone(Int, slots: [SlotID])
        /// A level that was seen before the emptying is optional.
        case emptied(SlotID, levelSeen: Double?)
        case notEmptied(SlotID, NotEmptiedReason)
        case levelSeen(SlotID, Double)
        /// The truck is full, earlier than planned.
        case full
        case note
        case tourFinished

        /// `tour-started`, `stop-done`, `emptied`, `not-emptied`, `level-seen`, `full`, `note`, `tour-finished`.
        public var key: String {
            switch self {
            case .tourStarted: "tour-started"
            case .stopDone: "stop-done"
            case .emptied: "emptied"
            case .notEmptied: "not-emptied"
            case .levelSeen: "level-seen"
            case .full: "full"
            case .note: "note"
            case .tourFinished: "tour-finished"
            }
        }

        /// All keys, in the order of a tour.
        public static let keys = [
            "tour-started", "stop-done", "emptied", "not-emptied", "level-seen", "full", "note", "tour-finished",
        ]
    }

    public init(
        key: String, plan: PlanID, tour: TourID, at: Timestamp, receivedAt: Timestamp, event: Event, note: String? = nil,
        kilometres: Double? = nil
    ) {
        self.key = key
        self.plan = plan
        self.tour = tour
        self.at = at
        self.receivedAt = receivedAt
        self.event = event
        self.note = note
        self.kilometres = kilometres
    }
}

/// Why a container was not emptied (reasons used in the field: Hauler Hero, Rubicon).
public enum NotEmptiedReason: String, CaseIterable, Hashable, Sendable, Codable {
    case noAccess = "no-access"
    case blockedByCar = "blocked-by-car"
    case notOut = "not-out"
    case damaged
    case overloaded
    case contaminated
    case sideDeposit = "side-deposit"
    case danger
    case delay
    case weight
    case other
}

/// How far a tour has come by its check-offs. A later report on the same container or stop counts.
public struct TourProgress: Hashable, Sendable {
    public var tour: TourID
    /// `nil` before the first report of it.
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?
    /// Numbers of the stops that are done, with the time.
    public var doneStops: [Int: Timestamp] = [:]
    /// By the latest report on each container.
    public var emptied: [SlotID: Timestamp] = [:]
    public var notEmptied: [SlotID: NotEmptiedReason] = [:]
    /// Reported full, and not tipped since.
    public var isFull = false
    public var notes: [CheckOff] = []

    /// - Parameter checkOffs: of the plan, in any order.
    public init(_ tour: Tour, checkOffs: [CheckOff]) {
        self.tour = tour.id
        let own = checkOffs.filter { $0.tour == tour.id }.sorted {
            ($0.at, $0.receivedAt, $0.key) < ($1.at, $1.receivedAt, $1.key)
        }
        for checkOff in own { take(checkOff, tour) }
        for (number, stop) in tour.stops.enumerated() where !stop.emptied.isEmpty && doneStops[number] == nil {
            let slots = stop.emptied.map(\.slot)
            if slots.allSatisfy({ emptied[$0] != nil || notEmptied[$0] != nil }) {
                doneStops[number] = slots.compactMap { emptied[$0] }.max() ?? own.last?.at
            }
        }
    }

    private mutating func take(_ checkOff: CheckOff, _ tour: Tour) {
        switch checkOff.event {
        case .tourStarted:
            startedAt = startedAt ?? checkOff.at
            doneStops[0] = checkOff.at
        case .stopDone(let told, let slots):
            let byContents = slots.first.flatMap { slot in
                tour.stops.firstIndex { $0.emptied.contains { $0.slot == slot } }
            }
            let number = byContents ?? told
            doneStops[number] = checkOff.at
            for slot in slots where notEmptied[slot] == nil { emptied[slot] = checkOff.at }
            if tour.stops.indices.contains(number), case .disposal = tour.stops[number].place { isFull = false }
        case .emptied(let slot, _):
            emptied[slot] = checkOff.at
            notEmptied[slot] = nil
        case .notEmptied(let slot, let reason):
            notEmptied[slot] = reason
            emptied[slot] = nil
        case .full: isFull = true
        case .note: notes.append(checkOff)
        case .levelSeen: break
        case .tourFinished: finishedAt = checkOff.at
        }
    }

    /// The last stop that is done; all before it count as done, too.
    public var lastDoneStop: Int? { doneStops.keys.max() }
}
