/// Something about a slot that somebody should see to: raised by the readings, cleared by them, and seen by a person in between.
///
/// At most one alarm of a kind is open for a slot.
public struct Alarm: Hashable, Sendable, Codable {
    /// Given by the store in the order of raising; unique over all towns.
    public var id: Int64
    public var town: TownID
    public var slot: SlotID
    /// The sensor that reported for the slot when it was raised.
    public var device: DeviceID?
    public var kind: AlarmKind
    /// When what it tells of was measured (for silence: when it was noticed).
    public var raisedAt: Timestamp
    /// `nil` while it is open.
    public var clearedAt: Timestamp?
    /// What was measured when it was raised, in the unit of the kind (``AlarmKind/unit``); `nil` where nothing was measured.
    public var value: Double?
    /// The threshold that was passed, in the same unit.
    public var limit: Double?
    /// `nil` until somebody has seen it; clears nothing.
    public var acknowledgement: AlarmAcknowledgement?

    public init(
        id: Int64, town: TownID, slot: SlotID, device: DeviceID?, kind: AlarmKind, raisedAt: Timestamp,
        clearedAt: Timestamp? = nil, value: Double? = nil, limit: Double? = nil, acknowledgement: AlarmAcknowledgement? = nil
    ) {
        self.id = id
        self.town = town
        self.slot = slot
        self.device = device
        self.kind = kind
        self.raisedAt = raisedAt
        self.clearedAt = clearedAt
        self.value = value
        self.limit = limit
        self.acknowledgement = acknowledgement
    }

    /// Whether what raised it still holds.
    public var isOpen: Bool { clearedAt == nil }
}

/// Stable keys for documents, topics and the database.
public enum AlarmKind: String, CaseIterable, Hashable, Sendable, Codable {
    /// The level has reached the slot's or the town's threshold.
    case mustEmpty = "must-empty"
    case critical
    /// More than fits is in it, or lies on it.
    case overfull
    /// Hot inside, or getting hot quickly, or the sensor itself says fire.
    case fire
    /// The container is not upright.
    case tilt
    /// The sensor was not heard for longer than the town allows.
    case silent
    /// The sensor's battery is low, or will be empty soon.
    case battery

    /// The unit of ``Alarm/value`` and ``Alarm/limit``.
    public var unit: String {
        switch self {
        case .mustEmpty, .critical, .overfull: "share"
        case .fire: "celsius"
        case .tilt: "none"
        case .silent: "hours"
        case .battery: "percent"
        }
    }

    /// A place in a set of few bits.
    public var bit: UInt8 {
        switch self {
        case .mustEmpty: 1 << 0
        case .critical: 1 << 1
        case .overfull: 1 << 2
        case .fire: 1 << 3
        case .tilt: 1 << 4
        case .silent: 1 << 5
        case .battery: 1 << 6
        }
    }
}

/// That a person has seen an alarm and what they say about it.
public struct AlarmAcknowledgement: Hashable, Sendable, Codable {
    /// Who: a name or a role, as they call themselves.
    public var by: String
    public var at: Timestamp
    public var note: String?

    public init(by: String, at: Timestamp, note: String? = nil) {
        self.by = by
        self.at = at
        self.note = note
    }
}

/// What happened to an alarm: one entry of the outgoing feed, with the alarm as it was right then.
public struct AlarmEvent: Hashable, Sendable {
    /// Which change of the alarm the event tells.
    public enum Happening: String, CaseIterable, Hashable, Sendable, Codable { case raised, cleared, acknowledged }

    /// Ascending; receivers recognise repeats by it.
    public var id: Int64
    public var happening: Happening
    /// When it was stored.
    public var at: Timestamp
    public var alarm: Alarm

    public init(id: Int64, happening: Happening, at: Timestamp, alarm: Alarm) {
        self.id = id
        self.happening = happening
        self.at = at
        self.alarm = alarm
    }
}

/// Which alarms a list shows; everything that is set must hold.
public struct AlarmFilter: Hashable, Sendable {
    /// Which part of an alarm's life.
    public enum State: String, CaseIterable, Hashable, Sendable, Codable { case open, cleared, all }

    public var state: State
    public var kind: AlarmKind?
    public var slot: SlotID?
    public var isAcknowledged: Bool?

    public init(state: State = .open, kind: AlarmKind? = nil, slot: SlotID? = nil, isAcknowledged: Bool? = nil) {
        self.state = state
        self.kind = kind
        self.slot = slot
        self.isAcknowledged = isAcknowledged
    }
}
