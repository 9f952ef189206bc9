/// The way of a tour on the roads, leg by leg.
public struct TourPath: Hashable, Sendable, Codable {
    /// One for each stop but the first: the way to it.
    public var legs: [Leg]

    public init(legs: [Leg]) { self.legs = legs }

    public struct Leg: Hashable, Sendable, Codable {
        /// Points of the way; the straight line where no road is known.
        public var line: [Coordinate]
        /// `false` where the line is the beeline.
        public var isOnRoads: Bool
        public var distanceMetres: Int
        public var durationSeconds: Int
        /// Empty off the roads.
        public var steps: [Step]

        public init(line: [Coordinate], isOnRoads: Bool, distanceMetres: Int, durationSeconds: Int, steps: [Step] = []) {
            self.line = line
            self.isOnRoads = isOnRoads
            self.distanceMetres = distanceMetres
            self.durationSeconds = durationSeconds
            self.steps = steps
        }
    }

    /// What the driver does, and how far it goes on then.
    public struct Step: Hashable, Sendable, Codable {
        public var turn: Turn
        /// The road that is driven afterwards; `nil` where it has no name.
        public var street: String?
        /// Counted from 1.
        public var roundaboutExit: Int?
        /// Until the next step.
        public var distanceMetres: Int

        public init(turn: Turn, street: String?, roundaboutExit: Int? = nil, distanceMetres: Int) {
            self.turn = turn
            self.street = street
            self.roundaboutExit = roundaboutExit
            self.distanceMetres = distanceMetres
        }
    }

    /// What the driver does.
    public enum Turn: String, CaseIterable, Hashable, Sendable, Codable {
        case depart, straight, right, left, roundabout, arrive
        case slightRight = "slight_right"
        case sharpRight = "sharp_right"
        case slightLeft = "slight_left"
        case sharpLeft = "sharp_left"
        case turnRound = "turn_round"
        case arriveLeft = "arrive_left"
        case arriveRight = "arrive_right"
    }

    /// Whether any leg follows roads.
    public var isOnRoads: Bool { legs.contains(where: \.isOnRoads) }

    /// Whether every leg that leads anywhere does.
    public var isWhollyOnRoads: Bool { legs.allSatisfy { $0.isOnRoads || $0.distanceMetres == 0 } }
}
