import Foundation
import Glibc
import Synchronization

/// The programs that were built beside these tests.
enum Programs {
    static let fuellort = folder.appendingPathComponent("fuellort")
    static let simulator = folder.appendingPathComponent("fuellort-simulator")

    /// The build folder: the tests' own program lies in it.
    private static let folder = URL(fileURLWithPath: CommandLine.arguments.first ?? ".").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    struct Outcome {
        var code: Int32
        var output: String
        var messages: String
    }

    /// Runs a program to its end, with no settings but those given.
    static func run(_ program: URL, _ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = clean(environment)
        let files = try (TemporaryFile(), TemporaryFile())
        process.standardOutput = files.0.handle
        process.standardError = files.1.handle
        process.standardInput = FileHandle.nullDevice
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return Outcome(code: process.terminationStatus, output: try files.0.text(), messages: try files.1.text())
    }

    static func clean(_ more: [String: String]) -> [String: String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("FUELLORT_") }.merging(more) { $1 }
    }
}

/// A file for a program's output: a pipe would block a program that writes more than it holds.
final class TemporaryFile {
    let url: URL
    let handle: FileHandle

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("fuellort-test-\(UUID().uuidString)")
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func text() throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
}

/// A folder of its own for one test.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("fuellort-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
