public import Model

/// A slot with its container, level, forecast and whether it is due. Members without a value are left out.
public struct ContainerDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    public var site: SiteID
    public var siteName: String
    public var latitude: Double
    public var longitude: Double
    public var district: String?
    public var fraction: Fraction
    public var container: ContainerID?
    public var containerType: ContainerTypeID?
    public var usableVolumeLitres: Double?
    public var device: DeviceID?
    /// Share of the usable volume, 0…, above 1 when overfull; absent means no data.
    public var level: Double?
    public var measuredAt: Timestamp?
    /// Age of the level at the time of the answer.
    public var ageSeconds: Int?
    /// `0-25`, `25-50`, `50-75`, `75-100`, `over-100`; absent means no data.
    public var fillBand: String?
    /// 0 (do not trust) … 1.
    public var trust: Double?
    /// What speaks against the newest reading.
    public var qualityReasons: [String]
    public var lastHeardAt: Timestamp?
    public var isSilent: Bool
    public var batteryPercent: Double?
    public var temperatureCelsius: Double?
    public var lastEmptying: EmptyingDocument?
    public var forecast: ForecastDocument?
    /// Due on the day that was asked for.
    public var isDue: Bool
    public var dueReason: ReasonDocument?
    public var dueDay: CalendarDay

    public init(_ status: ContainerStatus, wording: Wording) {
        slot = status.slot.id
        site = status.site.id
        siteName = status.site.name
        latitude = status.site.coordinate.latitude
        longitude = status.site.coordinate.longitude
        district = status.site.district
        fraction = status.slot.fraction
        container = status.slot.container
        containerType = status.type?.id
        usableVolumeLitres = status.type?.usableVolumeLitres
        device = status.slot.device
        level = roundedIfAny(status.current?.level, 4)
        measuredAt = status.current?.measuredAt
        ageSeconds = status.ageSeconds
        fillBand = status.band?.key
        trust = roundedIfAny(status.current?.trust, 3)
        qualityReasons = status.qualityReasons
        lastHeardAt = status.current?.lastHeardAt
        isSilent = status.isSilent
        batteryPercent = roundedIfAny(status.current?.batteryPercent, 1)
        temperatureCelsius = roundedIfAny(status.current?.temperatureCelsius, 1)
        lastEmptying = status.current?.lastEmptying.map(EmptyingDocument.init)
        forecast = status.forecast.map(ForecastDocument.init)
        isDue = status.isDue
        dueReason = status.dueReason.map { ReasonDocument($0, wording: wording) }
        dueDay = status.dueDay
    }

    private enum CodingKeys: String, CodingKey {
        case slot, site, latitude, longitude, district, fraction, container, device, level, trust, forecast
        case siteName = "site_name"
        case containerType = "container_type"
        case usableVolumeLitres = "usable_volume_litres"
        case measuredAt = "measured_at"
        case ageSeconds = "age_seconds"
        case fillBand = "fill_band"
        case qualityReasons = "quality_reasons"
        case lastHeardAt = "last_heard_at"
        case isSilent = "is_silent"
        case batteryPercent = "battery_percent"
        case temperatureCelsius = "temperature_celsius"
        case lastEmptying = "last_emptying"
        case isDue = "is_due"
        case dueReason = "due_reason"
        case dueDay = "due_day"
    }
}

/// How the level will go on.
public struct ForecastDocument: Codable, Hashable, Sendable {
    public var asOf: Timestamp
    /// Expected level at `asOf`, and its standard deviation.
    public var level: Double
    public var levelDeviation: Double
    public var ratePerDay: Double
    public var rateDeviation: Double
    /// The level that counts as full.
    public var fullLevel: Double
    /// Expected; absent if not within 60 days.
    public var fullAt: Timestamp?
    /// One chance in ten that it is full before this.
    public var fullEarliest: Timestamp?
    /// Nine chances in ten that it is full before this.
    public var fullLatest: Timestamp?
    /// `readings`, `fraction` or `rhythm`.
    public var basis: ForecastBasis
    public var dataAgeHours: Double?
    /// What of the coming 14 days is not like others; absent where nothing is known.
    public var influences: [InfluenceDocument]?

    public init(_ forecast: LevelForecast) {
        asOf = forecast.asOf
        level = rounded(forecast.level, 4)
        levelDeviation = rounded(forecast.levelDeviation, 4)
        ratePerDay = rounded(forecast.ratePerDay, 5)
        rateDeviation = rounded(forecast.rateDeviation, 5)
        fullLevel = rounded(forecast.fullLevel, 4)
        fullAt = forecast.fullAt
        fullEarliest = forecast.fullEarliest
        fullLatest = forecast.fullLatest
        basis = forecast.basis
        dataAgeHours = roundedIfAny(forecast.dataAgeHours, 2)
        influences = forecast.influences.map { $0.map(InfluenceDocument.init) }
    }

    private enum CodingKeys: String, CodingKey {
        case level, basis, influences
        case asOf = "as_of"
        case levelDeviation = "level_deviation"
        case ratePerDay = "rate_per_day"
        case rateDeviation = "rate_deviation"
        case fullLevel = "full_level"
        case fullAt = "full_at"
        case fullEarliest = "full_earliest"
        case fullLatest = "full_latest"
        case dataAgeHours = "data_age_hours"
    }
}

/// School holidays, an event or the weather, with what a forecast expects of it.
public struct InfluenceDocument: Codable, Hashable, Sendable {
    public var cause: DemandInfluence.Cause
    public var name: String?
    public var from: CalendarDay
    public var to: CalendarDay
    /// 1.2 is a fifth more than on ordinary days.
    public var factor: Double

    init(_ influence: DemandInfluence) {
        cause = influence.cause
        name = influence.name
        from = influence.from
        to = influence.to
        factor = rounded(influence.factor, 3)
    }
}
