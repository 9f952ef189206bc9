public import Model

/// Where a place touches the roads that a vehicle may use.
public struct PlaceOnRoad: Sendable, Hashable, Codable {
    /// Seen in the way's own direction.
    public enum Side: String, Sendable, Hashable, Codable { case left, right }

    /// The place itself.
    public var place: Coordinate
    /// The nearest point of a road that this vehicle may use, can reach and leave.
    public var roadPoint: Coordinate
    /// From the place to ``roadPoint``, beeline.
    public var distanceMetres: Double
    /// `nil` where the map names none.
    public var street: String?
    /// OpenStreetMap number of the way.
    public var way: Int64
    public var highway: HighwayClass
    /// Side of the way (in its own direction) on which the place lies.
    public var side: Side
    /// A nearer road that this vehicle may not use or that is cut off; the place is served from farther away.
    public var closedStreet: ClosedStreet?
    /// The vehicle loads at its own kerb only, and the kerb of this side can not be reached: it stops on the other side.
    public var isAcrossTheStreet = false

    /// The street in front of a place that can not serve it.
    public struct ClosedStreet: Sendable, Hashable, Codable {
        public var street: String?
        public var way: Int64
        public var highway: HighwayClass
        public var distanceMetres: Double
        public var reason: Reason
        /// The limit of size or weight that is in the way, in English; `nil` where it is something else.
        public var limit: String?

        /// Why it does not serve the place.
        public enum Reason: String, Sendable, Hashable, Codable {
            /// The vehicle may not drive there (access, size, weight, barrier).
            case closed
            /// It may, but can not get there or not away.
            case island
            /// Too fast a road to stop on.
            case noStopping
        }
    }

    /// Directed segment (number × 2) and the share of its length, in the segment's own direction.
    var segment: Int32
    var share: Double
    /// Possible ways to arrive and to leave: chain and what is driven of it up to the point.
    var arrivals: [ChainPoint]
    var departures: [ChainPoint]

    struct ChainPoint: Sendable, Hashable, Codable {
        var chain: Int32
        var step: Int32
        var milliseconds: Int32
        var decimetres: Int32
    }
}
