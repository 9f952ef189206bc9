/// Consecutive segments of one street that are alike: what OpenStreetMap calls a way.
struct StreetWay: Sendable {
    var points: [Int]
    /// One of its segments; all have the same kind, limits and direction.
    var sample: StreetNetwork.Segment
    var segments: [Int]
}

extension StreetNetwork {
    /// Segments joined to ways. A way ends where its signs change, where its street forks, and at the junction of a forbidden turn.
    func ways() -> [StreetWay] {
        let stops = Set(restrictions.map(\.via))
        var meetings: [[Int: [Int]]] = Array(repeating: [:], count: streets.count)
        for (index, segment) in segments.enumerated() where meetings.indices.contains(segment.street) {
            for junction in [segment.from, segment.to] { meetings[segment.street][junction, default: []].append(index) }
        }
        var isDone = [Bool](repeating: false, count: segments.count)
        func next(after index: Int, at junction: Int) -> Int? {
            guard !stops.contains(junction), let meeting = meetings[segments[index].street][junction], meeting.count == 2,
                let other = meeting.first(where: { $0 != index }), !isDone[other], segments[index].isLike(segments[other]),
                !segments[index].isOneWay || (segments[index].to == junction) == (segments[other].from == junction)
            else { return nil }
            return other
        }
        var ways: [StreetWay] = []
        for start in segments.indices where !isDone[start] && segments[start].street >= 0 {
            isDone[start] = true
            var points = course(segments[start])
            var members = [start]
            var at = start
            while let end = points.last, let other = next(after: at, at: end) {
                isDone[other] = true
                points += piece(other, from: end)
                members.append(other)
                at = other
            }
            at = start
            while let end = points.first, let other = next(after: at, at: end) {
                isDone[other] = true
                points = piece(other, from: end).reversed() + points
                members.insert(other, at: 0)
                at = other
            }
            ways.append(StreetWay(points: points, sample: segments[start], segments: members))
        }
        return ways
    }

    /// Points of a segment behind the junction, seen from there.
    private func piece(_ index: Int, from junction: Int) -> [Int] {
        let points = course(segments[index])
        return Array((points.first == junction ? points : points.reversed()).dropFirst())
    }
}

extension StreetNetwork.Segment {
    fileprivate func isLike(_ other: StreetNetwork.Segment) -> Bool {
        kind == other.kind && isOneWay == other.isOneWay && structure == other.structure && limits == other.limits
    }
}
