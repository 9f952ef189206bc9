import Foundation
import Glibc
import Hummingbird
import HummingbirdTesting
import Logging
import Model
import Reports
import ServiceLifecycle

@testable import Web

/// A service on a socket, started and stopped like the real one.
actor RunningServer {
    struct TooSlow: Error {}

    private let configuration: WebConfiguration
    private let desk: any Desk
    private var group: ServiceGroup?
    private var running: Task<Void, any Error>?

    init(configuration: WebConfiguration, desk: any Desk = MemoryDesk()) {
        self.configuration = configuration
        self.desk = desk
    }

    /// The bound address, as soon as there is one.
    /// - Throws: what `run()` throws if it ends before.
    func start() async throws -> BoundAddress {
        let (addresses, report) = AsyncThrowingStream.makeStream(of: BoundAddress.self)
        let application = try buildWebApplication(
            desk: desk, status: FixedStatus(), configuration: configuration, logger: .silent,
            onRunning: { address in report.yield(address) })
        let group = ServiceGroup(configuration: .init(services: [.init(service: application)], logger: .silent))
        self.group = group
        running = Task {
            do {
                try await group.run()
                report.finish()
            } catch {
                report.finish(throwing: error)
                throw error
            }
        }
        for try await address in addresses { return address }
        throw TooSlow()
    }

    /// Asks for a graceful stop and waits for it, at most ten seconds.
    func stop() async throws {
        await group?.triggerGracefulShutdown()
        guard let running else { return }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await running.value }
            tasks.addTask {
                try await Task.sleep(for: .seconds(10))
                running.cancel()
                throw TooSlow()
            }
            try await tasks.next()
            tasks.cancelAll()
        }
    }

    /// A client that keeps its connection open.
    nonisolated func client(_ address: BoundAddress) -> TestClient {
        let client = TestClient(host: address.host, port: address.port)
        client.connect()
        return client
    }
}

extension TestClient {
    func ask(_ path: String, host: String = "localhost") async throws -> TestClient.Response {
        try await execute(.init(path, method: .get, authority: host))
    }
}

/// A connection that says what it is told, and reads nothing.
struct RawConnection {
    struct Failure: Error {}

    private let socket: Int32

    init(port: Int) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure() }
    }

    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { throw Failure() }
    }

    func close() { _ = Glibc.close(socket) }
}
