public import Model

extension RoadNetwork {
    /// A street to be drawn.
    public struct Line: Sendable, Hashable {
        /// Decides from which zoom on it is drawn and how wide.
        public var highway: HighwayClass
        /// `nil` where the map has none.
        public var name: String?
        public var points: [Coordinate]
        public var isBridge: Bool
        public var isTunnel: Bool
    }

    /// The streets of a box, fewer and with fewer points the smaller the map's zoom (as in web maps: 10 shows a region, 17 a street
    /// corner). O(segments in the box).
    public func lines(in box: RoadBox, zoom: Int) -> [Line] {
        let grid = file.info.grid
        func unit(_ degrees: Double) -> Int { Int((degrees * 1e7).rounded()) }
        let columns =
            grid.column(
                unit(box.west) - grid.west + grid.west)...max(
                grid.column(unit(box.west)), grid.column(unit(box.east)))
        let rows = grid.row(unit(box.south))...max(grid.row(unit(box.south)), grid.row(unit(box.north)))
        var found: Set<UInt32> = []
        for row in rows {
            for column in columns {
                let cell = row * grid.columns + column
                for entry in Int(file.cellStarts[cell])..<Int(file.cellStarts[cell + 1]) {
                    found.insert(file.cellSegments[entry])
                }
            }
        }
        // Half a pixel of a 256-pixel tile at this zoom, in metres at the equator; nobody sees less.
        let tolerance = 40_075_016.7 / 256 / Double(1 << min(22, max(0, zoom))) / 2
        return found.sorted().compactMap { line(Int($0), zoom: zoom, tolerance: tolerance, box: box) }
    }

    private func line(_ index: Int, zoom: Int, tolerance: Double, box: RoadBox) -> Line? {
        let segment = file.segments[index]
        let traits = file.traits[Int(segment.traits)]
        guard zoom >= traits.highway.smallestZoom else { return nil }
        let shape = SegmentShape(file, index * 2)
        var points: [Coordinate7] = []
        var touches = false
        var west = Int32.max
        var east = Int32.min
        var south = Int32.max
        var north = Int32.min
        for position in 0..<shape.count {
            let point = shape[position]
            west = min(west, point.longitude)
            east = max(east, point.longitude)
            south = min(south, point.latitude)
            north = max(north, point.latitude)
            let isEnd = position == shape.count - 1
            if let last = points.last, !isEnd, SegmentShape.metres(last, point) < tolerance { continue }
            points.append(point)
        }
        touches =
            Double(west) <= box.east * 1e7 && Double(east) >= box.west * 1e7 && Double(south) <= box.north * 1e7
            && Double(north) >= box.south * 1e7
        guard touches else { return nil }
        return Line(
            highway: traits.highway, name: file.street(index), points: points.compactMap(\.coordinate),
            isBridge: traits.flags.contains(.bridge), isTunnel: traits.flags.contains(.tunnel))
    }
}

extension HighwayClass {
    /// From which zoom on a map shows it.
    var smallestZoom: Int {
        switch self {
        case .motorway, .trunk: 5
        case .primary: 8
        case .motorwayLink, .trunkLink, .secondary, .ferry: 10
        case .primaryLink, .tertiary: 11
        case .secondaryLink, .tertiaryLink, .unclassified, .residential, .road: 12
        case .livingStreet, .pedestrian, .busway: 13
        case .service, .track: 14
        case .cycleway, .footway, .path, .bridleway: 15
        }
    }
}
