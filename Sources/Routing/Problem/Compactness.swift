/// A wish for tours that do not run into each other: near tasks belong to one vehicle.
///
/// Convex hulls, the usual measure of overlap, know no rivers and motorways and change as a whole with one stop; pairs of
/// neighbours hold on any street network, and what a task adds depends on its neighbours alone.
public struct Compactness: Sendable, Hashable, Encodable {
    /// How many nearest tasks count as a task's neighbours.
    public var neighbours: Int
    /// Cost of every pair of neighbours served by two vehicles.
    public var costPerPair: Int

    public init(neighbours: Int = 5, costPerPair: Int) {
        self.neighbours = neighbours
        self.costPerPair = costPerPair
    }

    static let largestNeighbourCount = 20
}

extension Problem {
    /// The pairs that ``Compactness`` speaks of, the smaller task number first, each once: one of both is among the other's nearest,
    /// by metres of the first profile in the shorter direction (of equal ones the lower number).
    ///
    /// Complexity: quadratic in the tasks.
    func neighbouringPairs() -> [(Int, Int)] {
        guard let compactness, compactness.costPerPair > 0, let profile = profiles.first else { return [] }
        struct Pair: Hashable {
            let first: Int
            let second: Int
        }
        var pairs = Set<Pair>()
        let wanted = min(compactness.neighbours, tasks.count - 1)
        guard wanted > 0 else { return [] }
        let places = tasks.map(\.location)
        var isOneWay = true
        if case .plane = profile { isOneWay = false }
        for one in places.indices {
            var nearest: [(metres: Int, task: Int)] = []
            for other in places.indices where other != one {
                var metres = profile.distanceMetres(from: places[one], to: places[other])
                if isOneWay { metres = min(metres, profile.distanceMetres(from: places[other], to: places[one])) }
                if nearest.count == wanted, let last = nearest.last, metres >= last.metres { continue }
                if nearest.count == wanted { nearest.removeLast() }
                let place = nearest.firstIndex { $0.metres > metres } ?? nearest.count
                nearest.insert((metres, other), at: place)
            }
            for entry in nearest { pairs.insert(Pair(first: min(one, entry.task), second: max(one, entry.task))) }
        }
        return pairs.map { ($0.first, $0.second) }.sorted { $0 < $1 }
    }
}
