import COsmium
import Model
import Roads

/// Walks a path over the tags of the extract itself, read by nothing of the network's own: an independent judge of one-way rules, access,
/// limits, barriers, turn restrictions and U-turns.
struct RawTagWalk {
    struct Way {
        var nodes: [Int64]
        var tags: [String: String]
    }

    struct Restriction {
        var kind: String
        var from: Int64
        var viaNode: Int64?
        var viaWays: [Int64]
        var to: Set<Int64>
        var except: String
    }

    /// What the judge knows of the vehicle.
    struct Vehicle {
        var modes: [String]
        var tonnes: Double
        var heightMetres: Double
        var widthMetres: Double
        var lengthMetres: Double
        var axleTonnes: Double
        /// Pedestrian zones, bollards and the like may be used.
        var mayPedestrian = false
        var drivesTracks = false
    }

    private(set) var ways: [Int64: Way] = [:]
    private(set) var nodeTags: [Int64: [String: String]] = [:]
    private(set) var restrictions: [Restriction] = []
    private var waysOfNode: [Int64: Set<Int64>] = [:]

    /// `nil` if the file can not be read.
    init?(_ path: String) {
        var visitor = cosmium_visitor()
        visitor.way = { context, id, nodes, count, tags, tagCount in
            guard let walk = context?.assumingMemoryBound(to: RawTagWalk.self) else { return }
            let tags = RawTagWalk.dictionary(tags, tagCount)
            guard tags["highway"] != nil || tags["route"] == "ferry" else { return }
            walk.pointee.ways[id] = Way(nodes: Array(UnsafeBufferPointer(start: nodes, count: count)), tags: tags)
        }
        visitor.node = { context, id, _, _, tags, count in
            guard let walk = context?.assumingMemoryBound(to: RawTagWalk.self), count > 0 else { return }
            walk.pointee.nodeTags[id] = RawTagWalk.dictionary(tags, count)
        }
        visitor.relation = { context, _, members, memberCount, tags, count in
            guard let walk = context?.assumingMemoryBound(to: RawTagWalk.self) else { return }
            let tags = RawTagWalk.dictionary(tags, count)
            guard tags["type"] == "restriction", let kind = tags["restriction"] else { return }
            var from: [Int64] = []
            var to: Set<Int64> = []
            var viaNode: Int64?
            var viaWays: [Int64] = []
            for member in UnsafeBufferPointer(start: members, count: memberCount) {
                let role = member.role.map { String(cString: $0) } ?? ""
                let isWay = member.type == 119
                if role == "from", isWay { from.append(member.id) }
                if role == "to", isWay { to.insert(member.id) }
                if role == "via", isWay { viaWays.append(member.id) }
                if role == "via", member.type == 110 { viaNode = member.id }
            }
            for start in from {
                walk.pointee.restrictions.append(
                    Restriction(
                        kind: kind, from: start, viaNode: viaNode, viaWays: viaWays, to: to, except: tags["except"] ?? ""))
            }
        }
        var message = [CChar](repeating: 0, count: 200)
        let result = withUnsafeMutablePointer(to: &self) { cosmium_read(path, &visitor, $0, &message, message.count) }
        guard result == Int32(cosmium_ok.rawValue) else { return nil }
        for (id, way) in ways { for node in way.nodes { waysOfNode[node, default: []].insert(id) } }
    }

    private static func dictionary(_ tags: UnsafePointer<cosmium_tag>?, _ count: Int) -> [String: String] {
        var found: [String: String] = [:]
        for tag in UnsafeBufferPointer(start: tags, count: count) {
            if let key = tag.key, let value = tag.value { found[String(cString: key)] = String(cString: value) }
        }
        return found
    }

