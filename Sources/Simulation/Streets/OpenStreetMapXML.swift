import Foundation

extension StreetNetwork {
    /// The network as an OpenStreetMap file (https://wiki.openstreetmap.org/wiki/OSM_XML), with water, tracks and parks. The same
    /// network gives the same bytes.
    public func openStreetMapXML() -> String {
        var document = OpenStreetMapDocument(points: points, barriers: barriers)
        var wayOfSegment: [Int: Int] = [:]
        for way in ways() {
            let id = document.add(way.points, tags: tags(of: way))
            for segment in way.segments { wayOfSegment[segment] = id }
        }
        for line in geography.lines {
            switch line.kind {
            case .river: document.add(line.points, tags: [("waterway", "river"), ("name", line.name), ("width", "50")])
            case .canal: document.add(line.points, tags: [("waterway", "canal"), ("name", line.name), ("width", "30")])
            case .railway: document.add(line.points, tags: [("railway", "rail"), ("name", line.name)])
            case .motorway: break
            }
        }
        for area in geography.areas {
            let kind = area.kind == .water ? ("natural", "water") : ("leisure", "park")
            document.add(area.outline, tags: [kind, ("name", area.name)])
        }
        for turn in restrictions {
            guard let from = wayOfSegment[turn.from], let to = wayOfSegment[turn.to] else { continue }
            document.addRestriction(turn.kind, from: from, via: turn.via, to: to)
        }
        return document.text
    }

    private func tags(of way: StreetWay) -> [(String, String)] {
        let sample = way.sample
        let street = streets[sample.street]
        var tags = [("highway", sample.kind.rawValue)]
        if let name = street.name { tags.append(("name", name)) }
        if let number = street.number { tags.append(("ref", number)) }
        if sample.isOneWay { tags.append(("oneway", "yes")) }
        if let structure = sample.structure {
            tags.append((structure.rawValue, "yes"))
            tags.append(("layer", structure == .bridge ? "1" : "-1"))
        }
        if let speed = sample.limits.speed { tags.append(("maxspeed", String(speed))) }
        if let weight = sample.limits.weightTonnes { tags.append(("maxweight", weight.plain)) }
        if let height = sample.limits.heightMetres { tags.append(("maxheight", height.plain)) }
        return tags + sample.limits.tags.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// Nodes, ways and relations in the order in which readers want them.
private struct OpenStreetMapDocument {
    private var nodes = ""
    private var ways = ""
    private var relations = ""
    private var nodeCount = 0
    private var wayCount = 0
    private var relationCount = 0

    init(points: [PlanePoint], barriers: [Int: String]) {
        for (index, point) in points.enumerated() { addNode(point, tags: barriers[index].map { [("barrier", $0)] } ?? []) }
    }

    var text: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\" generator=\"fuellort-simulator\">\n"
            + nodes + ways + relations + "</osm>\n"
    }

    private mutating func addNode(_ point: PlanePoint, tags: [(String, String)] = []) {
        nodeCount += 1
        let place = "lat=\"\(point.latitude.degrees)\" lon=\"\(point.longitude.degrees)\""
        nodes += "<node id=\"\(nodeCount)\" version=\"1\" \(place)"
        nodes += tags.isEmpty ? "/>\n" : ">\(Self.text(tags))</node>\n"
    }

    @discardableResult
    mutating func add(_ points: [Int], tags: [(String, String)]) -> Int {
        wayCount += 1
        let members = points.map { "<nd ref=\"\($0 + 1)\"/>" }.joined()
        ways += "<way id=\"\(wayCount)\" version=\"1\">\(members)\(Self.text(tags))</way>\n"
        return wayCount
    }

    /// A way over points of its own; a closed one gets its first node again at the end.
    mutating func add(_ course: [PlanePoint], tags: [(String, String)]) {
        let isClosed = course.count > 2 && course.first == course.last
        let first = nodeCount
        for point in isClosed ? Array(course.dropLast()) : course { addNode(point) }
        add(Array(first..<nodeCount) + (isClosed ? [first] : []), tags: tags)
    }

    mutating func addRestriction(_ kind: String, from: Int, via: Int, to: Int) {
        relationCount += 1
        relations +=
            "<relation id=\"\(relationCount)\" version=\"1\"><member type=\"way\" ref=\"\(from)\" role=\"from\"/>"
            + "<member type=\"node\" ref=\"\(via + 1)\" role=\"via\"/><member type=\"way\" ref=\"\(to)\" role=\"to\"/>"
            + Self.text([("type", "restriction"), ("restriction", kind)]) + "</relation>\n"
    }

    private static func text(_ tags: [(String, String)]) -> String {
        tags.map { "<tag k=\"\(escaped($0.0))\" v=\"\(escaped($0.1))\"/>" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: "\"", with: "&quot;")
    }
}

extension Double {
    /// Seven decimals, about a centimetre, as OpenStreetMap keeps them.
    fileprivate var degrees: String {
        let scaled = Int((self * 1e7).rounded())
        let digits = String(abs(scaled) % 10_000_000)
        return "\(scaled < 0 ? "-" : "")\(abs(scaled) / 10_000_000).\(String(repeating: "0", count: 7 - digits.count))\(digits)"
    }

    /// `7.5`, `12`.
    fileprivate var plain: String { self == rounded() ? String(Int(self)) : String(self) }
}
