import Foundation
import Model

@testable import Roads

/// Small OpenStreetMap files written by hand or by a seed.
struct SmallTown {
    private var nodes: [(id: Int, latitude: Double, longitude: Double, tags: [String: String])] = []
    private var ways: [(id: Int, nodes: [Int], tags: [String: String])] = []
    private var relations: [(members: [(type: String, id: Int, role: String)], tags: [String: String])] = []

    /// Metres east and north of a point in Dortmund.
    static func place(_ x: Double, _ y: Double) -> Coordinate {
        Coordinate(latitude: 51.5 + y / 111_195, longitude: 7.46 + x / (111_195 * cos(51.5 * .pi / 180)))
            ?? Coordinate.reference
    }

    mutating func node(_ id: Int, _ x: Double, _ y: Double, _ tags: [String: String] = [:]) {
        let place = Self.place(x, y)
        nodes.append((id, place.latitude, place.longitude, tags))
    }

    mutating func way(_ id: Int, _ nodes: [Int], _ tags: [String: String] = ["highway": "residential"]) {
        ways.append((id, nodes, tags))
    }

    mutating func restriction(_ kind: String, from: Int, via: Int, to: Int, tags: [String: String] = [:]) {
        relations.append(
            (
                [("way", from, "from"), ("node", via, "via"), ("way", to, "to")],
                ["type": "restriction", "restriction": kind].merging(tags) { $1 }
            ))
    }

    mutating func restriction(_ kind: String, from: Int, viaWays: [Int], to: Int) {
        let via = viaWays.map { ("way", $0, "via") }
        relations.append(([("way", from, "from")] + via + [("way", to, "to")], ["type": "restriction", "restriction": kind]))
    }

    var xml: String {
        func tags(_ tags: [String: String]) -> String {
            tags.sorted { $0.key < $1.key }.map { "<tag k=\"\($0.key)\" v=\"\(Self.escaped($0.value))\"/>" }.joined()
        }
        var text = "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n"
        for node in nodes {
            text +=
                "<node id=\"\(node.id)\" version=\"1\" lat=\"\(node.latitude)\" lon=\"\(node.longitude)\">\(tags(node.tags))</node>\n"
        }
        for way in ways {
            text +=
                "<way id=\"\(way.id)\" version=\"1\">" + way.nodes.map { "<nd ref=\"\($0)\"/>" }.joined() + tags(way.tags)
                + "</way>\n"
        }
        for (index, relation) in relations.enumerated() {
            text +=
                "<relation id=\"\(index + 1)\" version=\"1\">"
                + relation.members.map { "<member type=\"\($0.type)\" ref=\"\($0.id)\" role=\"\($0.role)\"/>" }.joined()
                + tags(relation.tags) + "</relation>\n"
        }
        return text + "</osm>\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
    }

    func write(to path: String) throws { try Data(xml.utf8).write(to: URL(fileURLWithPath: path)) }

    /// Imports the town into a folder of its own that goes when the value does.
    func network(box: RoadBox? = nil) throws -> RoadNetwork {
        let folder = try TemporaryFolder()
        try write(to: folder.path + "/town.osm")
        _ = try RoadImport.run(extract: folder.path + "/town.osm", box: box, to: folder.path + "/town.roads")
        return try RoadNetwork(path: folder.path + "/town.roads")
    }

