import Foundation

/// Joins segments that go straight on into streets ("strokes", Thomson and Richardson 1999) and names them. A name is used once in a
/// district.
struct StreetChains: Sendable {
    let key: RandomKey
    let field: JunctionField
    private static let straightDegrees = 38.0
    /// Streets of so many segments carry traffic between the quarters.
    private static let longStreet = 7

    func name(_ network: inout StreetNetwork) {
        let follower = followers(network)
        var names = StreetNames(key: key)
        var isKnown = network.segments.map { $0.street >= 0 }
        let roads = mainRoads(&network)
        for index in network.segments.indices {
            if let road = roads[Set([network.segments[index].from, network.segments[index].to])], !isKnown[index] {
                network.segments[index].street = road
                isKnown[index] = true
            }
        }
        for start in network.segments.indices where !isKnown[start] {
            var members: [Int] = []
            var open = [start]
            while let index = open.popLast() {
                guard !isKnown[index] else { continue }
                isKnown[index] = true
                members.append(index)
                open += follower[index].filter { !isKnown[$0] }
            }
            let middle = network.points[network.segments[members[members.count / 2]].from]
            let district = District.nearest(to: middle)
            let isUnnamed = network.segments[start].kind == .service
            let street = network.streets.count
            network.streets.append(
                .init(name: isUnnamed ? nil : names.nextStreet(in: district.name), number: nil, district: district.name))
            let isLong = members.count >= Self.longStreet && network.segments[start].kind == .residential
            for index in members {
                network.segments[index].street = street
                guard isLong else { continue }
                network.segments[index].kind = .tertiary
                network.segments[index].limits.speed = 50
            }
        }
    }

    /// Main roads are named after where they lead, the larger ones have a number.
    private func mainRoads(_ network: inout StreetNetwork) -> [Set<Int>: Int] {
        var streets: [Set<Int>: Int] = [:]
        var made: [Int: Int] = [:]
        for piece in field.mainRoads {
            let road = field.roads[piece.road]
            let street =
                made[piece.road]
                ?? {
                    network.streets.append(
                        .init(
                            name: "\(road.to.split(separator: "-").joined(separator: "er ")) Straße",
                            number: road.isPrimary ? "B \(950 + piece.road)" : "L \(1100 + piece.road)", district: road.from))
                    return network.streets.count - 1
                }()
            made[piece.road] = street
            streets[[piece.from, piece.to]] = street
        }
        return streets
    }

    /// For every segment the one that goes straight on at each end, if both think so.
    private func followers(_ network: StreetNetwork) -> [[Int]] {
        var followers = [[Int]](repeating: [], count: network.segments.count)
        for (junction, meeting) in network.meetings().enumerated() where meeting.count >= 2 {
            var pairs: [(bend: Double, a: Int, b: Int)] = []
            for (position, a) in meeting.enumerated() {
                for b in meeting.dropFirst(position + 1) where network.segments[a].kind == network.segments[b].kind {
                    let bend = bend(network, a, junction, b)
                    if bend < Self.straightDegrees { pairs.append((bend, a, b)) }
                }
            }
            var used: Set<Int> = []
            for (_, a, b) in pairs.sorted(by: { ($0.bend, $0.a, $0.b) < ($1.bend, $1.a, $1.b) })
            where !used.contains(a) && !used.contains(b) {
                used.formUnion([a, b])
                followers[a].append(b)
                followers[b].append(a)
            }
        }
        return followers
    }

    private func bend(_ network: StreetNetwork, _ a: Int, _ junction: Int, _ b: Int) -> Double {
        let p = network.points[network.segments[a].other(junction)]
        let q = network.points[junction]
        let r = network.points[network.segments[b].other(junction)]
        let turn = atan2(r.north - q.north, r.east - q.east) - atan2(q.north - p.north, q.east - p.east)
        return abs(atan2(sin(turn), cos(turn))) * 180 / .pi
    }
}

extension District {
    /// The district in whose reach a place lies, by its spread.
    static func nearest(to point: PlanePoint) -> District {
        all.min {
            PlanePoint($0.centre).distance(to: point) / $0.spreadMetres < PlanePoint($1.centre).distance(to: point)
                / $1.spreadMetres
        } ?? all[0]
    }
}
