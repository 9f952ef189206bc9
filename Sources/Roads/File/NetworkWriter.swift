import Foundation

/// Writes a network file beside its place and moves it there, so that a running service keeps the old one until it opens the new.
enum NetworkWriter {
    /// - Returns: bytes written.
    @discardableResult
    static func write(_ parts: NetworkParts, to path: String) throws(RoadError) -> Int {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let info = try? encoder.encode(parts.info) else { throw .cannotWrite(path: path, detail: "report not encodable") }
        var body: [UInt8] = []
        var table: [UInt64] = []
        let start = NetworkFormat.headBytes + NetworkFormat.Section.allCases.count * 16
        func add<Record>(_ records: [Record]) {
            while (start + body.count) % 8 != 0 { body.append(0) }
            table.append(UInt64(start + body.count))
            table.append(UInt64(records.count))
            records.withUnsafeBytes { body.append(contentsOf: $0) }
        }
        for section in NetworkFormat.Section.allCases {
            switch section {
            case .longitudes: add(parts.longitudes)
            case .latitudes: add(parts.latitudes)
            case .nodeIDs: add(parts.nodeIDs)
            case .vertexFacts: add(parts.vertexFacts)
            case .facts: add(parts.facts)
            case .segments: add(parts.segments)
            case .geometry: add(parts.geometry)
            case .traits: add(parts.traits)
            case .conditions: add(parts.conditions)
            case .nameStarts: add(parts.nameStarts)
            case .nameBytes: add(parts.nameBytes)
            case .restrictions: add(parts.restrictions)
            case .restrictionPaths: add(parts.restrictionPaths)
            case .cellStarts: add(parts.cellStarts)
            case .cellSegments: add(parts.cellSegments)
            case .info: add([UInt8](info))
            }
        }
        var content = table.withUnsafeBytes { [UInt8]($0) }
        content.append(contentsOf: body)
        let total = NetworkFormat.headBytes + content.count
        let checksum = content.withUnsafeBytes { NetworkFormat.checksum($0) }
        var file: [UInt8] = []
        file.reserveCapacity(total)
        func append<Value>(_ value: Value) { withUnsafeBytes(of: value) { file.append(contentsOf: $0) } }
        append(NetworkFormat.magic)
        append(NetworkFormat.version)
        append(UInt32(NetworkFormat.Section.allCases.count))
        append(UInt64(total))
        append(checksum)
        file.append(contentsOf: content)
        do {
            try Data(file).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw .cannotWrite(path: path, detail: error.localizedDescription)
        }
        return total
    }
}
