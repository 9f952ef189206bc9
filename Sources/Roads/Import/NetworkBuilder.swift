import Foundation
import Model

/// Cuts ways into segments between junctions, orders them by place, shares traits and names, and lays the grid.
struct NetworkBuilder {
    private let roads: ExtractedRoads
    private var parts = NetworkParts()
    private var traitNumbers: [WayTraits: UInt32] = [:]
    private var conditionNumbers: [[ConditionRecord]: UInt16] = [:]
    private var nameNumbers: [String: UInt32] = ["": 0]
    /// Vertex of each node, -1 where the road only bends.
    private var vertexOfNode: [Int32] = []
    private(set) var report: ImportReport

    /// - Parameter box: ways that do not touch it are left out; `nil` keeps all.
    static func build(
        _ roads: ExtractedRoads, box: RoadBox?, source: String, report: ImportReport
    ) -> NetworkParts {
        var builder = NetworkBuilder(roads: roads, report: report)
        builder.parts.nameStarts = [0, 0]
        let runs = builder.runs(within: box)
        builder.numberVertices(runs)
        builder.cutSegments(runs)
        builder.orderByPlace()
        var restrictions = RestrictionBuilder(roads: roads, parts: builder.parts, report: builder.report)
        restrictions.build()
        builder.parts = restrictions.parts
        builder.report = restrictions.report
        builder.layGrid()
        builder.parts.info.source = source
        builder.report.segments = builder.parts.segments.count
        builder.report.junctions = builder.parts.longitudes.count
        builder.report.conditions = builder.parts.conditions.count
        let dated = builder.parts.conditions.count { $0.kind == PlainCondition.Kind.timeOnDates.rawValue }
        if dated > 0 { builder.report.datedConditions = dated }
        builder.parts.info.report = builder.report
        return builder.parts
    }

    private init(roads: ExtractedRoads, report: ImportReport) {
        self.roads = roads
        self.report = report
    }

    /// Stretches of ways whose nodes are all there and that touch the box.
    private struct Run {
        var way: Int
        /// Numbers of nodes.
        var nodes: [Int32]
        var isMotor: Bool
    }

    private mutating func runs(within box: RoadBox?) -> [Run] {
        var runs: [Run] = []
        for (index, way) in roads.ways.enumerated() {
            var pieces: [[Int32]] = [[]]
            var absent = 0
            var touches = box == nil
            for id in roads.references[way.nodes] {
                guard let number = roads.number(of: id), roads.longitudes[number] != ExtractedRoads.missing else {
                    absent += 1
                    if pieces.last?.isEmpty == false { pieces.append([]) }
                    continue
                }
                if let box { touches = touches || box.contains(roads.longitudes[number], roads.latitudes[number]) }
                // The same node twice in a row is no stretch.
                if pieces[pieces.count - 1].last != Int32(number) { pieces[pieces.count - 1].append(Int32(number)) }
            }
            let whole = pieces.filter { $0.count >= 2 }
            guard touches || whole.isEmpty else {
                report.waysOutside += 1
                continue
            }
            if absent > 0 {
                report.waysWithMissingNodes += 1
                report.missingNodes += absent
            }
            guard !whole.isEmpty else {
                report.waysTooShort += 1
                continue
            }
            let isMotor = WayTagReader.kind(way.tags)?.isForMotorVehicles ?? false
            report.ways += 1
            if isMotor {
                if way.tags["maxspeed"] == nil && way.tags["maxspeed:forward"] == nil && way.tags["source:maxspeed"] == nil {
                    report.waysWithoutMaxspeed += 1
                }
                if way.tags["surface"] == nil { report.waysWithoutSurface += 1 }
                if way.tags["name"] == nil && way.tags["ref"] == nil { report.waysWithoutName += 1 }
            }
            for nodes in whole { runs.append(Run(way: index, nodes: nodes, isMotor: isMotor)) }
        }
        return runs
    }

