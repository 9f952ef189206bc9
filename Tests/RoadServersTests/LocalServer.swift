import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A small server on a free port that answers as a test says.
struct LocalServer: Sendable {
    struct Request: Sendable {
        var method: String
        var path: String
        var query: String
        var body: Data
    }

    struct Reply: Sendable {
        var status = 200
        var body: String
    }

    let address: String

    /// Runs `work` while the server answers.
    static func run<Result: Sendable>(
        _ answer: @escaping @Sendable (Request) async throws -> Reply,
        asking work: @escaping @Sendable (LocalServer) async throws -> Result
    ) async throws -> Result {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: CallbackResponder { (request: Hummingbird.Request, _: BasicRequestContext) in
                let body = try await request.body.collect(upTo: 10_000_000)
                let reply = try await answer(
                    Request(
                        method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "",
                        body: Data(body.readableBytesView)))
                return Response(
                    status: .init(code: reply.status), headers: [.contentType: "application/json"],
                    body: .init(byteBuffer: ByteBuffer(string: reply.body)))
            },
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                port.yield(channel.localAddress?.port ?? 0)
                port.finish()
            }, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            var iterator = ports.makeAsyncIterator()
            let number = await iterator.next() ?? 0
            defer { group.cancelAll() }
            return try await work(LocalServer(address: "http://127.0.0.1:\(number)"))
        }
    }
}

/// What a server was asked, in order.
final class Questions: Sendable {
    private let kept = Mutex<[LocalServer.Request]>([])

    func note(_ request: LocalServer.Request) { kept.withLock { $0.append(request) } }

    var all: [LocalServer.Request] { kept.withLock { $0 } }
}
