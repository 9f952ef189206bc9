import Foundation
public import Model

/// Makes a network file from an OpenStreetMap extract.
public enum RoadImport {
    /// What became of an import.
    public struct Result: Sendable {
        public var report: ImportReport
        /// Size of the network file.
        public var bytes: Int
        /// Places of the town that lie off every road.
        public var uncovered: [Coordinate]
    }

    /// Reads, cuts, checks that the places are covered, and writes. The file appears whole or not at all.
    ///
    /// - Parameters:
    ///   - extract: `.osm.pbf` or `.osm`.
    ///   - box: ways that do not touch it are left out.
    ///   - places: the town's places; without `partial`, fewer than nine tenths near a road is an error.
    /// - Throws: ``RoadError``.
    public static func run(
        extract: String, box: RoadBox? = nil, covering places: [Coordinate] = [], partial: Bool = false, to output: String
    ) throws(RoadError) -> Result {
        var report = ImportReport()
        let roads = try ExtractedRoads.read(extract, report: &report)
        guard !roads.ways.isEmpty else { throw .noRoads(path: extract, detail: "there is no road in it") }
        let source = URL(fileURLWithPath: extract).lastPathComponent
        let parts = NetworkBuilder.build(roads, box: box, source: source, report: report)
        guard !parts.segments.isEmpty else {
            throw .noRoads(
                path: extract,
                detail: box == nil ? "none of its \(roads.ways.count) ways has two nodes in the file" : "no road lies in the box")
        }
        // Written beside its place first, so that a network that does not cover the town replaces nothing.
        let draft = output + ".draft"
        let bytes = try NetworkWriter.write(parts, to: draft)
        defer { try? FileManager.default.removeItem(atPath: draft) }
        let uncovered = try uncovered(places, network: draft)
        if !partial, let example = uncovered.first, uncovered.count * 10 > places.count {
            throw .doesNotCover(path: extract, missing: uncovered.count, of: places.count, example: "\(example)")
        }
        guard rename(draft, output) == 0 else {
            throw .cannotWrite(path: output, detail: String(cString: strerror(errno)))
        }
        return Result(report: parts.info.report, bytes: bytes, uncovered: uncovered)
    }

    private static func uncovered(_ places: [Coordinate], network: String) throws(RoadError) -> [Coordinate] {
        let file = try NetworkFile(path: network)
        guard !places.isEmpty else { return [] }
        let search = NearestSegment(file: file)
        return places.filter { search.nearest(to: Coordinate7($0), within: 500) { _ in true } == nil }
    }

    /// A box around places with a margin for the ways between them: a fifth of the extent, at least 3 km.
    public static func box(around places: [Coordinate]) -> RoadBox? {
        guard let first = places.first else { return nil }
        var west = first.longitude
        var east = west
        var south = first.latitude
        var north = south
        for place in places {
            west = min(west, place.longitude)
            east = max(east, place.longitude)
            south = min(south, place.latitude)
            north = max(north, place.latitude)
        }
        let perDegree = EarthPlane.metresPerUnit(atLatitude: (south + north) / 2 * 1e7) * 1e7
        let x = max(3000 / max(1, perDegree), (east - west) / 5)
        let y = max(3000 / (EarthPlane.metresPerUnit * 1e7), (north - south) / 5)
        return RoadBox(west: west - x, south: south - y, east: east + x, north: north + y)
    }
}
