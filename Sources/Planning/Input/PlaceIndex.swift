public import Model

/// The places of a town in one fixed order, so that a travel matrix can be asked for and read by name.
///
/// `matrix(between: places.coordinates)` gives the matrix that belongs to it.
public struct PlaceIndex: Sendable, Hashable {
    /// Depots first, then disposal sites, then sites; entry `i` is place `i` of the matrix.
    public let coordinates: [Coordinate]
    private let depots: [DepotID: Int]
    private let disposalSites: [DisposalSiteID: Int]
    private let sites: [SiteID: Int]

    /// All depots and disposal sites of the town, and its sites or those among them that are named. O(places).
    public init(_ town: TownData, sites wanted: Set<SiteID>? = nil) {
        var coordinates: [Coordinate] = []
        func number<Entity>(_ places: [(id: ID<Entity>, at: Coordinate)]) -> [ID<Entity>: Int] {
            var numbers: [ID<Entity>: Int] = [:]
            for place in places where numbers[place.id] == nil {
                numbers[place.id] = coordinates.count
                coordinates.append(place.at)
            }
            return numbers
        }
        depots = number(town.depots.map { ($0.id, $0.coordinate) })
        disposalSites = number(town.disposalSites.map { ($0.id, $0.coordinate) })
        sites = number(town.sites.filter { wanted?.contains($0.id) ?? true }.map { ($0.id, $0.coordinate) })
        self.coordinates = coordinates
    }

    public func index(of depot: DepotID) -> Int? { depots[depot] }

    public func index(of disposalSite: DisposalSiteID) -> Int? { disposalSites[disposalSite] }

    public func index(of site: SiteID) -> Int? { sites[site] }
}
