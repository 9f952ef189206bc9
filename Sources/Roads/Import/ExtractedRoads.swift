import Foundation

/// The roads of an extract before they are cut into segments: ways with their nodes, places of the nodes, turn restrictions.
struct ExtractedRoads {
    struct Way {
        var id: Int64
        var nodes: Range<Int>
        var tags: [String: String]
    }

    struct Restriction {
        var from: [Int64]
        var viaNode: Int64?
        var viaWays: [Int64]
        var to: [Int64]
        var tags: [String: String]
    }

    var ways: [Way] = []
    /// Node ids of all ways, one after the other.
    var references: [Int64] = []
    /// Sorted ids of the nodes that are used; index is the node's number.
    var nodeIDs: [Int64] = []
    /// 1e-7 degrees; `Int32.max` where the node is missing.
    var longitudes: [Int32] = []
    var latitudes: [Int32] = []
    var facts: [Int: NodeFacts] = [:]
    var restrictions: [Restriction] = []

    static let missing = Int32.max

    private static let tagPrefixes = [
        "access", "vehicle", "motor_vehicle", "motorcar", "goods", "hgv", "maxspeed", "source:maxspeed", "oneway", "maxweight",
        "maxheight", "maxwidth", "maxlength", "maxaxleload", "toll",
    ]
    private static let tagNames: Set<String> = [
        "highway", "route", "junction", "bridge", "tunnel", "surface", "tracktype", "smoothness", "name", "ref", "area",
        "impassable", "construction", "motorroad", "service", "low_emission_zone", "duration", "destination",
    ]

    /// Reads ways and relations first, then the nodes they need: two passes, so that no node that is not needed takes memory.
    static func read(_ path: String, report: inout ImportReport) throws(RoadError) -> ExtractedRoads {
        var roads = ExtractedRoads()
        var strange: [(String, String)] = []
        try ExtractReader.ways(path) { id, nodes, tags in
            guard tags.has("highway") || tags.has("route") else { return }
            let wanted = tags.dictionary { name in tagNames.contains(name) || tagPrefixes.contains { name.hasPrefix($0) } }
            guard WayTagReader.kind(wanted) != nil else {
                if let kind = wanted["highway"], HighwayClass(name: kind) == nil, !HighwayClass.leftOut.contains(kind) {
                    strange.append(("highway", kind))
                }
                return
            }
            let start = roads.references.count
            roads.references.append(contentsOf: nodes)
            roads.ways.append(Way(id: id, nodes: start..<roads.references.count, tags: wanted))
        }
        try ExtractReader.relations(path) { members, tags in
            guard tags.has("type") else { return }
            let tags = tags.dictionary()
            guard let type = tags["type"], type == "restriction" || type.hasPrefix("restriction:") else { return }
            func ids(_ role: String, _ type: Character) -> [Int64] {
                members.filter { $0.role == role && $0.type == type.asciiValue }.map(\.id)
            }
            roads.restrictions.append(
                Restriction(
                    from: ids("from", "w"), viaNode: ids("via", "n").first, viaWays: ids("via", "w"), to: ids("to", "w"),
                    tags: tags
                ))
        }
        roads.nodeIDs = sortedUnique(roads.references)
        roads.longitudes = [Int32](repeating: missing, count: roads.nodeIDs.count)
        roads.latitudes = roads.longitudes
        // Files are sorted by id as a rule, so the next node is mostly right behind the last one.
        var hint = 0
        try ExtractReader.nodes(path) { id, longitude, latitude, tags in
            guard let number = roads.number(of: id, near: &hint) else { return }
            roads.longitudes[number] = longitude
            roads.latitudes[number] = latitude
            guard !tags.isEmpty else { return }
            let facts = NodeFacts(tags: tags.dictionary()) { strange.append(($0, $1)) }
            if !facts.isPlain { roads.facts[number] = facts }
        }
        for (key, value) in strange { report.count(unknown: key, value) }
        return roads
    }

    private static func sortedUnique(_ ids: [Int64]) -> [Int64] {
        let sorted = ids.sorted()
        var unique: [Int64] = []
        unique.reserveCapacity(sorted.count)
        for id in sorted where unique.last != id { unique.append(id) }
        return unique
    }

    func number(of id: Int64) -> Int? {
        var low = 0
        var high = nodeIDs.count
        while low < high {
            let middle = (low + high) / 2
            if nodeIDs[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < nodeIDs.count && nodeIDs[low] == id ? low : nil
    }

    private func number(of id: Int64, near hint: inout Int) -> Int? {
        var steps = 0
        var at = hint
        while at < nodeIDs.count, nodeIDs[at] < id, steps < 16 {
            at += 1
            steps += 1
        }
        if at < nodeIDs.count, nodeIDs[at] == id {
            hint = at + 1
            return at
        }
        // Not needed: the place it would have lies right here.
        if at == nodeIDs.count || nodeIDs[at] > id, at == 0 || nodeIDs[at - 1] < id {
            hint = at
            return nil
        }
        guard let found = number(of: id) else { return nil }
        hint = found + 1
        return found
    }
}
