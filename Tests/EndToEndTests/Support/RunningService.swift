import Foundation
import FoundationNetworking
import Glibc
import TestBroker
import Testing

/// A real `fuellort serve` on a free loopback port with a database of its own.
final class RunningService {
    let folder: TemporaryFolder
    let store: String
    private(set) var address = URL(fileURLWithPath: "/")
    private let process: ChildProcess
    private let output: TemporaryFile
    private let messages: TemporaryFile

    /// Starts it and waits until it says where it listens.
    init(mqttPort: Int, store: String? = nil, environment: [String: String] = [:]) async throws {
        folder = try TemporaryFolder()
        self.store = store ?? folder.path("town.sqlite")
        output = try TemporaryFile()
        messages = try TemporaryFile()
        process = try ChildProcess(
            Programs.fuellort.path, ["serve"],
            environment: Programs.clean(
                ["FUELLORT_STORE_PATH": self.store, "FUELLORT_MQTT_PORT": "\(mqttPort)", "FUELLORT_HTTP_PORT": "0"]
                    .merging(environment) { $1 }),
            output: output.url.path, messages: messages.url.path)
        let isUp = try await eventually(within: 30) { try self.listeningLine() != nil || !self.process.isRunning }
        guard isUp, let line = try listeningLine(), let url = URL(string: line) else {
            throw ServiceDidNotStart(messages: try messages.text())
        }
        address = url
    }

    var isRunning: Bool { process.isRunning }

    var log: String { (try? messages.text()) ?? "" }

    var exitCode: Int32? { process.exitCode }

    /// Sends SIGTERM and tells whether it ended by itself within that time.
    func terminate(within seconds: Double = 5) async throws -> Bool {
        process.send(SIGTERM)
        return await eventually(within: seconds) { !process.isRunning }
    }

    func get(_ path: String) async throws -> (status: Int, body: Data) {
        try await send("GET", path)
    }

    func send(_ method: String, _ path: String, json: String? = nil) async throws -> (status: Int, body: Data) {
        let url = try #require(URL(string: path, relativeTo: address))
        var request = URLRequest(url: url, timeoutInterval: 60)
        request.httpMethod = method
        if let json {
            request.httpBody = Data(json.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (body, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, body)
    }

    /// Runs a command on the service's database.
    func command(_ arguments: String..., environment: [String: String] = [:]) async throws -> Programs.Outcome {
        try await Programs.run(
            Programs.fuellort, arguments, environment: ["FUELLORT_STORE_PATH": store].merging(environment) { $1 })
    }

    private func listeningLine() throws -> String? {
        let prefix = "listening on "
        let text = try output.text()
        guard text.contains("\n") else { return nil }
        return text.split(separator: "\n").first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }
}

struct ServiceDidNotStart: Error, CustomStringConvertible {
    var messages: String
    var description: String { "fuellort serve did not start: \(messages)" }
}
