import Model

/// Moves the demonstration town onto the streets of another region.
struct TownPlacement: Sendable {
    private var from = PlanePoint(east: 0, north: 0)
    private var to = PlanePoint(east: 0, north: 0)
    private var scale = 1.0

    /// Where it is.
    static let here = TownPlacement()

    private init() {}

    /// Stays where it is when most districts have a street near their centre. `nil` without streets.
    init?(onto kerbs: [KerbLine]) {
        let points = kerbs.flatMap(\.course).map { PlanePoint($0) }
        guard !points.isEmpty else { return nil }
        let index = KerbIndex(kerbs)
        let centres = District.all.map { PlanePoint($0.centre) }
        let near = centres.count { centre in index.nearest(to: centre).map { $0.place.distance(to: centre) < 1000 } ?? false }
        if 2 * near >= centres.count { return }
        // The middle nine tenths in each direction, so that a single road far out counts for nothing.
        let region = Self.extent(points.map(\.east), points.map(\.north))
        let town = Self.extent(centres.map(\.east), centres.map(\.north))
        from = town.middle
        to = region.middle
        scale = min(1.5, max(0.02, min(region.width / max(1, town.width), region.height / max(1, town.height))))
    }

    private static func extent(_ east: [Double], _ north: [Double]) -> (middle: PlanePoint, width: Double, height: Double) {
        func range(_ values: [Double]) -> (Double, Double) {
            let sorted = values.sorted()
            let cut = sorted.count / 20
            return (sorted[cut], sorted[sorted.count - 1 - cut])
        }
        let ((west, east), (south, north)) = (range(east), range(north))
        return (PlanePoint(east: (west + east) / 2, north: (south + north) / 2), east - west, north - south)
    }

    private func moved(_ point: PlanePoint) -> PlanePoint {
        PlanePoint(east: to.east + scale * (point.east - from.east), north: to.north + scale * (point.north - from.north))
    }

    private func moved(_ place: Coordinate) -> Coordinate {
        let point = moved(PlanePoint(place))
        return Coordinate(latitude: point.latitude, longitude: point.longitude) ?? place
    }

    func moved(_ district: District) -> District {
        guard scale != 1 || from != to else { return district }
        var district = district
        district.centre = moved(district.centre)
        district.spreadMetres *= scale
        return district
    }

    /// Depots and disposal sites too, to the nearest kerb; nothing when the town stands at its own streets.
    func move(_ data: inout TownData, to kerbs: [KerbLine]?) {
        guard let kerbs else { return }
        let index = KerbIndex(kerbs)
        func kerb(_ place: Coordinate) -> Coordinate {
            let point = PlanePoint(place)
            let moved = scale == 1 && from == to ? point : moved(point)
            let found = index.nearest(to: moved)?.place ?? moved
            return Coordinate(latitude: found.latitude, longitude: found.longitude) ?? place
        }
        for number in data.depots.indices { data.depots[number].coordinate = kerb(data.depots[number].coordinate) }
        for number in data.disposalSites.indices {
            data.disposalSites[number].coordinate = kerb(data.disposalSites[number].coordinate)
        }
    }
}
