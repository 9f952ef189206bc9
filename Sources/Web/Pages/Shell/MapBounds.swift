import Model

/// The box around places, without the few that lie far outside.
struct MapBounds: Hashable, Sendable {
    var corners: [[Double]]

    init?(_ places: [Coordinate]) {
        guard !places.isEmpty else { return nil }
        func range(_ values: [Double]) -> (Double, Double) {
            let sorted = values.sorted()
            let cut = sorted.count / 50
            return (sorted[cut], sorted[sorted.count - 1 - cut])
        }
        let (south, north) = range(places.map(\.latitude))
        let (west, east) = range(places.map(\.longitude))
        corners = [[south, west], [north, east]]
    }
}
