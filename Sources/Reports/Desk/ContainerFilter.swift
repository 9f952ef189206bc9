public import Model

/// Which containers a list shows; everything that is set must hold.
public struct ContainerFilter: Hashable, Sendable {
    /// `nil` shows all; so with every member.
    public var fractions: Set<Fraction>?
    /// Keys of ``Model/FillBand`` (`0-25`, …), or `none` for no data.
    public var bands: Set<String>?
    public var sites: Set<SiteID>?
    public var districts: Set<String>?
    /// Measured level at least this; containers without data are out.
    public var minimumLevel: Double?
    /// `true` shows those with a silent sensor alone, `false` those without.
    public var isSilent: Bool?
    /// On ``ContainerStatus/dueDay``.
    public var isDue: Bool?

    public init(
        fractions: Set<Fraction>? = nil, bands: Set<String>? = nil, sites: Set<SiteID>? = nil, districts: Set<String>? = nil,
        minimumLevel: Double? = nil, isSilent: Bool? = nil, isDue: Bool? = nil
    ) {
        self.fractions = fractions
        self.bands = bands
        self.sites = sites
        self.districts = districts
        self.minimumLevel = minimumLevel
        self.isSilent = isSilent
        self.isDue = isDue
    }

    /// All words that `bands` understands.
    public static let bandKeys = FillBand.allCases.map(\.key) + ["none"]

    /// Whether the list shows it. O(1).
    public func admits(_ status: ContainerStatus) -> Bool {
        (fractions?.contains(status.slot.fraction) ?? true) && (bands?.contains(status.band?.key ?? "none") ?? true)
            && (sites?.contains(status.site.id) ?? true) && (districts?.contains(status.site.district ?? "") ?? true)
            && (minimumLevel.map { wanted in (status.current?.level).map { $0 >= wanted } ?? false } ?? true)
            && (isSilent.map { $0 == status.isSilent } ?? true) && (isDue.map { $0 == status.isDue } ?? true)
    }
}
