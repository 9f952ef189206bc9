import Foundation
public import Model

/// Makes the streets of the demonstration town from a seed: main roads between the districts, streets around them, bridges where a main
/// road meets a river, underpasses and level crossings at the railways, motorways with junctions, one-way streets, limits, forbidden
/// turns. Every junction can be reached from every other one, also by the heaviest truck.
public struct DemoStreets: Sendable {
    private let key: RandomKey
    private let fixed: [PlanePoint]
    /// Share of junctions that become the head of a cul-de-sac, as far as nobody is cut off.
    private static let culDeSacs = 0.09

    /// - Parameter places: depots and disposal sites, which stand at junctions.
    public init(seed: UInt64, places: [Coordinate]) {
        key = RandomKey(seed: seed)["streets"]
        fixed = places.map { PlanePoint($0) }
    }

    /// O(junctions); about 11,000 junctions.
    public func network() -> StreetNetwork {
        let geography = DemoGeography(key: key)
        let field = JunctionField(key: key, geography: geography, fixed: fixed)
        var network = StreetNetwork(
            points: field.points, segments: [], streets: [], restrictions: [], barriers: [:], geography: geography)
        var random = key["segments"].generator
        network.segments = segments(field, geography, &random)
        MotorwayBuilder(geography: geography).add(to: &network)
        StreetSigns(key: key["signs"]).put(on: &network)
        StreetChains(key: key["names"], field: field).name(&network)
        OneWayStreets(key: key["one-way"]).choose(in: &network)
        network.restrictions = ForbiddenTurns(key: key["turns"]).choose(in: network)
        bend(&network)
        return network
    }

    /// Neighbours are joined: all that the relative neighbourhood graph has, and most of the rest. What leads over an obstacle stays if
    /// it is a main road, or if nothing else joins its ends.
    private func segments(_ field: JunctionField, _ geography: DemoGeography, _ random: inout Xoshiro256) -> [StreetNetwork
        .Segment]
    {
        let mainRoads = Dictionary(
            field.mainRoads.map { (Set([$0.from, $0.to]), field.roads[$0.road].isPrimary) }, uniquingKeysWith: { $0 || $1 })
        var kept: [StreetNetwork.Segment] = []
        var spare: [StreetNetwork.Segment] = []
        var parts = DisjointSets(count: field.points.count)
        var graph = ProximityGraph(field.points, reach: 900).edges
        let known = Set(graph.map { Set([$0.from, $0.to]) })
        // Main roads across a valley are longer than what proximity joins.
        for piece in field.mainRoads where !known.contains([piece.from, piece.to]) {
            let length = field.points[piece.from].distance(to: field.points[piece.to])
            graph.append(.init(from: min(piece.from, piece.to), to: max(piece.from, piece.to), length: length, isRelative: true))
        }
        var endings = field.points.indices.map { _ in random.happens(Self.culDeSacs) ? 1 : Int.max }
        for edge in graph {
            let isPrimary = mainRoads[[edge.from, edge.to]]
            let luck = random.unit()
            let kind: StreetNetwork.Kind = isPrimary.map { $0 ? .primary : .secondary } ?? .residential
            var segment = StreetNetwork.Segment(from: edge.from, to: edge.to, kind: kind, length: edge.length)
            let obstacle = geography.obstacle(field.points[edge.from], field.points[edge.to])
            segment.structure = Self.structure(over: obstacle)
            let isKept: Bool =
                switch obstacle {
                case _ where isPrimary != nil: true
                case nil: (edge.isRelative || luck < 0.6) && endings[edge.from] > 0 && endings[edge.to] > 0
                case .line(.railway): luck < 0.22
                case .line, .water, .park: false
                }
            if isKept {
                parts.join(edge.from, edge.to)
                for end in [edge.from, edge.to] where endings[end] == 1 { endings[end] = 0 }
                kept.append(segment)
            } else {
                spare.append(segment)
            }
        }
        for segment in spare.sorted(by: { ($0.length, $0.from, $0.to) < ($1.length, $1.from, $1.to) })
        where parts.join(segment.from, segment.to) {
            kept.append(segment)
        }
        return kept
    }

    private static func structure(over obstacle: DemoGeography.Obstacle?) -> StreetNetwork.Structure? {
        switch obstacle {
        case .line(.railway): .tunnel
        case .line, .water: .bridge
        case .park, nil: nil
        }
    }

    /// Gives the longer streets a bend or two.
    private func bend(_ network: inout StreetNetwork) {
        var random = key["bends"].generator
        for index in network.segments.indices {
            let segment = network.segments[index]
            let swing = random.normal()
            guard !segment.isMotorway, segment.length > 70, segment.structure == nil else { continue }
            let (a, b) = (network.points[segment.from], network.points[segment.to])
            let pieces = segment.length > 200 ? 3 : 2
            let reach = 0.035 * segment.length * min(1.6, max(-1.6, swing))
            for piece in 1..<pieces {
                let share = Double(piece) / Double(pieces)
                network.segments[index].shape.append(network.points.count)
                network.points.append(a.point(towards: b, share: share, left: reach * sin(.pi * share)))
            }
        }
    }
}