    private mutating func numberVertices(_ runs: [Run]) {
        var uses = [UInt8](repeating: 0, count: roads.nodeIDs.count)
        for run in runs {
            for (position, node) in run.nodes.enumerated() {
                let isEnd = position == 0 || position == run.nodes.count - 1
                let count = uses[Int(node)] + (isEnd ? 2 : 1)
                uses[Int(node)] = min(2, count)
            }
        }
        // Via nodes of restrictions lie at ends or crossings as a rule; where not, they become junctions too.
        for restriction in roads.restrictions {
            if let via = restriction.viaNode.flatMap(roads.number), uses[via] == 1 { uses[via] = 2 }
        }
        vertexOfNode = [Int32](repeating: -1, count: uses.count)
        var factNumbers: [NodeFacts: UInt32] = [NodeFacts(): 0]
        for node in uses.indices where uses[node] == 2 || (uses[node] == 1 && roads.facts[node] != nil) {
            vertexOfNode[node] = Int32(parts.longitudes.count)
            parts.longitudes.append(roads.longitudes[node])
            parts.latitudes.append(roads.latitudes[node])
            parts.nodeIDs.append(roads.nodeIDs[node])
            let facts = roads.facts[node] ?? NodeFacts()
            if facts.barrier != .none { report.barriers += 1 }
            if facts.signalDirections != 0 { report.trafficSignals += 1 }
            let number = factNumbers[facts] ?? UInt32(parts.facts.count)
            if number == parts.facts.count {
                factNumbers[facts] = number
                parts.facts.append(facts)
            }
            parts.vertexFacts.append(number)
        }
    }

    private mutating func cutSegments(_ runs: [Run]) {
        var metres = 0.0
        for run in runs {
            let way = roads.ways[run.way]
            let length = length(of: run.nodes[...])
            guard let traits = traits(of: way.tags, lengthMetres: length) else { continue }
            if length < 0.05 { report.zeroLengthWays += 1 }
            let name = name(way.tags["name"] ?? "")
            let ref = self.name(way.tags["ref"] ?? "")
            var start = 0
            for position in run.nodes.indices.dropFirst() where vertexOfNode[Int(run.nodes[position])] >= 0 {
                let stretch = run.nodes[start...position]
                let long = self.length(of: stretch)
                if run.isMotor { metres += long }
                let geometryStart = parts.geometry.count / 2
                for node in stretch.dropFirst().dropLast() {
                    parts.geometry.append(roads.longitudes[Int(node)])
                    parts.geometry.append(roads.latitudes[Int(node)])
                }
                parts.segments.append(
                    NetworkFormat.Segment(
                        way: way.id, from: UInt32(vertexOfNode[Int(run.nodes[start])]),
                        to: UInt32(vertexOfNode[Int(run.nodes[position])]), geometryStart: UInt32(geometryStart),
                        geometryCount: UInt32(max(0, stretch.count - 2)), lengthDecimetres: UInt32((long * 10).rounded()),
                        traits: traits, name: name, ref: ref))
                start = position
            }
        }
        report.lengthKilometres = Int((metres / 1000).rounded())
    }

    private func length(of nodes: ArraySlice<Int32>) -> Double {
        zip(nodes, nodes.dropFirst()).reduce(0) { sum, pair in
            sum
                + EarthPlane.metres(
                    fromLongitude: roads.longitudes[Int(pair.0)], latitude: roads.latitudes[Int(pair.0)],
                    toLongitude: roads.longitudes[Int(pair.1)], latitude: roads.latitudes[Int(pair.1)])
        }
    }

    private mutating func traits(of tags: [String: String], lengthMetres: Double) -> UInt32? {
        guard let reader = WayTagReader(tags: tags, lengthMetres: lengthMetres) else { return nil }
        for (key, value) in reader.unknown { report.count(unknown: key, value) }
        if reader.holidayRules > 0 { report.holidayRules = (report.holidayRules ?? 0) + reader.holidayRules }
        var traits = reader.traits
        if !reader.conditions.isEmpty {
            // Conditions are few; a region with more than 65,000 different ones does without the rest.
            if let known = conditionNumbers[reader.conditions] {
                traits.conditionStart = known
                traits.conditionCount = UInt16(reader.conditions.count)
            } else if parts.conditions.count + reader.conditions.count < 65_000 {
                traits.conditionStart = UInt16(parts.conditions.count)
                traits.conditionCount = UInt16(reader.conditions.count)
                conditionNumbers[reader.conditions] = traits.conditionStart
                parts.conditions.append(contentsOf: reader.conditions)
            }
        }
        if let known = traitNumbers[traits] { return known }
        let number = UInt32(parts.traits.count)
        traitNumbers[traits] = number
        parts.traits.append(traits)
        return number
    }

    private mutating func name(_ text: String) -> UInt32 {
        if let known = nameNumbers[text] { return known }
        let number = UInt32(parts.nameStarts.count - 1)
        nameNumbers[text] = number
        parts.nameBytes.append(contentsOf: text.utf8)
        parts.nameStarts.append(UInt32(parts.nameBytes.count))
        return number
    }

