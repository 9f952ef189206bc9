public import Model

/// What a town says by hand about its roads: segments that are closed or slower than the map says, and zones that only some vehicles
/// may enter. Applied when a vehicle's roads are made, so no new import is needed.
public struct RoadAdjustments: Codable, Sendable, Hashable {
    /// One way or stretch that is closed or slower than the map says.
    public struct Adjustment: Codable, Sendable, Hashable {
        /// OpenStreetMap number of the way; `nil` with `near`.
        public var way: Int64?
        /// Only the stretch of the way nearest to this place (or, without `way`, of any road).
        public var near: Coordinate?
        /// Nobody of the named profiles drives there.
        public var isClosed: Bool
        /// km/h at most.
        public var speed: Double?
        /// Names of profiles; empty means all.
        public var profiles: [String]
        /// Why, for the next person; decides nothing.
        public var note: String?

        public init(
            way: Int64? = nil, near: Coordinate? = nil, isClosed: Bool = false, speed: Double? = nil, profiles: [String] = [],
            note: String? = nil
        ) {
            self.way = way
            self.near = near
            self.isClosed = isClosed
            self.speed = speed
            self.profiles = profiles
            self.note = note
        }
    }

    /// An area that some vehicles may not enter: segments of which the middle lies inside are closed to them.
    public struct Zone: Codable, Sendable, Hashable {
        public var name: String
        /// Corners in order; the last is joined to the first.
        public var outline: [Coordinate]
        /// Names of the profiles that may not enter.
        public var closedFor: [String]

        public init(name: String, outline: [Coordinate], closedFor: [String]) {
            self.name = name
            self.outline = outline
            self.closedFor = closedFor
        }

        /// Whether the position lies inside, by the even-odd rule.
        func contains(longitude: Double, latitude: Double) -> Bool {
            var isInside = false
            guard var last = outline.last else { return false }
            for corner in outline {
                if (corner.latitude > latitude) != (last.latitude > latitude) {
                    let share = (latitude - corner.latitude) / (last.latitude - corner.latitude)
                    if longitude < corner.longitude + share * (last.longitude - corner.longitude) { isInside.toggle() }
                }
                last = corner
            }
            return isInside
        }
    }

    public var adjustments: [Adjustment] = []
    public var zones: [Zone] = []

    public init(adjustments: [Adjustment] = [], zones: [Zone] = []) {
        self.adjustments = adjustments
        self.zones = zones
    }

    /// The map as it is.
    public static let none = RoadAdjustments()
}
