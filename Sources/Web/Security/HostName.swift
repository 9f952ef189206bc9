/// The host of an address or of a `Host` header, without port and brackets.
struct HostName: Hashable, Sendable {
    let name: String

    /// Takes `localhost:8080`, `[::1]:8080`, `127.0.0.1`, `::1`.
    init(_ authority: some StringProtocol) {
        let text = authority.lowercased()
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            name = String(text[text.index(after: text.startIndex)..<end])
        } else if text.filter({ $0 == ":" }).count == 1, let colon = text.firstIndex(of: ":") {
            name = String(text[..<colon])
        } else {
            name = text
        }
    }

    /// `localhost`, 127.0.0.0/8 (RFC 1122 §3.2.1.3) or ::1.
    var isLoopback: Bool {
        if name == "localhost" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
