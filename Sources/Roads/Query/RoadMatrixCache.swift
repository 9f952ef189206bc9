public import Model

/// Keeps matrices by content: version of the roads (network, profile, adjustments, period) and places. A list of places that differs in
/// few from one that is kept costs only their rows and columns. With a folder they outlast the process.
public actor RoadMatrixCache {
    private var kept: [(key: String, matrix: RoadMatrix)] = []
    private let limit: Int
    private let folder: MatrixFolder?

    /// - Parameters:
    ///   - limit: matrices kept in memory at most; a matrix of 1,000 places takes 8 MB.
    ///   - folder: where they are kept on disk as well.
    public init(limit: Int = 8, folder: MatrixFolder? = nil) {
        self.limit = max(1, limit)
        self.folder = folder
    }

    /// The kept matrix, one made of a kept one that differs in few places, or a new one: O(places · network) at worst.
    public func matrix(between places: [Coordinate], roads: VehicleRoads, threads: Int = 1) -> RoadMatrix {
        if let known = kept.firstIndex(where: { $0.key == roads.version && $0.matrix.coordinates == places }) {
            let found = kept.remove(at: known)
            kept.append(found)
            return found.matrix
        }
        if let stored = folder?.matrix(between: places, roads: roads) {
            keep(stored, roads)
            return stored
        }
        let matrix = roads.matrix(between: places, threads: threads, reusing: similar(to: places, roads))
        keep(matrix, roads)
        folder?.keep(matrix)
        return matrix
    }

    /// The matrix with most of the places, from memory if there is one at all.
    private func similar(to places: [Coordinate], _ roads: VehicleRoads) -> RoadMatrix? {
        let wanted = Set(places)
        let known = kept.lazy.filter { $0.key == roads.version }.map(\.matrix)
        return known.max { a, b in a.coordinates.count(where: wanted.contains) < b.coordinates.count(where: wanted.contains) }
            ?? folder?.similar(to: wanted, roads: roads)
    }

    private func keep(_ matrix: RoadMatrix, _ roads: VehicleRoads) {
        kept.append((roads.version, matrix))
        if kept.count > limit { kept.removeFirst(kept.count - limit) }
    }
}
