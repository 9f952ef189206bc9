public import Model

/// A sensor with the figures behind the question how far it is to be believed.
public struct DeviceDocument: Codable, Hashable, Sendable {
    public var device: DeviceID
    public var model: String?
    public var installed: CalendarDay?
    public var slot: SlotID?
    public var site: SiteID?
    public var siteName: String?
    public var fraction: Fraction?
    public var lastHeardAt: Timestamp?
    public var isSilent: Bool
    /// Level of the slot now, how far to trust it, and what speaks against the newest reading.
    public var level: Double?
    public var trust: Double?
    public var quality: [String]
    public var battery: BatteryDocument
    /// Days that the counts are of.
    public var days: Int
    public var readings: Int
    /// Of `readings`, those with a level.
    public var levels: Int
    /// Share of readings that nothing spoke against as far as the level goes.
    public var usableShare: Double?
    /// Readings by verdict; all verdicts stand here.
    public var verdicts: [String: Int]
    /// Median of the device's clock minus the arrival, in seconds: negative means slow (or long under way).
    public var clockOffsetSeconds: Double?

    public init(_ status: DeviceStatus) {
        device = status.device.id
        model = status.device.model
        installed = status.device.installed
        slot = status.slot?.id
        site = status.site?.id
        siteName = status.site?.name
        fraction = status.slot?.fraction
        lastHeardAt = status.lastHeardAt ?? status.figures?.lastAt
        isSilent = status.isSilent
        level = roundedIfAny(status.slot == nil ? nil : status.current?.level, 4)
        trust = roundedIfAny(status.slot == nil ? nil : status.current?.trust, 3)
        quality = status.slot == nil ? [] : status.current?.quality.reasons ?? []
        battery = BatteryDocument(status)
        days = status.days
        readings = status.figures?.readings ?? 0
        levels = status.figures?.levels ?? 0
        usableShare = roundedIfAny(status.usableShare, 4)
        var counts = Dictionary(uniqueKeysWithValues: Self.verdictNames.map { ($0, 0) })
        for verdict in status.figures?.verdicts ?? [] {
            if let name = verdict.verdict.reasons.first { counts[name] = verdict.count }
        }
        verdicts = counts
        clockOffsetSeconds = roundedIfAny(status.figures?.clockOffsetSeconds, 1)
    }

    /// Every verdict there is.
    public static let verdictNames = ReadingQuality(rawValue: .max).reasons

    private enum CodingKeys: String, CodingKey {
        case device, model, installed, slot, site, fraction, level, trust, quality, battery, days, readings, levels, verdicts
        case siteName = "site_name"
        case lastHeardAt = "last_heard_at"
        case isSilent = "is_silent"
        case usableShare = "usable_share"
        case clockOffsetSeconds = "clock_offset_seconds"
    }
}

/// A battery and how it goes.
public struct BatteryDocument: Codable, Hashable, Sendable {
    public var percent: Double?
    public var volts: Double?
    public var isLow: Bool
    /// Change over a day, by a straight line through the readings of at least a week; negative while it empties.
    public var percentPerDay: Double?
    public var voltsPerDay: Double?
    /// When the line reaches zero.
    public var emptyAt: Timestamp?

    public init(_ status: DeviceStatus) {
        percent = roundedIfAny(status.batteryPercent, 1)
        volts = roundedIfAny(status.figures?.batteryVolts?.last, 3)
        isLow = status.isBatteryLow
        percentPerDay = roundedIfAny(status.figures?.batteryPercent?.perDay, 4)
        voltsPerDay = roundedIfAny(status.figures?.batteryVolts?.perDay, 5)
        emptyAt = status.batteryEmptyAt
    }

    private enum CodingKeys: String, CodingKey {
        case percent, volts
        case isLow = "is_low"
        case percentPerDay = "percent_per_day"
        case voltsPerDay = "volts_per_day"
        case emptyAt = "empty_at"
    }
}
