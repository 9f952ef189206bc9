import Foundation
import Glibc

/// Finds the folder with scripts and styles, which the build puts beside the program. (The bundle that the package manager makes ends the
/// program when the folder is not there; here it is an error that says what to do.)
enum ResourceFolder {
    static let name = "fuellort_Web.resources"

    /// Where it is looked for: beside the program, in `share/fuellort` next to its folder, and where the sources are.
    static func candidates(program: String, sources: String = #filePath) -> [URL] {
        let folder = URL(fileURLWithPath: program).deletingLastPathComponent()
        let room = URL(fileURLWithPath: sources).deletingLastPathComponent().deletingLastPathComponent()
        return [
            folder.appendingPathComponent(name).appendingPathComponent("assets"),
            folder.deletingLastPathComponent().appendingPathComponent("share/fuellort/assets"),
            room.appendingPathComponent("Resources/assets"),
        ]
    }

    /// - Throws: ``WebError/resourcesMissing(looked:)``.
    static func assets() throws(WebError) -> URL {
        let all = candidates(program: programPath)
        guard let found = all.first(where: { isFolder($0) }) else {
            throw WebError.resourcesMissing(looked: all.prefix(2).map(\.path))
        }
        return found
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    private static var programPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments.first ?? ""
    }
}
