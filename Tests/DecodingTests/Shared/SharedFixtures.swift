import Foundation

/// The sensor fixtures kept beside the repository; tests that need them are skipped where they are not there.
enum SharedFixtures {
    static let folder: URL? = {
        var folder = URL(filePath: #filePath)
        for _ in 0..<8 {
            folder.deleteLastPathComponent()
            let candidate = folder.deletingLastPathComponent().appending(path: "shared/fixtures/lorawan")
            if FileManager.default.fileExists(atPath: candidate.appending(path: "vectors.json").path) { return candidate }
        }
        return nil
    }()

    static var areThere: Bool { folder != nil }

    static func bytes(_ name: String) -> [UInt8] {
        guard let folder, let data = try? Data(contentsOf: folder.appending(path: name)) else { return [] }
        return Array(data)
    }

    static func object(_ name: String) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(bytes(name)))) as? [String: Any] ?? [:]
    }
}
