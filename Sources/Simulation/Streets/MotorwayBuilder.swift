/// Lays the motorways: two carriageways, bridges of the main roads over them without a junction, and ramps where such a bridge is far
/// enough from the last one.
struct MotorwayBuilder: Sendable {
    let geography: DemoGeography

    private static let carriagewayMetres = 14.0
    private static let betweenJunctionsMetres = 1500.0
    /// Steps of the motorway's course (about 200 m each) from a bridge to where its ramps begin.
    private static let rampSteps = 2

    func add(to network: inout StreetNetwork) {
        for line in geography.lines where line.kind == .motorway { lay(line, &network) }
    }

    private func lay(_ line: DemoGeography.Line, _ network: inout StreetNetwork) {
        guard line.points.count > 2 else { return }
        let street = network.streets.count
        network.streets.append(StreetNetwork.Street(name: nil, number: line.name, district: ""))
        let crossings = crossings(of: line, network)
        let right = carriageway(line.points, &network)
        let left = carriageway(line.points.reversed(), &network)
        for track in [right, left] {
            for (from, to) in zip(track, track.dropFirst()) {
                network.segments.append(motorway(.motorway, from, to, street, network))
            }
        }
        var last = -Double.infinity
        for crossing in crossings where crossing.metres - last > Self.betweenJunctionsMetres {
            let before = crossing.step - Self.rampSteps
            let after = crossing.step + 1 + Self.rampSteps
            guard before >= 0, after < right.count else { continue }
            last = crossing.metres
            let mirrored = { (step: Int) in line.points.count - 1 - step }
            for (off, junction, on) in [
                (right[before], crossing.right, right[after]), (left[mirrored(after)], crossing.left, left[mirrored(before)]),
            ] {
                network.segments.append(motorway(.motorwayLink, off, junction, street, network))
                network.segments.append(motorway(.motorwayLink, junction, on, street, network))
            }
        }
    }

    private func motorway(
        _ kind: StreetNetwork.Kind, _ from: Int, _ to: Int, _ street: Int, _ network: StreetNetwork
    ) -> StreetNetwork.Segment {
        var segment = StreetNetwork.Segment(
            from: from, to: to, kind: kind, length: network.points[from].distance(to: network.points[to]))
        segment.isOneWay = true
        segment.street = street
        segment.limits.speed = kind == .motorway ? 100 : nil
        return segment
    }

    /// Points to the right of a course, as traffic drives.
    private func carriageway(_ course: [PlanePoint], _ network: inout StreetNetwork) -> [Int] {
        course.indices.map { step in
            let from = course[max(0, step - 1)]
            let to = course[min(course.count - 1, step + 1)]
            let (x, y) = (to.east - from.east, to.north - from.north)
            let length = max(1, (x * x + y * y).squareRoot())
            network.points.append(
                PlanePoint(
                    east: course[step].east + Self.carriagewayMetres * y / length,
                    north: course[step].north - Self.carriagewayMetres * x / length))
            return network.points.count - 1
        }
    }

    /// Main roads over the motorway in its direction, with the junctions on its two sides.
    private func crossings(of line: DemoGeography.Line, _ network: StreetNetwork) -> [(
        step: Int, metres: Double, right: Int, left: Int
    )] {
        var found: [(step: Int, metres: Double, right: Int, left: Int)] = []
        var driven = 0.0
        for step in 0..<(line.points.count - 1) {
            let (c, d) = (line.points[step], line.points[step + 1])
            for segment in network.segments where segment.kind.isArterial {
                let (a, b) = (network.points[segment.from], network.points[segment.to])
                guard a.squaredDistance(to: c) < 4_000_000, PlanePoint.crosses(a, b, c, d) else { continue }
                let isLeft = (d.east - c.east) * (a.north - c.north) - (d.north - c.north) * (a.east - c.east) > 0
                found.append((step, driven, isLeft ? segment.to : segment.from, isLeft ? segment.from : segment.to))
            }
            driven += c.distance(to: d)
        }
        return found
    }
}
