import CZlib
import Foundation

/// The gzip format (RFC 1952), made by zlib.
enum Gzip {
    /// Bodies below this are sent as they are: the head would cost more than it saves.
    static let leastBytes = 1024

    /// The whole body; `nil` when zlib refuses (no memory), so that the caller sends it as it is. O(n).
    ///
    /// - Parameter level: 1 (fast) to 9 (small).
    static func compressed(_ body: Data, level: Int32) -> Data? {
        var stream = z_stream()
        guard fuellort_deflate_init_gzip(&stream, level) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(body.count)))
        guard body.count <= Int(UInt32.max), bound <= Int(UInt32.max) else { return nil }
        var output = Data(count: bound)
        let written: Int? = body.withUnsafeBytes { input in
            output.withUnsafeMutableBytes { room in
                // zlib's interface is not const, but it does not write to what it reads.
                stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
                stream.avail_in = UInt32(body.count)
                stream.next_out = room.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(bound)
                guard deflate(&stream, Z_FINISH) == Z_STREAM_END else { return nil }
                return bound - Int(stream.avail_out)
            }
        }
        guard let written else { return nil }
        output.count = written
        return output
    }

    /// Whether an `Accept-Encoding` header lets gzip through (RFC 9110 §12.5.3).
    static func isAccepted(_ header: String?) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { item in
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let coding = parts.first?.lowercased(), coding == "gzip" || coding == "*" else { return false }
            return !parts.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" || $0 == "q=0.00" || $0 == "q=0.000" }
        }
    }

    /// Text of any kind; pictures and the like are compressed already.
    static func isWorthwhile(_ mediaType: String) -> Bool {
        let type = MediaType.essence(mediaType)
        return type.hasPrefix("text/") || type.hasSuffix("json") || type.hasSuffix("xml") || type.hasSuffix("javascript")
    }
}
