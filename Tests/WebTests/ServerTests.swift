import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Model
import NIOCore
import Reports
import ServiceLifecycle
import Testing

@testable import Web

/// With a real socket on the loopback address.
@Suite("The service on a port", .timeLimit(.minutes(1)))
struct ServerTests {
    @Test("Port 0 takes a free port and tells it; the service answers there")
    func freePort() async throws {
        let server = RunningServer(configuration: .test())
        let address = try await server.start()
        #expect(address.port > 0)
        #expect(address.description == "http://127.0.0.1:\(address.port)")
        let response = try await server.client(address).ask("/healthz")
        #expect(response.status == .ok)
        try await server.stop()
    }

    @Test("A port in use is told with the remedy")
    func portInUse() async throws {
        let first = RunningServer(configuration: .test())
        let address = try await first.start()
        var configuration = WebConfiguration.test()
        configuration.port = address.port
        let second = RunningServer(configuration: configuration)
        await #expect(throws: WebError.addressInUse(host: "127.0.0.1", port: address.port)) { try await second.start() }
        #expect(WebError.addressInUse(host: "127.0.0.1", port: 80).description.contains("choose another port"))
        try await first.stop()
    }

    @Test("An address that is not this machine's is told")
    func foreignAddress() async throws {
        let server = RunningServer(configuration: .test(host: "192.0.2.1", key: try APIKey("0123456789abcdef")))
        await #expect(throws: WebError.self) { try await server.start() }
    }

    @Test("A name that was re-bound to the loopback address is refused")
    func rebinding() async throws {
        let server = RunningServer(configuration: .test())
        let client = try await server.client(server.start())
        let foreign = try await client.ask("/api/v1/towns", host: "evil.example:8080")
        #expect(foreign.status == .misdirectedRequest)
        #expect(foreign.headers[.contentType] == "application/problem+json")
        let own = try await client.ask("/api/v1/towns", host: "127.0.0.1:8080")
        #expect(own.status == .ok)
        try await server.stop()
    }

    @Test("Open connections do not hold up the stop: idle, in the middle of a body, and with an export nobody reads")
    func stopIsQuick() async throws {
        let desk = MemoryDesk(isEndless: true)
        let server = RunningServer(configuration: .test(), desk: desk)
        let address = try await server.start()
        let idle = server.client(address)
        _ = try await idle.ask("/healthz")
        let halfSent = try RawConnection(port: address.port)
        try halfSent.send(
            "POST /api/v1/towns/dortmund/plans HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\n\r\n{\"day\":")
        let unread = try RawConnection(port: address.port)
        try unread.send("GET /api/v1/towns/dortmund/readings HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await desk.waitForPages(3)
        try await server.stop()
        halfSent.close()
        unread.close()
    }

    @Test("An export streams over a socket and arrives whole")
    func streaming() async throws {
        let server = RunningServer(configuration: .test())
        let client = try await server.client(server.start())
        let response = try await client.ask("/api/v1/towns/dortmund/readings")
        #expect(response.headers[.transferEncoding] == "chunked")
        let text = String(buffer: response.body ?? ByteBuffer())
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect((json?["readings"] as? [Any])?.count == 24)
        try await server.stop()
    }
}
