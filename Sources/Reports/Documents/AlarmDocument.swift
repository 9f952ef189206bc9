public import Model

/// An alarm as lists, feeds and webhooks show it.
public struct AlarmDocument: Codable, Hashable, Sendable {
    public var id: Int64
    public var town: TownID
    public var kind: AlarmKind
    /// `open` or `cleared`.
    public var state: AlarmFilter.State
    public var slot: SlotID
    public var site: SiteID?
    public var siteName: String?
    public var fraction: Fraction?
    public var device: DeviceID?
    public var raisedAt: Timestamp
    public var clearedAt: Timestamp?
    public var value: Double?
    public var limit: Double?
    /// Of `value` and `limit`: `share`, `celsius`, `hours`, `percent`, `none`.
    public var unit: String
    public var acknowledgement: AcknowledgementDocument?

    /// - Parameter index: gives site and fraction of a slot that is still there.
    public init(_ alarm: Alarm, index: TownIndex? = nil) {
        id = alarm.id
        town = alarm.town
        kind = alarm.kind
        state = alarm.isOpen ? .open : .cleared
        slot = alarm.slot
        let known = index?.slots[alarm.slot]
        site = known?.site
        siteName = known.flatMap { index?.sites[$0.site]?.name }
        fraction = known?.fraction
        device = alarm.device
        raisedAt = alarm.raisedAt
        clearedAt = alarm.clearedAt
        value = roundedIfAny(alarm.value, 4)
        limit = roundedIfAny(alarm.limit, 4)
        unit = alarm.kind.unit
        acknowledgement = alarm.acknowledgement.map(AcknowledgementDocument.init)
    }

    private enum CodingKeys: String, CodingKey {
        case id, town, kind, state, slot, site, fraction, device, value, limit, unit, acknowledgement
        case siteName = "site_name"
        case raisedAt = "raised_at"
        case clearedAt = "cleared_at"
    }
}

public struct AcknowledgementDocument: Codable, Hashable, Sendable {
    public var by: String
    public var at: Timestamp
    public var note: String?

    public init(_ acknowledgement: AlarmAcknowledgement) {
        by = acknowledgement.by
        at = acknowledgement.at
        note = acknowledgement.note
    }
}

/// What happened to an alarm, as the feeds send it.
public struct AlarmEventDocument: Codable, Hashable, Sendable {
    /// Ascending; the same event has the same number however often it is sent.
    public var event: Int64
    /// `raised`, `cleared` or `acknowledged`.
    public var happening: AlarmEvent.Happening
    public var at: Timestamp
    public var alarm: AlarmDocument

    public init(_ event: AlarmEvent, index: TownIndex? = nil) {
        self.event = event.id
        happening = event.happening
        at = event.at
        alarm = AlarmDocument(event.alarm, index: index)
    }
}
