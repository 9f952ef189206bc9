import Foundation
import Model
import TownFiles

/// Towns as folders of plain files.
enum TownFolder {
    static func read(_ folder: String) throws -> TownData {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw Failure(.inputMissing, "\(folder) is not a readable folder: make one with `fuellort-simulator town`")
        }
        var files: [String: [UInt8]] = [:]
        for name in names where TownFileReader.concerns(name) {
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
            files[name] = [UInt8](bytes)
        }
        do { return try TownFileReader.read(files) } catch { throw Failure(.wrongData, "\(folder) is not a town:\n\(error)") }
    }

    static func write(_ text: String, to path: String) throws {
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw Failure(.canNotWrite, "\(path) can not be written: \(error.localizedDescription)")
        }
    }

    static func write(_ town: TownData, to folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, bytes) in TownFileWriter.write(town).sorted(by: { $0.key < $1.key }) {
                try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name), options: .atomic)
            }
        } catch {
            throw Failure(.canNotWrite, "\(folder) can not be written: \(error.localizedDescription)")
        }
    }
}
