import Foundation
import Model
import Synchronization

/// Matrices kept in files beside the network, so that another process or the next start need not compute them again. A file that is
/// damaged or of another make is told and not used; the oldest go when the folder grows too large. Several processes may use it.
public final class MatrixFolder: Sendable {
    /// Holds one file a matrix; the oldest go when it grows beyond its limit.
    public let path: String
    private let limitBytes: Int
    private let report: @Sendable (String) -> Void
    private let hasFailed = Mutex(false)

    /// - Parameters:
    ///   - limitBytes: of all files together.
    ///   - report: takes what goes wrong; nothing of it keeps a matrix from being computed.
    public init(path: String, limitBytes: Int, report: @escaping @Sendable (String) -> Void) {
        self.path = path
        self.limitBytes = limitBytes
        self.report = report
    }

    /// Of exactly these places and roads. Counts as used now.
    func matrix(between places: [Coordinate], roads: VehicleRoads) -> RoadMatrix? {
        let file = file(roads.version, places)
        guard FileManager.default.fileExists(atPath: file), let found = read(file, roads), found.coordinates == places else {
            return nil
        }
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: file)
        return found
    }

    /// The one of these roads that has most of the places, if it has half of them.
    func similar(to wanted: Set<Coordinate>, roads: VehicleRoads) -> RoadMatrix? {
        var best: (file: String, count: Int)?
        for file in files() where file.name.hasPrefix(roads.version + "-") {
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: file.path), options: .mappedIfSafe),
                let places = MatrixFile.places(data)
            else { continue }
            let count = places.count(where: wanted.contains)
            if count * 2 >= wanted.count, count > best?.count ?? 0 { best = (file.path, count) }
        }
        return best.flatMap { read($0.file, roads) }
    }

    func keep(_ matrix: RoadMatrix) {
        let data = MatrixFile.data(of: matrix)
        guard data.count <= limitBytes else { return }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try data.write(to: URL(fileURLWithPath: file(matrix.version, matrix.coordinates)), options: .atomic)
        } catch {
            let isFirst = hasFailed.withLock { failed in
                defer { failed = true }
                return !failed
            }
            if isFirst {
                report("ways are not kept in \(path): \(error.localizedDescription); they are computed again next time")
            }
            return
        }
        clear()
    }

    private func read(_ file: String, _ roads: VehicleRoads) -> RoadMatrix? {
        do {
            return try MatrixFile.matrix(try Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe), roads)
        } catch {
            report("\(file) is not used (\(error)): the ways are computed again, and the file is removed")
            try? FileManager.default.removeItem(atPath: file)
            return nil
        }
    }

    private func file(_ version: String, _ places: [Coordinate]) -> String {
        let hash = MatrixFile.bytes(of: places).withUnsafeBytes { NetworkFormat.checksum($0) }
        return "\(path)/\(version)-\(String(hash, radix: 16)).ways"
    }

    private func files() -> [(name: String, path: String, bytes: Int, used: Date)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().filter { $0.hasSuffix(".ways") }.compactMap { name in
            let path = "\(path)/\(name)"
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
            return (name, path, attributes[.size] as? Int ?? 0, attributes[.modificationDate] as? Date ?? .distantPast)
        }
    }

    /// Removes the longest unused until the rest is within the limit.
    private func clear() {
        var all = files().sorted { $0.used > $1.used }
        var bytes = all.reduce(0) { $0 + $1.bytes }
        while bytes > limitBytes, let oldest = all.popLast() {
            try? FileManager.default.removeItem(atPath: oldest.path)
            bytes -= oldest.bytes
        }
    }
}

/// The form of a kept matrix. Little-endian: `FUELWAYS`, form (u32), places (u32), checksum of all that follows (u64), bytes of the
/// version (u32) and 4 bytes without meaning, latitude and longitude of each place (f64), metres and seconds row by row (i32), version.
enum MatrixFile {
    private static let magic = Array("FUELWAYS".utf8)
    private static let form: UInt32 = 1
    private static let headBytes = 32

    enum Fault: Error, CustomStringConvertible {
        case otherForm, damaged, otherRoads

        var description: String {
            switch self {
            case .otherForm: "of another version of the program"
            case .damaged: "damaged or cut off"
            case .otherRoads: "made with other roads"
            }
        }
    }

    static func bytes(of places: [Coordinate]) -> Data {
        var data = Data(capacity: places.count * 16)
        for place in places {
            append(place.latitude.bitPattern, &data)
            append(place.longitude.bitPattern, &data)
        }
        return data
    }

    static func data(of matrix: RoadMatrix) -> Data {
        var body = bytes(of: matrix.coordinates)
        for values in [matrix.distanceMetres, matrix.durationSeconds] {
            values.map(\.littleEndian).withUnsafeBytes { body.append(contentsOf: $0) }
        }
        body.append(contentsOf: matrix.version.utf8)
        var data = Data(magic)
        append(form, &data)
        append(UInt32(matrix.count), &data)
        append(body.withUnsafeBytes { NetworkFormat.checksum($0) }, &data)
        append(UInt32(matrix.version.utf8.count), &data)
        append(UInt32(0), &data)
        data.append(body)
        return data
    }

    /// From the head alone, unchecked; `nil` if it is none.
    static func places(_ data: Data) -> [Coordinate]? { try? head(data).places }

    /// - Throws: ``Fault``.
    static func matrix(_ data: Data, _ roads: VehicleRoads) throws(Fault) -> RoadMatrix {
        let (count, places) = try head(data)
        let body = data.dropFirst(headBytes)
        guard body.withUnsafeBytes({ NetworkFormat.checksum($0) }) == value(data, at: 16, UInt64.self) else { throw .damaged }
        let cells = count * count
        guard data.dropFirst(headBytes + count * 16 + cells * 8).elementsEqual(roads.version.utf8) else { throw .otherRoads }
        func values(_ start: Int) -> [Int32] {
            data.dropFirst(start).prefix(cells * 4).withUnsafeBytes { bytes in
                (0..<cells).map { Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self)) }
            }
        }
        let start = headBytes + count * 16
        return RoadMatrix(
            places: roads.snap(places), coordinates: places, distanceMetres: values(start),
            durationSeconds: values(start + cells * 4), version: roads.version)
    }

    private static func head(_ data: Data) throws(Fault) -> (count: Int, places: [Coordinate]) {
        guard data.count >= headBytes, data.prefix(8).elementsEqual(magic) else { throw .damaged }
        guard value(data, at: 8, UInt32.self) == form else { throw .otherForm }
        let count = Int(value(data, at: 12, UInt32.self))
        let versionBytes = Int(value(data, at: 24, UInt32.self))
        guard count <= 1 << 16, data.count == headBytes + count * 16 + count * count * 8 + versionBytes else { throw .damaged }
        var places: [Coordinate] = []
        for index in 0..<count {
            let at = headBytes + index * 16
            guard
                let place = Coordinate(
                    latitude: Double(bitPattern: value(data, at: at, UInt64.self)),
                    longitude: Double(bitPattern: value(data, at: at + 8, UInt64.self)))
            else { throw .damaged }
            places.append(place)
        }
        return (count, places)
    }

    private static func append(_ value: some FixedWidthInteger, _ data: inout Data) {
        withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }

    private static func value<Value: FixedWidthInteger>(_ data: Data, at offset: Int, _ type: Value.Type) -> Value {
        data.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self)) }
    }
}
