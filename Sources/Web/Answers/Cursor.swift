import Foundation

/// The place where the next page begins, as an opaque text: callers hand it back unread.
enum Cursor {
    static func encode(_ position: String) -> String {
        encode(Data(position.utf8))
    }

    /// Bytes in the same form (base64url, RFC 4648 §5, without padding).
    static func encode(_ bytes: Data) -> String {
        bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func decodeData(_ text: String) -> Data? {
        guard text.utf8.count <= 200, text.utf8.allSatisfy(isAllowed) else { return nil }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + padding)
    }

    static func decode(_ text: String) -> String? {
        text.isEmpty ? nil : decodeData(text).flatMap { String(data: $0, encoding: .utf8) }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
    }
}
