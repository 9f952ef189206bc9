/// The streets of the demonstration town as a graph with what stands on the signs.
public struct StreetNetwork: Sendable {
    /// Junctions first, then the points that give the segments their shape.
    var points: [PlanePoint]
    var segments: [Segment]
    var streets: [Street]
    var restrictions: [TurnRestriction]
    /// Points with a bollard or gate.
    var barriers: [Int: String]
    let geography: DemoGeography

    /// A stretch of street between two junctions, all of it alike.
    struct Segment: Sendable {
        var from: Int
        var to: Int
        var kind: Kind
        /// Points between the junctions.
        var shape: [Int] = []
        /// Index into `streets`; -1 while it has none.
        var street = -1
        var isOneWay = false
        var structure: Structure?
        var limits = Limits()
        /// Whether it may be lost without anybody being cut off; set while the network is made.
        var length: Double

        var isMotorway: Bool { kind == .motorway || kind == .motorwayLink }

        func other(_ junction: Int) -> Int { from == junction ? to : from }
    }

    /// Values of OpenStreetMap's tag `highway`.
    enum Kind: String, Sendable, CaseIterable {
        case motorway
        case motorwayLink = "motorway_link"
        case primary, secondary, tertiary, residential, unclassified, service, pedestrian
        case livingStreet = "living_street"

        /// Whether containers stand at such streets.
        var hasKerbs: Bool {
            switch self {
            case .motorway, .motorwayLink, .pedestrian: false
            default: true
            }
        }

        var isArterial: Bool { self == .primary || self == .secondary }
    }

    enum Structure: String, Sendable { case bridge, tunnel }

    struct Limits: Sendable, Hashable {
        var weightTonnes: Double?
        var heightMetres: Double?
        var speed: Int?
        /// Further tags, such as `hgv`.
        var tags: [String: String] = [:]

        /// Whether some trucks may not pass.
        var closesToTrucks: Bool { weightTonnes != nil || heightMetres != nil || tags["hgv"] != nil }
    }

    struct Street: Sendable {
        var name: String?
        /// Road number, as `B 236`.
        var number: String?
        var district: String
    }

    /// A turn that is forbidden: from one segment over a junction into another.
    struct TurnRestriction: Sendable {
        var from: Int
        var via: Int
        var to: Int
        /// OpenStreetMap's value: `no_left_turn`, `no_right_turn`.
        var kind: String
    }

    /// Segments that meet at each junction.
    func meetings() -> [[Int]] {
        var meetings = [[Int]](repeating: [], count: points.count)
        for (index, segment) in segments.enumerated() {
            meetings[segment.from].append(index)
            if segment.to != segment.from { meetings[segment.to].append(index) }
        }
        return meetings
    }

    /// Points of a segment from `from` to `to`.
    func course(_ segment: Segment) -> [Int] { [segment.from] + segment.shape + [segment.to] }
}
