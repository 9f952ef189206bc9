import Model

extension RoadAdjustments {
    private static let adjustmentMembers: Set<String> = ["way", "near", "closed", "speed", "profiles", "note"]

    /// Reads a hand file (YAML; docs/roads.md shows one). - Throws: ``RoadError/malformedFile`` with line and remedy.
    public init(yaml: String, path: String) throws(RoadError) {
        let file = try StrictMap(yaml: yaml, path: path, names: ["segments", "zones"])
        self.init()
        for map in try file.maps("segments", names: Self.adjustmentMembers) {
            let near = try Self.place(map, "near")
            let way = try map.integer("way")
            guard near != nil || way != nil else {
                throw map.refuse(
                    "way", "is missing", "Give the way's number in OpenStreetMap, or near: [latitude, longitude], or both")
            }
            let isClosed = try map.flag("closed") ?? false
            let speed = try map.number("speed", 1...200)
            guard isClosed || speed != nil else { throw map.refuse("closed", "is missing", "Write closed: true, or speed: km/h") }
            adjustments.append(
                Adjustment(
                    way: way, near: near, isClosed: isClosed, speed: speed, profiles: try map.texts("profiles") ?? [],
                    note: try map.text("note")))
        }
        for map in try file.maps("zones", names: ["name", "outline", "closed_for"]) {
            let outline = try map.texts("outline") ?? []
            var corners: [Coordinate] = []
            for text in outline {
                guard let corner = Self.place(text) else {
                    throw map.refuse("outline", "has '\(text)'", "Write corners as \"latitude, longitude\"")
                }
                corners.append(corner)
            }
            guard corners.count >= 3 else { throw map.refuse("outline", "has fewer than three corners", "Give its corners") }
            zones.append(
                Zone(name: try map.requiredText("name"), outline: corners, closedFor: try map.texts("closed_for") ?? []))
        }
    }

    /// - Throws: `RoadError`.
    public init(file path: String) throws(RoadError) {
        try self.init(yaml: try TextFile.read(path), path: path)
    }

    private static func place(_ map: StrictMap, _ name: String) throws(RoadError) -> Coordinate? {
        guard let numbers = try map.texts(name) else { return nil }
        guard let place = place(numbers.joined(separator: ",")) else {
            throw map.refuse(name, "is no place", "Write [latitude, longitude]")
        }
        return place
    }

    private static func place(_ text: String) -> Coordinate? {
        let numbers = text.split(separator: ",").map { Double($0.filter { $0 != " " }) }
        guard numbers.count == 2, let latitude = numbers[0], let longitude = numbers[1] else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude)
    }
}
