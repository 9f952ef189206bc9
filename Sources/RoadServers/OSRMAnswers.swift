import Foundation
import Model
import Roads

/// Body of `POST /table`.
struct OSRMTableQuery: Encodable {
    var coordinates: [[Double]]
    var sources: [Int]
    var destinations: [Int]
    var annotations = ["duration", "distance"]
    var approaches: [String]?
    var generateHints = false

    private enum CodingKeys: String, CodingKey {
        case coordinates, sources, destinations, annotations, approaches
        case generateHints = "generate_hints"
    }
}

struct OSRMRefusal: Decodable {
    var code: String
    var message: String?

    /// Whether the server understood the request as such: an older one answers `InvalidQuery` or `InvalidUrl` to a POST.
    var isAboutContent: Bool { ["NoSegment", "TooBig", "NoTable", "NoRoute", "DisabledDataset", "InvalidValue"].contains(code) }
}

struct OSRMWaypoint: Decodable {
    /// Metres from the place to the street.
    var distance: Double
}

struct OSRMTable: Decodable {
    /// Seconds; `null` is no way.
    var durations: [[Double?]]?
    /// Metres.
    var distances: [[Double?]]?
    var sources: [OSRMWaypoint]?
    var destinations: [OSRMWaypoint]?
}

struct OSRMRoutes: Decodable {
    var routes: [Route]
    var waypoints: [OSRMWaypoint]?

    struct Route: Decodable { var legs: [Leg] }

    struct Leg: Decodable {
        var distance: Double
        var duration: Double
        var steps: [Step]
    }

    struct Step: Decodable {
        var geometry: String
        var name: String?
        var ref: String?
        var distance: Double
        var duration: Double
        var maneuver: Maneuver
    }

    struct Maneuver: Decodable {
        var type: String
        var modifier: String?
        var exit: Int?
    }
}

extension OSRMRoutes.Leg {
    /// `nil` when a geometry is no polyline.
    var path: RoadPath? {
        var line: [Coordinate] = []
        var steps: [RoadStep] = []
        for step in self.steps {
            guard let points = Polyline.decode(step.geometry, digits: 6) else { return nil }
            let isJoined = line.last != nil && line.last == points.first
            let start = isJoined ? line.count - 1 : line.count
            line += isJoined ? Array(points.dropFirst()) : points
            steps.append(
                RoadStep(
                    turn: step.maneuver.turn, roundaboutExit: step.maneuver.exit,
                    street: step.name.flatMap { $0.isEmpty ? nil : $0 }, ref: step.ref.flatMap { $0.isEmpty ? nil : $0 },
                    distanceMetres: Int(step.distance.rounded()), durationSeconds: Int(step.duration.rounded()), lineStart: start)
            )
        }
        return RoadPath(
            line: line, distanceMetres: Int(distance.rounded()), durationSeconds: Int(duration.rounded()), steps: steps)
    }
}

extension OSRMRoutes.Maneuver {
    var turn: RoadTurn {
        switch (type, modifier) {
        case ("depart", _): .depart
        case ("arrive", "left"), ("arrive", "slight left"), ("arrive", "sharp left"): .arriveLeft
        case ("arrive", "right"), ("arrive", "slight right"), ("arrive", "sharp right"): .arriveRight
        case ("arrive", _): .arrive
        case ("roundabout", _), ("rotary", _): .roundabout
        case (_, "uturn"): .turnRound
        case (_, "sharp right"): .sharpRight
        case (_, "right"): .right
        case (_, "slight right"): .slightRight
        case (_, "sharp left"): .sharpLeft
        case (_, "left"): .left
        case (_, "slight left"): .slightLeft
        default: .straight
        }
    }
}