    /// Neighbours on the earth become neighbours in memory: vertices along a Hilbert curve, segments by their lower vertex.
    private mutating func orderByPlace() {
        guard let west = parts.longitudes.min(), let south = parts.latitudes.min() else { return }
        let keys = parts.longitudes.indices.map {
            HilbertCurve.position(
                x: UInt32((Int(parts.longitudes[$0]) - Int(west)) >> 4), y: UInt32((Int(parts.latitudes[$0]) - Int(south)) >> 4))
        }
        let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        var place = [UInt32](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { place[old] = UInt32(new) }
        parts.longitudes = order.map { parts.longitudes[$0] }
        parts.latitudes = order.map { parts.latitudes[$0] }
        parts.nodeIDs = order.map { parts.nodeIDs[$0] }
        parts.vertexFacts = order.map { parts.vertexFacts[$0] }
        for index in parts.segments.indices {
            parts.segments[index].from = place[Int(parts.segments[index].from)]
            parts.segments[index].to = place[Int(parts.segments[index].to)]
        }
        let segments = parts.segments
        let sorted = segments.indices.sorted {
            (min(segments[$0].from, segments[$0].to), $0) < (min(segments[$1].from, segments[$1].to), $1)
        }
        var geometry: [Int32] = []
        geometry.reserveCapacity(parts.geometry.count)
        parts.segments = sorted.map { old in
            var segment = segments[old]
            let start = Int(segment.geometryStart) * 2
            segment.geometryStart = UInt32(geometry.count / 2)
            geometry.append(contentsOf: parts.geometry[start..<(start + Int(segment.geometryCount) * 2)])
            return segment
        }
        parts.geometry = geometry
    }

    private mutating func layGrid() {
        guard !parts.segments.isEmpty else { return }
        var west = Int(Int32.max)
        var south = Int(Int32.max)
        var east = Int(Int32.min)
        var north = Int(Int32.min)
        func include(_ longitude: Int32, _ latitude: Int32) {
            west = min(west, Int(longitude))
            east = max(east, Int(longitude))
            south = min(south, Int(latitude))
            north = max(north, Int(latitude))
        }
        for index in parts.longitudes.indices { include(parts.longitudes[index], parts.latitudes[index]) }
        for index in stride(from: 0, to: parts.geometry.count, by: 2) {
            include(parts.geometry[index], parts.geometry[index + 1])
        }
        var grid = GridShape(west: west, south: south)
        repeat {
            grid.columns = (east - west) / grid.cellWidth + 1
            grid.rows = (north - south) / grid.cellHeight + 1
            if grid.columns * grid.rows <= 4_000_000 { break }
            grid.cellWidth *= 2
            grid.cellHeight *= 2
        } while true
        var entries: [(cell: UInt32, segment: UInt32)] = []
        for (index, segment) in parts.segments.enumerated() {
            for cell in cells(of: segment, grid) { entries.append((cell, UInt32(index))) }
        }
        entries.sort { ($0.cell, $0.segment) < ($1.cell, $1.segment) }
        parts.cellStarts = [UInt32](repeating: 0, count: grid.columns * grid.rows + 1)
        for entry in entries { parts.cellStarts[Int(entry.cell) + 1] += 1 }
        for cell in 1..<parts.cellStarts.count { parts.cellStarts[cell] += parts.cellStarts[cell - 1] }
        parts.cellSegments = entries.map(\.segment)
        parts.info.grid = grid
        parts.info.west = Double(west) / 1e7
        parts.info.south = Double(south) / 1e7
        parts.info.east = Double(east) / 1e7
        parts.info.north = Double(north) / 1e7
    }

    /// Cells that the boxes of the segment's pieces touch.
    private func cells(of segment: NetworkFormat.Segment, _ grid: GridShape) -> Set<UInt32> {
        var cells: Set<UInt32> = []
        var last = (Int(parts.longitudes[Int(segment.from)]), Int(parts.latitudes[Int(segment.from)]))
        func add(_ next: (Int, Int)) {
            for row in grid.row(min(last.1, next.1))...grid.row(max(last.1, next.1)) {
                for column in grid.column(min(last.0, next.0))...grid.column(max(last.0, next.0)) {
                    cells.insert(UInt32(row * grid.columns + column))
                }
            }
            last = next
        }
        for point in 0..<Int(segment.geometryCount) {
            let at = (Int(segment.geometryStart) + point) * 2
            add((Int(parts.geometry[at]), Int(parts.geometry[at + 1])))
        }
        add((Int(parts.longitudes[Int(segment.to)]), Int(parts.latitudes[Int(segment.to)])))
        return cells
    }
}
