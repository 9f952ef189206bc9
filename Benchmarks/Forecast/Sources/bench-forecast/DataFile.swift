import Forecasting
import Foundation

/// A file of the data set, plain or compressed with gzip.
enum DataFile {
    /// Two columns of a comma-separated file; lines that are too short are left out.
    static func rows(_ path: String, _ first: String, _ second: String) throws -> [(String, String)] {
        var rows = CSVReader(try bytes(path))
        guard let header = rows.next()?.map({ String(decoding: $0, as: UTF8.self) }) else { throw BenchmarkError.empty(path) }
        func column(_ name: String) throws -> Int {
            guard let index = header.firstIndex(of: name) else {
                throw BenchmarkError.missingColumn(name, path: path, found: header.joined(separator: ","))
            }
            return index
        }
        let (a, b) = (try column(first), try column(second))
        return rows.compactMap { row in
            row.count > max(a, b) ? (String(decoding: row[a], as: UTF8.self), String(decoding: row[b], as: UTF8.self)) : nil
        }
    }

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try data(path)) }

    private static func data(_ path: String) throws -> Data {
        guard path.hasSuffix(".gz") else { return try Data(contentsOf: URL(filePath: path)) }
        guard FileManager.default.isReadableFile(atPath: path) else { throw BenchmarkError.unreadable(path) }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", "--", path]
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchmarkError.unreadable(path) }
        return data
    }
}

enum BenchmarkError: Error, CustomStringConvertible {
    case usage(String)
    case empty(String)
    case unreadable(String)
    case missingColumn(String, path: String, found: String)

    var description: String {
        switch self {
        case .usage(let text): text
        case .empty(let path): "\(path) has no lines; give a file with the columns bin_id,ts_utc,distance_cm"
        case .unreadable(let path): "\(path) can not be read; is the path right and gzip installed?"
        case .missingColumn(let name, let path, let found): "\(path) has no column '\(name)' (found: \(found))"
        }
    }
}
