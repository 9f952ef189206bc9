/// How the service is: what `/readyz` answers, and the figures `/metrics` adds to the counters.
public struct ServiceStatus: Hashable, Sendable {
    /// What the service depends on; all have to be ready.
    public var parts: [Part]
    /// For `/metrics`, besides what it counts itself.
    public var figures: [Figure]

    public init(parts: [Part], figures: [Figure] = []) {
        self.parts = parts
        self.figures = figures
    }

    /// Whether `/readyz` answers 200.
    public var isReady: Bool { parts.allSatisfy(\.isReady) }

    /// Something the service depends on.
    public struct Part: Hashable, Sendable {
        /// Stable key: `store`, `broker`.
        public var name: String
        public var isReady: Bool
        /// What is the matter, or what it is, in plain English; no secrets.
        public var detail: String
        /// What to do about it; empty when nothing is to be done.
        public var remedy: String

        public init(name: String, isReady: Bool, detail: String, remedy: String = "") {
            self.name = name
            self.isReady = isReady
            self.detail = detail
            self.remedy = remedy
        }
    }

    /// A number of now, printed in Prometheus' format, for example `fuellort_quarantine_messages{reason="malformed"}`.
    public struct Figure: Hashable, Sendable {
        public var name: String
        /// One line, shown as `# HELP`.
        public var help: String
        public var labels: [Label]
        public var value: Double
        /// Shown as `# TYPE`.
        public var kind: Kind

        /// How Prometheus is to read the number.
        public enum Kind: String, Hashable, Sendable {
            case gauge
            /// Only grows, from zero at the start of the process; its name ends in `_total`.
            case counter
        }

        public init(name: String, help: String, labels: [Label] = [], value: Double, kind: Kind = .gauge) {
            self.name = name
            self.help = help
            self.labels = labels
            self.value = value
            self.kind = kind
        }
    }

    /// Tells figures of one name apart; the value may be any text.
    public struct Label: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// Tells how the service is. Must answer quickly (well under a second) and never throw: a dependency that does not answer is a part
/// that is not ready.
public protocol StatusSource: Sendable {
    func status() async -> ServiceStatus
}
