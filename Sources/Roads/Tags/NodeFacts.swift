/// What the tags of a node on a road say about passing it. The layout is part of the network file's format.
struct NodeFacts: Hashable, Sendable {
    enum Barrier: UInt8, Sendable {
        case none
        /// Opens for everybody (cattle grid, toll booth, lowered kerb) or is no obstacle on the road.
        case passable
        /// Gate or lift gate: takes a moment.
        case gate
        /// Bollard, chain, sump buster and the like: keys open it, or nothing does.
        case bollard
        /// Block, wall, ditch: nobody passes.
        case solid
    }

    /// Along the way (1), against it (2) or both (3).
    var signalDirections: UInt8 = 0
    var giveWayDirections: UInt8 = 0
    var stopDirections: UInt8 = 0
    var barrierCode: UInt8 = 0
    var isTurningCircle: UInt8 = 0
    var reserved: UInt8 = 0
    var access = WayTraits.AccessTable()
    /// Centimetres, 0 without a limit.
    var maxHeight: UInt16 = 0
    var maxWidth: UInt16 = 0
    /// Hundreds of kilograms.
    var maxWeight: UInt16 = 0

    var barrier: Barrier {
        get { Barrier(rawValue: barrierCode) ?? .solid }
        set { barrierCode = newValue.rawValue }
    }

    var isPlain: Bool { self == NodeFacts() }

    /// Keys that make a node worth keeping.
    static let keys: Set<String> = [
        "barrier", "highway", "access", "vehicle", "motor_vehicle", "motorcar", "hgv", "goods", "traffic_signals",
    ]

    init() {}

    /// - Parameter unknown: takes values that are not understood.
    init(tags: [String: String], unknown: (String, String) -> Void) {
        if let kind = tags["barrier"] { barrier = Self.barrier(kind, tags) }
        for mode in AccessMode.allCases {
            guard let text = tags[mode.name] else { continue }
            let (value, strange) = AccessValue.reading(text)
            if let strange { unknown("\(mode.name) of a node", strange) }
            access[mode] = value ?? .unstated
        }
        switch tags["highway"] {
        case "traffic_signals": signalDirections = Self.directions(tags["traffic_signals:direction"] ?? tags["direction"])
        case "give_way": giveWayDirections = Self.directions(tags["direction"])
        case "stop" where tags["stop"] != "minor": stopDirections = Self.directions(tags["direction"])
        case "turning_circle", "turning_loop", "mini_roundabout": isTurningCircle = 1
        default: break
        }
        func limit(_ key: String, _ measure: (String) -> Measures.Reading, scale: Double) -> UInt16 {
            guard let text = tags[key] else { return 0 }
            if case .value(let value) = measure(text) { return UInt16(min(65_000, (value * scale).rounded())) }
            return 0
        }
        maxHeight = limit("maxheight", Measures.metres, scale: 100)
        maxWidth = limit("maxwidth", Measures.metres, scale: 100)
        maxWeight = limit("maxweight", Measures.tonnes, scale: 10)
    }

    private static func directions(_ text: String?) -> UInt8 {
        switch text {
        case "forward": 1
        case "backward": 2
        default: 3
        }
    }

    private static func barrier(_ kind: String, _ tags: [String: String]) -> Barrier {
        switch kind {
        case "no", "cattle_grid", "border_control", "toll_booth", "sally_port", "entrance", "height_restrictor", "arch":
            return .passable
        case "kerb":
            return ["lowered", "flush"].contains(tags["kerb"]) || tags["highway"] == "crossing" ? .passable : .bollard
        case "gate", "lift_gate", "swing_gate", "sliding_gate", "sliding_beam", "wicket_gate", "hampshire_gate": return .gate
        case "bollard": return tags["bollard"] == "rising" ? .passable : .bollard
        case "block", "jersey_barrier", "wall", "ditch", "debris", "log", "fence", "guard_rail", "full-height_turnstile",
            "city_wall":
            return .solid
        default: return .bollard
        }
    }
}
