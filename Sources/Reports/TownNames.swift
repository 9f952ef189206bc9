public import Model

/// Looks up what people call the things of a town. A name that is gone since (an old plan) falls back to the identifier.
public struct TownNames: Sendable {
    public let town: Town
    public let index: TownIndex

    public init(_ data: TownData) {
        town = data.town
        index = TownIndex(data)
    }

    public var clock: TownClock { town.clock }

    /// The language the town's reports are written in.
    public var language: Language { Language(tag: town.language) ?? .german }

    public func site(_ id: SiteID) -> String { index.sites[id]?.name ?? id.rawValue }

    public func vehicle(_ id: VehicleID) -> String { index.vehicles[id]?.name ?? id.rawValue }

    /// `nil` for a slot or site that is gone.
    public func site(of slot: SlotID) -> Site? { index.slots[slot].flatMap { index.sites[$0.site] } }

    /// The name of the place where a stop halts; empty for a rest.
    public func place(_ place: StopPlace) -> String {
        switch place {
        case .depotStart(let id), .depotEnd(let id): index.depots[id]?.name ?? id.rawValue
        case .site(let id): site(id)
        case .disposal(let id): index.disposalSites[id]?.name ?? id.rawValue
        case .rest: ""
        }
    }
}

extension StopPlace {
    /// Stable key of documents: `depot-start`, `site`, `disposal`, `rest`, `depot-end`.
    public var kind: String {
        switch self {
        case .depotStart: "depot-start"
        case .site: "site"
        case .disposal: "disposal"
        case .rest: "rest"
        case .depotEnd: "depot-end"
        }
    }

    /// Identifier of the place; `nil` for a rest.
    public var id: String? {
        switch self {
        case .depotStart(let id), .depotEnd(let id): id.rawValue
        case .site(let id): id.rawValue
        case .disposal(let id): id.rawValue
        case .rest: nil
        }
    }
}
