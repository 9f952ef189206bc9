public import Model

/// A way on the roads from one place to another, or through several.
public struct RoadPath: Sendable, Hashable, Codable {
    /// Points of the way, the first and last on the road beside the places.
    public var line: [Coordinate]
    public var distanceMetres: Int
    /// Driving alone, turns and signals included, by the profile's speeds.
    public var durationSeconds: Int
    /// What the driver does, in order; begins with `depart` and ends with `arrive` for every leg.
    public var steps: [RoadStep]
    /// OpenStreetMap numbers of the ways driven, with the nodes passed; for checks against the map.
    public var traversed: [TraversedWay]
    /// Has to be shown wherever the way is (ODbL 1.0, 4.3).
    public var attribution = RoadNetwork.attribution

    public init(
        line: [Coordinate], distanceMetres: Int, durationSeconds: Int, steps: [RoadStep], traversed: [TraversedWay] = []
    ) {
        self.line = line
        self.distanceMetres = distanceMetres
        self.durationSeconds = durationSeconds
        self.steps = steps
        self.traversed = traversed
    }

    /// This way and then another from where it ends.
    public func followed(by next: RoadPath) -> RoadPath {
        var whole = self
        let offset = line.count
        whole.line += next.line
        whole.distanceMetres += next.distanceMetres
        whole.durationSeconds += next.durationSeconds
        whole.steps += next.steps.map {
            var step = $0
            step.lineStart += offset
            return step
        }
        whole.traversed += next.traversed
        return whole
    }
}

/// A stretch of a path after one manoeuvre.
public struct RoadStep: Sendable, Hashable, Codable {
    /// What is done at the beginning of the stretch.
    public var turn: RoadTurn
    /// Which exit of the roundabout, counted from 1.
    public var roundaboutExit: Int?
    /// The road that is driven afterwards; `nil` where it has no name.
    public var street: String?
    /// Number of the road (`B 1`).
    public var ref: String?
    /// Until the next manoeuvre.
    public var distanceMetres: Int
    public var durationSeconds: Int
    /// Index in the path's line at which the step begins.
    public var lineStart: Int

    public init(
        turn: RoadTurn, roundaboutExit: Int? = nil, street: String?, ref: String? = nil, distanceMetres: Int,
        durationSeconds: Int,
        lineStart: Int
    ) {
        self.turn = turn
        self.roundaboutExit = roundaboutExit
        self.street = street
        self.ref = ref
        self.distanceMetres = distanceMetres
        self.durationSeconds = durationSeconds
        self.lineStart = lineStart
    }
}

/// A manoeuvre, by the angle between the road before and after: slight from 31°, full from 55°, sharp from 130°.
public enum RoadTurn: String, Sendable, Hashable, Codable, CaseIterable {
    case depart
    /// The road changes its name.
    case straight
    case slightRight = "slight_right"
    case right
    case sharpRight = "sharp_right"
    case slightLeft = "slight_left"
    case left
    case sharpLeft = "sharp_left"
    case turnRound = "turn_round"
    case roundabout
    case arrive
    case arriveLeft = "arrive_left"
    case arriveRight = "arrive_right"

    /// - Parameter degrees: to the right of straight on.
    static func of(degrees: Int) -> RoadTurn {
        switch degrees {
        case -30...30: .straight
        case 31..<55: .slightRight
        case 55..<130: .right
        case 130...: .sharpRight
        case (-54)...(-31): .slightLeft
        case (-129)...(-55): .left
        default: .sharpLeft
        }
    }
}

/// A stretch of a way as it was driven.
public struct TraversedWay: Sendable, Hashable, Codable {
    /// OpenStreetMap number of the way.
    public var way: Int64
    /// Against the way's own direction.
    public var isBackward: Bool
    /// OpenStreetMap numbers of the junctions at which the stretch begins and ends.
    public var fromNode: Int64
    public var toNode: Int64
    /// Whether the beginning or end was cut because the path starts or ends between the junctions.
    public var isPartial: Bool
}
