import Foundation

/// A comma-separated file, plain or compressed with gzip, split into lines; quoted members are not needed by the data sets read here.
struct CSVFile {
    let header: [Substring]
    let rows: ArraySlice<Substring>

    init(path: String) throws {
        let text = String(decoding: try Self.bytes(path), as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
        guard let first = lines.first else { throw BenchmarkError.empty(path) }
        header = first.split(separator: ",", omittingEmptySubsequences: false)
        rows = lines.dropFirst()
    }

    /// Position of a column; an error that names the columns there are.
    func column(_ name: String, path: String) throws -> Int {
        guard let index = header.firstIndex(of: Substring(name)) else {
            throw BenchmarkError.missingColumn(name, path: path, found: header.joined(separator: ","))
        }
        return index
    }

    private static func bytes(_ path: String) throws -> Data {
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
