import Foundation

/// The place where the next page begins, as an opaque text: callers hand it back unread.
enum Cursor {
    static func encode(_ position: String) -> String {
        Data(position.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func decode(_ text: String) -> String? {
        guard text.utf8.count <= 200 else { return nil }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let standard = text.replacing("-", with: "+").replacing("_", with: "/") + padding
        return Data(base64Encoded: standard).flatMap { String(data: $0, encoding: .utf8) }
    }
}
