/// What a configuration of mosquitto means for readings that wait: which of its settings would drop them. Pure.
public struct MosquittoConfiguration: Sendable, Hashable {
    private var values: [String: String] = [:]

    public init() {}

    /// Adds the text of a file; a setting that stands in several counts as in the last.
    public mutating func add(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard let name = words.first, !name.hasPrefix("#"), words.count >= 2 else { continue }
            values[String(name)] = words.dropFirst().joined(separator: " ")
        }
    }

    /// A setting that can lose readings, and what to set instead.
    public struct Danger: Sendable, Hashable {
        public var text: String
        public var remedy: String
    }

    /// Empty when nothing would be dropped. Defaults are those of mosquitto 2.0.
    public var dangers: [Danger] {
        var found: [Danger] = []
        let queued = Int(values["max_queued_messages"] ?? "1000") ?? 1000
        if queued > 0, queued < 100_000 {
            found.append(
                Danger(
                    text: "the broker drops what waits beyond \(queued) messages (max_queued_messages)",
                    remedy: "Set max_queued_messages 0, and max_queued_bytes as the bound."))
        }
        if let bytes = values["max_queued_bytes"].flatMap(Int.init), bytes > 0, bytes < 10_000_000 {
            found.append(
                Danger(
                    text: "the broker drops what waits beyond \(bytes) bytes (max_queued_bytes)",
                    remedy: "Set max_queued_bytes to 1000000000 or what the memory allows."))
        }
        if values["persistence"] != "true" {
            found.append(
                Danger(
                    text: "a restart of the broker forgets what waits (persistence is not true)",
                    remedy: "Set persistence true and persistence_location."))
        } else if let interval = Int(values["autosave_interval"] ?? "1800"), interval == 0 || interval > 60 {
            found.append(
                Danger(
                    text:
                        "a power cut at the broker can cost what came in the last \(interval == 0 ? "hours" : "\(interval) s") (autosave_interval)",
                    remedy: "Set autosave_interval 1."))
        }
        if let expiry = values["persistent_client_expiration"], Self.days(expiry).map({ $0 < 30 }) ?? true {
            found.append(
                Danger(
                    text: "sessions end after \(expiry), with all that waits in them (persistent_client_expiration)",
                    remedy: "Take the line out, or use 30d or more."))
        }
        return found
    }

    /// `14d`, `8w`, `2m`, `1y`, `36h`.
    private static func days(_ text: String) -> Double? {
        guard let number = Double(text.dropLast()), let unit = text.last else { return nil }
        let factors: [Character: Double] = ["h": 1.0 / 24, "d": 1, "w": 7, "m": 30, "y": 365]
        return factors[unit].map { number * $0 }
    }
}
