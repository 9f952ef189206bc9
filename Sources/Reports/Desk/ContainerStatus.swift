public import Model

/// One slot as lists show it: what stands there, how full it is, how far to trust that, and how it goes on.
public struct ContainerStatus: Hashable, Sendable {
    public var site: Site
    public var slot: Slot
    /// Type of the container that stands here now; `nil` while none does.
    public var type: ContainerType?
    /// `nil` when nothing was ever heard of the slot.
    public var current: CurrentLevel?
    /// `nil` for a slot of which nothing can be forecast.
    public var forecast: LevelForecast?
    /// Why it is due on `dueDay`; `nil` if it is not.
    public var dueReason: StopReason?
    public var dueDay: CalendarDay
    /// The moment of this answer; ages count from it.
    public var asOf: Timestamp
    /// The town's limit after which a sensor counts as silent.
    public var silentAfterHours: Double

    public init(
        site: Site, slot: Slot, type: ContainerType?, current: CurrentLevel?, forecast: LevelForecast?, dueReason: StopReason?,
        dueDay: CalendarDay, asOf: Timestamp, silentAfterHours: Double
    ) {
        self.site = site
        self.slot = slot
        self.type = type
        self.current = current
        self.forecast = forecast
        self.dueReason = dueReason
        self.dueDay = dueDay
        self.asOf = asOf
        self.silentAfterHours = silentAfterHours
    }

    /// On ``dueDay``, by the same choice as a plan's.
    public var isDue: Bool { dueReason != nil }

    /// Seconds since the level was measured; 0 for one that claims to come from the future, `nil` without any.
    public var ageSeconds: Int? { current?.measuredAt.map { max(0, Int($0.secondsUntil(asOf))) } }

    /// Quartile of the measured level; `nil` means no data.
    public var band: FillBand? { current?.level.map { FillBand(level: $0) } }

    /// Has a sensor, and nothing was heard of it for too long.
    public var isSilent: Bool {
        guard slot.device != nil else { return false }
        guard let heard = current?.lastHeardAt else { return true }
        return asOf.hours(since: heard) > silentAfterHours
    }

    /// Verdicts that speak against the newest reading, as stable keys.
    public var qualityReasons: [String] { current?.quality.reasons ?? [] }
}

extension Timestamp {
    /// Whole seconds, rounded down, safe for any two moments.
    fileprivate func secondsUntil(_ later: Timestamp) -> Int64 {
        later.seconds.subtractingReportingOverflow(seconds).partialValue
    }
}
