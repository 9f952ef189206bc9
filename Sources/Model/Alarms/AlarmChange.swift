/// What a look at a slot makes of its alarms; the store turns it into rows.
public enum AlarmChange: Hashable, Sendable {
    case raise(NewAlarm)
    /// Closes the open alarm of that kind, if there is one.
    case clear(town: TownID, slot: SlotID, kind: AlarmKind, at: Timestamp)
}

/// An alarm before the store has numbered it.
public struct NewAlarm: Hashable, Sendable {
    public var town: TownID
    public var slot: SlotID
    public var device: DeviceID?
    public var kind: AlarmKind
    public var raisedAt: Timestamp
    /// In the unit of the kind (``AlarmKind/unit``); `nil` where nothing was measured.
    public var value: Double?
    /// The threshold that was passed, in the same unit.
    public var limit: Double?

    public init(
        town: TownID, slot: SlotID, device: DeviceID?, kind: AlarmKind, raisedAt: Timestamp, value: Double? = nil,
        limit: Double? = nil
    ) {
        self.town = town
        self.slot = slot
        self.device = device
        self.kind = kind
        self.raisedAt = raisedAt
        self.value = value
        self.limit = limit
    }
}
