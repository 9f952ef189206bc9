import Ingest
import Model
import Reports
import Store
import StoreSQLite

/// How the service is, for `/readyz` and `/metrics`.
struct HouseStatus: StatusSource {
    let store: SQLiteStore
    /// `nil` when the service does not listen to sensors.
    let ingest: IngestStatus?

    static let help: [String: String] = [:]

    func status() async -> ServiceStatus {
        var parts: [ServiceStatus.Part] = []
        var figures: [ServiceStatus.Figure] = []
        do {
            let counts = try await store.quarantineCounts()
            parts.append(.init(name: "store", isReady: true, detail: "the database answers"))
            for (reason, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                figures.append(
                    .init(
                        name: "fuellort_quarantine_messages", help: "Refused messages that wait in quarantine.",
                        labels: [.init("reason", reason.rawValue)], value: Double(count)))
            }
        } catch {
            parts.append(.init(name: "store", isReady: false, detail: "the database does not answer", remedy: "\(error)"))
        }
        if let snapshot = ingest?.snapshot {
            parts.append(Self.broker(snapshot))
            figures += IngestFigures(snapshot).figures
        }
        return ServiceStatus(parts: parts, figures: figures)
    }

    private static func broker(_ snapshot: IngestSnapshot) -> ServiceStatus.Part {
        if let problem = snapshot.problem {
            return .init(name: problem.kind == .store ? "intake" : "broker", isReady: false, detail: problem.text)
        }
        return .init(
            name: "broker", isReady: snapshot.isConnected, detail: snapshot.isConnected ? "connected" : "connecting",
            remedy: snapshot.isConnected ? "" : "If this lasts, check that the broker runs and the mqtt settings are right.")
    }
}

/// Ingest's counters as the metrics show them.
struct IngestFigures {
    let figures: [ServiceStatus.Figure]

    init(_ snapshot: IngestSnapshot) {
        let totals = snapshot.totals
        func figure(_ name: String, _ help: String, _ value: Int, _ labels: [ServiceStatus.Label] = []) -> ServiceStatus.Figure {
            ServiceStatus.Figure(name: "fuellort_ingest_\(name)", help: help, labels: labels, value: Double(value))
        }
        var figures = [
            figure("connected", "1 while the broker connection is up.", snapshot.isConnected ? 1 : 0),
            figure("messages", "Messages received since the start.", totals.messages),
            figure("readings_stored", "Readings stored since the start.", totals.stored),
            figure("readings_repeated", "Readings that were there already.", totals.repeats),
            figure("readings_late", "Readings older than what their slot knew.", totals.late),
            figure("emptyings", "Emptyings seen in the readings.", totals.emptyings),
            figure("messages_without_promise", "Messages that came at QoS 0.", totals.withoutPromise),
            figure("batches", "Transactions committed.", snapshot.batches),
            figure("failed_commits", "Transactions that failed; their messages come again.", snapshot.failedCommits),
            figure("reconnects", "Connections after the first one.", snapshot.reconnects),
        ]
        for (reason, count) in totals.refused.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            figures.append(
                figure("refused", "Messages put into quarantine since the start.", count, [.init("reason", reason.rawValue)]))
        }
        for (reason, count) in totals.ignored.sorted(by: { $0.key < $1.key }) {
            figures.append(figure("ignored", "Messages that carry no reading.", count, [.init("reason", reason)]))
        }
        self.figures = figures
    }
}
