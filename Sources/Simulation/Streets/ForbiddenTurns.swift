import Foundation

/// Forbids some left turns off main roads. Only where all streets are open both ways and at least four meet, one turn a junction: the
/// street can then be reached from elsewhere.
struct ForbiddenTurns: Sendable {
    let key: RandomKey
    private static let share = 0.12

    func choose(in network: StreetNetwork) -> [StreetNetwork.TurnRestriction] {
        var random = key.generator
        var restrictions: [StreetNetwork.TurnRestriction] = []
        for (junction, meeting) in network.meetings().enumerated() where meeting.count >= 4 {
            let segments = meeting.map { network.segments[$0] }
            guard segments.contains(where: \.kind.isArterial), !segments.contains(where: \.isOneWay), random.happens(Self.share),
                let from = meeting.first(where: { network.segments[$0].kind.isArterial })
            else { continue }
            let turns = meeting.filter { !network.segments[$0].kind.isArterial }
                .map { ($0, angle(network, from, junction, $0)) }
            guard let left = turns.filter({ (40...150).contains($0.1) }).max(by: { $0.1 < $1.1 }) else { continue }
            restrictions.append(.init(from: from, via: junction, to: left.0, kind: "no_left_turn"))
        }
        return restrictions
    }

    /// Degrees to the left of straight on.
    private func angle(_ network: StreetNetwork, _ from: Int, _ via: Int, _ to: Int) -> Double {
        let a = network.points[network.segments[from].other(via)]
        let b = network.points[via]
        let c = network.points[network.segments[to].other(via)]
        let turn = atan2(c.north - b.north, c.east - b.east) - atan2(b.north - a.north, b.east - a.east)
        return atan2(sin(turn), cos(turn)) * 180 / .pi
    }
}