    /// What the path does that the map forbids; empty for a lawful one.
    func violations(_ path: RoadPath, _ vehicle: Vehicle) -> [String] {
        let stretches = path.traversed
        var found: [String] = []
        var restricted: [Bool] = []
        for stretch in stretches {
            guard let way = ways[stretch.way] else {
                found.append("way \(stretch.way) is not in the extract")
                continue
            }
            let access = self.access(way.tags, along: !stretch.isBackward, vehicle)
            if access == .closed { found.append("way \(stretch.way) is closed to \(vehicle.modes[0])") }
            restricted.append(access == .destination)
            if isAgainstOneWay(way.tags, along: !stretch.isBackward, vehicle) {
                found.append("way \(stretch.way) against its one-way")
            }
            found += limits(way.tags, vehicle).map { "way \(stretch.way): \($0)" }
            if !nodesFollow(way.nodes, stretch) {
                found.append("way \(stretch.way) does not lead from \(stretch.fromNode) to \(stretch.toNode)")
            }
        }
        // Roads for residents may begin or end a path, not lie in its middle.
        let first = restricted.firstIndex(of: false) ?? restricted.count
        let last = restricted.lastIndex(of: false) ?? -1
        if first < last, restricted[first...last].contains(true) {
            found.append("passes through a road that only serves its places")
        }
        for (before, after) in zip(stretches, stretches.dropFirst()) {
            if before.toNode != after.fromNode { found.append("jumps from node \(before.toNode) to \(after.fromNode)") }
            found += turn(before, after, vehicle)
        }
        found += overWays(stretches, vehicle)
        return found
    }

    private enum Access { case closed, destination, open }

    private func access(_ tags: [String: String], along: Bool, _ vehicle: Vehicle) -> Access {
        let highway = tags["highway"] ?? ""
        var value: String?
        var mode = ""
        for name in vehicle.modes + ["access"] {
            if let stated = tags[name + (along ? ":forward" : ":backward")] ?? tags[name] {
                value = stated
                mode = name
                break
            }
        }
        if vehicle.mayPedestrian, highway == "pedestrian" { return .destination }
        let isPath = ["footway", "path", "cycleway", "pedestrian", "bridleway", "steps"].contains(highway)
        if isPath, value == nil || mode == "access" { return .closed }
        switch value {
        case nil: return highway == "track" && !vehicle.drivesTracks ? .closed : highway == "track" ? .destination : .open
        case "no", "agricultural", "forestry", "psv", "bus", "emergency", "military": return .closed
        case "destination", "private", "delivery", "customers", "residents", "permit": return .destination
        default: return .open
        }
    }

    private func isAgainstOneWay(_ tags: [String: String], along: Bool, _ vehicle: Vehicle) -> Bool {
        let trucks = vehicle.modes.contains("hgv") ? tags["oneway:hgv"] : nil
        let value = trucks ?? tags["oneway:motor_vehicle"] ?? tags["oneway:vehicle"] ?? tags["oneway"]
        if ["yes", "1", "true"].contains(value) { return !along }
        if value == "-1" { return along }
        if value == "no" { return false }
        let implied = tags["highway"] == "motorway" || ["roundabout", "circular"].contains(tags["junction"])
        return implied && !along
    }

    private func limits(_ tags: [String: String], _ vehicle: Vehicle) -> [String] {
        func limit(_ key: String) -> Double? {
            tags[key].flatMap { text in
                Double(text.prefix { $0.isNumber || $0 == "." || $0 == "," }.map { $0 == "," ? "." : String($0) }.joined())
            }
        }
        var found: [String] = []
        let weight = vehicle.modes.contains("hgv") ? limit("maxweight:hgv") ?? limit("maxweight") : limit("maxweight")
        if let weight, weight > 0, weight < 100, vehicle.tonnes > weight + 0.01, tags["maxweight:conditional"] == nil {
            found.append("maxweight \(weight)")
        }
        for (key, value) in [
            ("maxheight", vehicle.heightMetres), ("maxwidth", vehicle.widthMetres), ("maxlength", vehicle.lengthMetres),
            ("maxaxleload", vehicle.axleTonnes),
        ] {
            if let most = limit(key), most > 0, value > most + 0.01, tags[key]?.contains("'") != true {
                found.append("\(key) \(most)")
            }
        }
        return found
    }

