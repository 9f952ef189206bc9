import Foundation
import TestBroker

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
        let (output, messages) = try (TemporaryFile(), TemporaryFile())
        let process = try ChildProcess(
            program.path, arguments, environment: clean(environment), output: output.url.path, messages: messages.url.path)
        guard await eventually(within: 120, { !process.isRunning }) else {
            throw ProgramDoesNotEnd(messages: try messages.text())
        }
        return Outcome(code: process.exitCode ?? -1, output: try output.text(), messages: try messages.text())
    }

    static func clean(_ more: [String: String]) -> [String: String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("FUELLORT_") }.merging(more) { $1 }
    }
}

/// A file for a program's output: a pipe would block a program that writes more than it holds.
final class TemporaryFile {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("fuellort-test-\(UUID().uuidString)")
        try Data().write(to: url)
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

struct ProgramDoesNotEnd: Error, CustomStringConvertible {
    var messages: String
    var description: String { "the program did not end within two minutes: \(messages)" }
}
