import Foundation

/// A network file mapped into memory, checked once when it is opened. The map lives as long as the object.
final class NetworkFile: @unchecked Sendable {
    // Never written after opening, which makes sharing safe.
    private let base: UnsafeRawPointer
    let byteCount: Int
    let checksum: UInt64
    let longitudes: UnsafeBufferPointer<Int32>
    let latitudes: UnsafeBufferPointer<Int32>
    let nodeIDs: UnsafeBufferPointer<Int64>
    let vertexFacts: UnsafeBufferPointer<UInt32>
    let facts: UnsafeBufferPointer<NodeFacts>
    let segments: UnsafeBufferPointer<NetworkFormat.Segment>
    let geometry: UnsafeBufferPointer<Int32>
    let traits: UnsafeBufferPointer<WayTraits>
    let conditions: UnsafeBufferPointer<ConditionRecord>
    let nameStarts: UnsafeBufferPointer<UInt32>
    let nameBytes: UnsafeBufferPointer<UInt8>
    let restrictions: UnsafeBufferPointer<NetworkFormat.Restriction>
    let restrictionPaths: UnsafeBufferPointer<UInt32>
    let cellStarts: UnsafeBufferPointer<UInt32>
    let cellSegments: UnsafeBufferPointer<UInt32>
    let info: RoadNetworkInfo

    /// - Throws: `RoadError` saying whether the file is missing, something else, of another version, or damaged. O(file).
    init(path: String) throws(RoadError) {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .fileMissing(path: path) : .unreadable(path: path, detail: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, detail: "no plain file")
        }
        let size = Int(status.st_size)
        guard size >= NetworkFormat.headBytes else { throw .notANetworkFile(path: path) }
        guard let map = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), map != MAP_FAILED else {
            throw .unreadable(path: path, detail: String(cString: strerror(errno)))
        }
        var isKept = false
        defer { if !isKept { munmap(map, size) } }
        let raw = UnsafeRawPointer(map)
        guard raw.load(as: UInt64.self) == NetworkFormat.magic else { throw .notANetworkFile(path: path) }
        let version = raw.load(fromByteOffset: 8, as: UInt32.self)
        let count = Int(raw.load(fromByteOffset: 12, as: UInt32.self))
        guard version == NetworkFormat.version, count == NetworkFormat.Section.allCases.count else {
            throw .otherVersion(path: path, found: Int(version), wanted: Int(NetworkFormat.version))
        }
        guard raw.load(fromByteOffset: 16, as: UInt64.self) == UInt64(size),
            size >= NetworkFormat.headBytes + count * 16
        else { throw .damagedNetwork(path: path, detail: "it is cut off or has been added to") }
        checksum = raw.load(fromByteOffset: 24, as: UInt64.self)
        let body = UnsafeRawBufferPointer(
            start: raw + NetworkFormat.headBytes, count: size - NetworkFormat.headBytes)
        guard NetworkFormat.checksum(body) == checksum else { throw .damagedNetwork(path: path, detail: "its checksum differs") }

        func section<Record>(_ section: NetworkFormat.Section, of: Record.Type) throws(RoadError) -> UnsafeBufferPointer<Record> {
            let entry = NetworkFormat.headBytes + section.rawValue * 16
            let start = raw.load(fromByteOffset: entry, as: UInt64.self)
            let records = raw.load(fromByteOffset: entry + 8, as: UInt64.self)
            let stride = UInt64(MemoryLayout<Record>.stride)
            guard start % 8 == 0, start <= UInt64(size), records <= (UInt64(size) - start) / stride else {
                throw .damagedNetwork(path: path, detail: "section \(section) lies outside the file")
            }
            let pointer = (raw + Int(start)).assumingMemoryBound(to: Record.self)
            return UnsafeBufferPointer(start: pointer, count: Int(records))
        }
        longitudes = try section(.longitudes, of: Int32.self)
        latitudes = try section(.latitudes, of: Int32.self)
        nodeIDs = try section(.nodeIDs, of: Int64.self)
        vertexFacts = try section(.vertexFacts, of: UInt32.self)
        facts = try section(.facts, of: NodeFacts.self)
        segments = try section(.segments, of: NetworkFormat.Segment.self)
        geometry = try section(.geometry, of: Int32.self)
        traits = try section(.traits, of: WayTraits.self)
        conditions = try section(.conditions, of: ConditionRecord.self)
        nameStarts = try section(.nameStarts, of: UInt32.self)
        nameBytes = try section(.nameBytes, of: UInt8.self)
        restrictions = try section(.restrictions, of: NetworkFormat.Restriction.self)
        restrictionPaths = try section(.restrictionPaths, of: UInt32.self)
        cellStarts = try section(.cellStarts, of: UInt32.self)
        cellSegments = try section(.cellSegments, of: UInt32.self)
        let text = try section(.info, of: UInt8.self)
        guard var info = try? JSONDecoder().decode(RoadNetworkInfo.self, from: Data(text)) else {
            throw .damagedNetwork(path: path, detail: "its description is not readable")
        }
        info.version = String(checksum, radix: 16)
        self.info = info
        base = raw
        byteCount = size
        isKept = true
        try check(path)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: base), byteCount) }

    /// Every number that is later used as an index; afterwards the file can be used without further checks.
    private func check(_ path: String) throws(RoadError) {
        let vertices = longitudes.count
        func require(_ holds: Bool, _ what: String) throws(RoadError) {
            guard holds else { throw .damagedNetwork(path: path, detail: what) }
        }
        try require(
            latitudes.count == vertices && nodeIDs.count == vertices && vertexFacts.count == vertices, "junctions do not fit")
        try require(!facts.isEmpty && !nameStarts.isEmpty && !segments.isEmpty, "a table is empty")
        try require(vertexFacts.allSatisfy { $0 < facts.count }, "facts of a junction")
        let names = nameStarts.count - 1
        for segment in segments {
            try require(
                segment.from < vertices && segment.to < vertices && segment.traits < traits.count && segment.name < names
                    && segment.ref < names
                    && (UInt64(segment.geometryStart) + UInt64(segment.geometryCount)) * 2 <= geometry.count, "a segment")
        }
        for index in 0..<names {
            try require(nameStarts[index] <= nameStarts[index + 1] && nameStarts[index + 1] <= nameBytes.count, "a name")
        }
        for trait in traits {
            try require(Int(trait.conditionStart) + Int(trait.conditionCount) <= conditions.count, "a condition")
        }
        for restriction in restrictions {
            try require(
                Int(restriction.pathStart) + Int(restriction.pathCount) <= restrictionPaths.count && restriction.pathCount >= 2
                    && Int(restriction.conditionStart) + Int(restriction.conditionCount) <= conditions.count,
                "a turn restriction")
        }
        try require(restrictionPaths.allSatisfy { $0 / 2 < segments.count }, "a turn restriction")
        let grid = info.grid
        try require(
            grid.columns > 0 && grid.rows > 0 && grid.columns < 1 << 20 && grid.rows < 1 << 20 && grid.cellWidth > 0
                && grid.cellHeight > 0 && cellStarts.count == grid.columns * grid.rows + 1, "the grid")
        for cell in 0..<(cellStarts.count - 1) {
            try require(cellStarts[cell] <= cellStarts[cell + 1] && cellStarts[cell + 1] <= cellSegments.count, "the grid")
        }
        try require(cellSegments.allSatisfy { $0 < segments.count }, "the grid")
    }
}