    /// Whether the way's nodes lead from one to the other in the stated direction, without a solid barrier between.
    private func nodesFollow(_ nodes: [Int64], _ stretch: TraversedWay) -> Bool {
        let ordered = stretch.isBackward ? nodes.reversed() : nodes
        for start in ordered.indices where ordered[start] == stretch.fromNode {
            if ordered[ordered.index(after: start)...].contains(stretch.toNode) { return true }
        }
        return false
    }

    private func turn(_ before: TraversedWay, _ after: TraversedWay, _ vehicle: Vehicle) -> [String] {
        let node = before.toNode
        var found: [String] = []
        let turnsRound = before.way == after.way && before.isBackward != after.isBackward && before.fromNode == after.toNode
        let tags = nodeTags[node] ?? [:]
        let open = (vehicle.modes + ["access"]).contains {
            ["yes", "permissive", "destination", "designated", "private"].contains(tags[$0])
        }
        if !turnsRound, ["bollard", "block", "jersey_barrier"].contains(tags["barrier"]), !open, tags["bollard"] != "rising" {
            found.append("through the barrier at node \(node)")
        }
        if turnsRound {
            let others = (waysOfNode[node] ?? []).filter { id in
                guard id != before.way, let way = ways[id] else { return false }
                return WayKind.isRoad(way.tags) && access(way.tags, along: true, vehicle) == .open
                    && limits(way.tags, vehicle).isEmpty
                    && !(["yes", "1"].contains(way.tags["oneway"]) || way.tags["junction"] == "roundabout"
                        || way.tags["oneway"] == "-1")
            }
            let isBarrier = tags["barrier"] != nil || !others.isEmpty && tags["access"] != nil
            if !others.isEmpty, !isBarrier { found.append("turns round at node \(node), which is no dead end") }
        }
        for rule in restrictions where rule.viaNode == node && rule.from == before.way && applies(rule, vehicle) {
            if rule.kind.hasPrefix("no_"), rule.to.contains(after.way) {
                if rule.to.contains(rule.from), !turnsRound { continue }
                if !rule.to.contains(rule.from), turnsRound { continue }
                found.append("\(rule.kind) from \(rule.from) at \(node) to \(after.way)")
            }
            if rule.kind.hasPrefix("only_"), !rule.to.contains(after.way) {
                found.append("\(rule.kind) from \(rule.from) at \(node), went to \(after.way)")
            }
        }
        return found
    }

    private func applies(_ rule: Restriction, _ vehicle: Vehicle) -> Bool {
        !rule.except.split(separator: ";").contains { vehicle.modes.contains(String($0)) }
    }

    private func overWays(_ stretches: [TraversedWay], _ vehicle: Vehicle) -> [String] {
        // Ways one after the other, each once.
        var order: [Int64] = []
        for stretch in stretches where order.last != stretch.way { order.append(stretch.way) }
        var found: [String] = []
        for rule in restrictions where !rule.viaWays.isEmpty && rule.kind.hasPrefix("no_") && applies(rule, vehicle) {
            for start in order.indices.dropLast(rule.viaWays.count) where order[start] == rule.from {
                let via = Array(order[(start + 1)...].prefix(rule.viaWays.count))
                let end = start + 1 + rule.viaWays.count
                if via == rule.viaWays, end < order.count, rule.to.contains(order[end]) {
                    found.append("\(rule.kind) from \(rule.from) over \(via) to \(order[end])")
                }
            }
        }
        return found
    }

    private enum WayKind {
        static func isRoad(_ tags: [String: String]) -> Bool {
            [
                "motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street",
                "service",
                "motorway_link", "trunk_link", "primary_link", "secondary_link", "tertiary_link",
            ].contains(tags["highway"])
        }
    }
}