    /// A grid of streets with everything that makes routing hard, from a seed.
    static func generated(seed: UInt64, size: Int = 7) -> SmallTown {
        var random = SeededDraws(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        var town = SmallTown()
        func id(_ x: Int, _ y: Int) -> Int { y * size + x + 1 }
        for y in 0..<size {
            for x in 0..<size {
                var tags: [String: String] = [:]
                if random.chance(0.06) { tags["highway"] = "traffic_signals" }
                if random.chance(0.03) { tags["barrier"] = "bollard" }
                town.node(
                    id(x, y), Double(x) * 120 + random.within(-40, 40), Double(y) * 120 + random.within(-40, 40), tags)
            }
        }
        var number = 100
        var ways: [(id: Int, a: Int, b: Int)] = []
        var bend = 10_000
        func street(_ a: Int, _ b: Int, _ random: inout SeededDraws) {
            if random.chance(0.08) { return }
            number += 1
            var tags = ["highway": ["residential", "tertiary", "secondary", "service", "living_street"][random.below(5)]]
            if random.chance(0.2) { tags["oneway"] = random.chance(0.5) ? "yes" : "-1" }
            if random.chance(0.1) { tags["maxspeed"] = ["30", "50", "20"][random.below(3)] }
            if random.chance(0.08) { tags["access"] = ["destination", "private", "no"][random.below(3)] }
            if random.chance(0.05) { tags["maxweight"] = "7.5" }
            if random.chance(0.5) {
                town.way(number, [a, b], tags)
            } else {
                bend += 1
                town.node(
                    bend, Double((a - 1) % size) * 120 + random.within(20, 100),
                    Double((a - 1) / size) * 120 + random.within(20, 100))
                town.way(number, [a, bend, b], tags)
            }
            ways.append((number, a, b))
        }
        for y in 0..<size {
            for x in 0..<size {
                if x + 1 < size { street(id(x, y), id(x + 1, y), &random) }
                if y + 1 < size { street(id(x, y), id(x, y + 1), &random) }
            }
        }
        for _ in 0..<(size * 3) {
            let from = ways[random.below(ways.count)]
            let via = random.chance(0.5) ? from.a : from.b
            let next = ways.filter { ($0.a == via || $0.b == via) && $0.id != from.id }
            guard !next.isEmpty else { continue }
            let to = next[random.below(next.count)]
            if random.chance(0.6) {
                town.restriction(
                    ["no_left_turn", "no_straight_on", "only_right_turn"][random.below(3)], from: from.id, via: via, to: to.id)
            } else {
                let far = to.a == via ? to.b : to.a
                let last = ways.filter { ($0.a == far || $0.b == far) && $0.id != to.id && $0.id != from.id }
                guard !last.isEmpty else { continue }
                town.restriction("no_u_turn", from: from.id, viaWays: [to.id], to: last[random.below(last.count)].id)
            }
        }
        return town
    }
}

extension Coordinate {
    /// Dortmund, where nothing else was meant.
    static var reference: Coordinate {
        guard let place = Coordinate(latitude: 51.5, longitude: 7.46) else { preconditionFailure("51.5, 7.46 is a place") }
        return place
    }
}

/// Draws from a seed (xorshift64, G. Marsaglia 2003).
struct SeededDraws {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func below(_ count: Int) -> Int { Int(next() >> 11) % count }
    mutating func chance(_ share: Double) -> Bool { within(0, 1) < share }
    mutating func within(_ low: Double, _ high: Double) -> Double { low + (high - low) * Double(next() >> 11) / Double(1 << 53) }
}

/// A folder that is removed with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("roads-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension VehicleProfile {
    /// A car that may use streets, and a truck with limits.
    static let testCar = VehicleProfile(
        name: "test-car", modes: [.motorcar, .motorVehicle, .vehicle],
        speeds: [
            "primary": 60, "secondary": 50, "tertiary": 40, "residential": 25, "service": 12, "living_street": 8,
            "unclassified": 25,
            "motorway": 100, "track": 10,
        ])

    static var testTruck: VehicleProfile {
        var truck = testCar
        truck.name = "test-truck"
        truck.modes = [.hgv, .motorVehicle, .vehicle]
        truck.grossWeightTonnes = 26
        truck.axleLoadTonnes = 11.5
        truck.heightMetres = 3.8
        truck.widthMetres = 2.55
        truck.lengthMetres = 10
        return truck
    }
}

/// Extracts beside the repository, where there are any.
enum Extracts {
    static func path(_ name: String) -> String { "../shared/data/osm/\(name).osm.pbf" }
    static func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}
