import Foundation
import Synchronization

/// An HTTP server of few lines for tests: one connection at a time, one request a connection, on a free port of the loopback.
final class SmallServer: Sendable {
    struct Request: Sendable {
        var method: String
        var path: String
        var query: [String: String]
        /// Names in lower case.
        var headers: [String: String]
        var body: String
    }

    typealias Answer = (status: Int, headers: [String: String], body: String)

    let port: Int
    private let descriptor: Int32

    init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else { throw CocoaError(.fileNoSuchFile) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                Self.serve(connection, answer)
                Glibc.close(connection)
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        Glibc.close(descriptor)
    }

    private static func serve(_ connection: Int32, _ answer: (Request) -> Answer) {
        var received = Data()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            if let request = request(received) { return send(answer(request), connection) }
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            received += buffer[..<count]
        }
    }

    private static func send(_ answer: Answer, _ connection: Int32) {
        let body = Data(answer.body.utf8)
        var text = "HTTP/1.1 \(answer.status) Status\r\nContent-Length: \(body.count)\r\nConnection: close\r\n"
        for (name, value) in answer.headers { text += "\(name): \(value)\r\n" }
        var bytes = Data((text + "\r\n").utf8) + body
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
            bytes = Data(bytes)
        }
    }

    /// `nil` while it is not complete.
    private static func request(_ data: Data) -> Request? {
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let first = lines[0].split(separator: " ")
        guard first.count >= 2, let parts = URLComponents(string: String(first[1])) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 { headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces) }
        }
        let body = data[end.upperBound...]
        guard body.count >= Int(headers["content-length"] ?? "") ?? 0 else { return nil }
        let query = Dictionary((parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        return Request(
            method: String(first[0]), path: parts.path, query: query, headers: headers,
            body: String(decoding: body, as: UTF8.self))
    }
}
