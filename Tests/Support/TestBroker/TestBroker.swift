public import Foundation
import Glibc
import Synchronization

/// A real mosquitto for tests: on a free loopback port, with a folder and a configuration of its own, ended by its process id.
///
/// It can be killed, stopped for a while and started again on the same port, with its persistent sessions.
public final class TestBroker: Sendable {
    public let port: Int
    public let folder: URL
    private let extraSettings: String
    private let ownSettings: String
    private let process = Mutex<ChildProcess?>(nil)

    /// Where the broker's program is; `nil` when it is not installed, then tests that need it are skipped.
    public static let program: String? = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"]
        .first { access($0, X_OK) == 0 }

    public static var isInstalled: Bool { program != nil }

    /// - Parameter settings: lines for its configuration, after the listener on `port`; `listener: false` leaves that one to them,
    ///   and `withOwnSettings: false` persistence, limits and log as well. `{port}` and `{folder}` stand for this broker's.
    public init(settings: String = "", listener: Bool = true, withOwnSettings: Bool = true, startNow: Bool = true) throws {
        port = try Self.freePort()
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("fuellort-broker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // mosquitto started by root becomes another user; let that one write here.
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        ownSettings =
            withOwnSettings
            ? """
            persistence true
            persistence_location \(folder.path)/
            autosave_interval 1
            max_queued_messages 0
            max_inflight_messages 1000
            log_dest file \(folder.path)/broker.log
            """ : ""
        extraSettings = (listener ? "listener \(port) 127.0.0.1\nallow_anonymous true\n" : "") + settings
        if startNow { try start() }
    }

    deinit {
        end(with: SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts it and waits until it listens.
    public func start() throws {
        guard let program = Self.program else { throw TestBrokerError(description: "mosquitto is not installed") }
        let configuration = folder.appendingPathComponent("mosquitto.conf")
        let user = getuid() == 0 ? "user root\n" : ""
        try """
        \(user)\(extraSettings.replacingOccurrences(of: "{port}", with: String(port)).replacingOccurrences(of: "{folder}", with: folder.path))
        \(ownSettings)
        """.write(to: configuration, atomically: true, encoding: .utf8)
        let starting = try ChildProcess(program, ["-c", configuration.path])
        process.withLock { $0 = starting }
        let end = Date().addingTimeInterval(10)
        while !Self.listens(port: port) {
            guard starting.isRunning, Date() < end else { throw TestBrokerError(description: "mosquitto did not start: \(log)") }
            usleep(5000)
        }
    }

    /// Asks it to end (SIGTERM: sessions are saved) and waits for that.
    public func stop() { end(with: SIGTERM) }

    /// Ends it at once; what was not saved is lost.
    public func kill9() { end(with: SIGKILL) }

    /// Lets it hang: connections stay open, nothing is answered.
    public func freeze() { send(SIGSTOP) }

    public func thaw() { send(SIGCONT) }

    public var log: String {
        (try? String(contentsOf: folder.appendingPathComponent("broker.log"), encoding: .utf8)) ?? "(no log)"
    }

    private func send(_ signal: Int32) { process.withLock { $0?.send(signal) } }

    private func end(with signal: Int32) {
        guard let running = process.withLock({ $0.take() }) else { return }
        running.send(signal)
        running.waitUntilExit()
    }

    public static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                bind(descriptor, name, size) == 0 ? getsockname(descriptor, name, &size) : -1
            }
        }
        guard result == 0 else { throw TestBrokerError(description: "no free port: \(String(cString: strerror(errno)))") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func listens(port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port: port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        return address
    }
}

public struct TestBrokerError: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) { self.description = description }
}

/// Waits for a condition with a deadline: the only way tests wait.
/// - Returns: whether the condition held in time.
public func eventually(within seconds: Double = 10, _ condition: () async throws -> Bool) async rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return try await condition()
}
