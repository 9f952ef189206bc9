/// A language in which Füllort speaks to people. Each has one catalogue file, `Phrase+German.swift` and `Phrase+English.swift`.
public enum Language: String, CaseIterable, Hashable, Sendable, Codable {
    case german = "de"
    case english = "en"

    /// The language of a tag such as `de`, `de-AT` or `en_GB`; `nil` for others.
    public init?(tag: some StringProtocol) {
        let primary = tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map { $0.lowercased() } ?? ""
        self.init(rawValue: primary)
    }

    /// The reader's first choice among ours from an `Accept-Language` header (RFC 9110 §12.5.4); `nil` if none is wanted.
    public init?(acceptLanguage header: String) {
        let wishes = header.split(separator: ",").prefix(20).enumerated().compactMap {
            position, item -> (Language, Double, Int)? in
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = parts.first, let language = Language(tag: tag) else { return nil }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return weight > 0 ? (language, weight, position) : nil
        }
        guard let best = wishes.max(by: { ($0.1, -$0.2) < ($1.1, -$1.2) }) else { return nil }
        self = best.0
    }
}
