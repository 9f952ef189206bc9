/// A named position for one container of one fraction at a site. The slot owns the history: levels, emptyings and forecasts go on
/// when the container or the sensor is swapped.
public struct Slot: Hashable, Sendable, Codable {
    public var id: SlotID
    public var site: SiteID
    public var fraction: Fraction
    /// The vessel that stands here now; `nil` while none does.
    public var container: ContainerID?
    /// The sensor that reports for this slot now; `nil` for a slot with no sensor.
    public var device: DeviceID?
    /// Fixed emptying days, used when there is no sensor and as the baseline of every evaluation.
    public var rhythm: Rhythm?
    /// Replaces the town's threshold for "must be emptied".
    public var mustEmptyLevel: Double?
    /// Replaces the fraction's maximum age.
    public var maximumAgeDays: Double?
    /// `false` takes the slot out of forecasts and plans; its history stays.
    public var isActive: Bool
    public var note: String?

    public init(
        id: SlotID, site: SiteID, fraction: Fraction, container: ContainerID?, device: DeviceID? = nil, rhythm: Rhythm? = nil,
        mustEmptyLevel: Double? = nil, maximumAgeDays: Double? = nil, isActive: Bool = true, note: String? = nil
    ) {
        self.id = id
        self.site = site
        self.fraction = fraction
        self.container = container
        self.device = device
        self.rhythm = rhythm
        self.mustEmptyLevel = mustEmptyLevel
        self.maximumAgeDays = maximumAgeDays
        self.isActive = isActive
        self.note = note
    }
}

/// A fixed emptying pattern, for example every 2 weeks on Wednesday.
public struct Rhythm: Hashable, Sendable, Codable {
    /// Counted from the week of ``anchor``.
    public var everyWeeks: Int
    public var weekdays: Set<Weekday>
    /// Any day of a week in which it holds.
    public var anchor: CalendarDay

    public init(everyWeeks: Int, weekdays: Set<Weekday>, anchor: CalendarDay) {
        self.everyWeeks = everyWeeks
        self.weekdays = weekdays
        self.anchor = anchor
    }

    /// Whether the rhythm names this day (holiday shifts are applied by the caller). A rhythm of less than one week holds weekly.
    public func holds(on day: CalendarDay) -> Bool {
        guard weekdays.contains(day.weekday) else { return false }
        let monday = { (d: CalendarDay) in d.epochDay - d.weekday.mondayIndex }
        let weeks = (monday(day) - monday(anchor)) / 7
        return weeks % max(1, everyWeeks) == 0
    }

    /// Mean days between two emptyings.
    public var meanIntervalDays: Double { 7 * Double(max(1, everyWeeks)) / Double(max(1, weekdays.count)) }

    private enum CodingKeys: String, CodingKey { case everyWeeks, weekdays, anchor }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(everyWeeks, forKey: .everyWeeks)
        try container.encode(weekdays.sorted { $0.mondayIndex < $1.mondayIndex }, forKey: .weekdays)
        try container.encode(anchor, forKey: .anchor)
    }
}

/// A sensor. Its history of slots is kept by the store; the slot names the one that reports now.
public struct Device: Hashable, Sendable, Codable {
    /// The name under which it publishes: our own, or the EUI of a LoRaWAN device in lower case.
    public var id: DeviceID
    /// Vendor and model, for example `milesight/em400-mud`; selects the decoder. `nil` for devices that speak our own format.
    public var model: String?
    /// When it was mounted here; decides nothing.
    public var installed: CalendarDay?
    /// From the sensor's face down to the full line, where it is mounted otherwise than the container's type says.
    public var sensorOffsetMillimetres: Double?

    public init(id: DeviceID, model: String? = nil, installed: CalendarDay? = nil, sensorOffsetMillimetres: Double? = nil) {
        self.id = id
        self.model = model
        self.installed = installed
        self.sensorOffsetMillimetres = sensorOffsetMillimetres
    }
}
