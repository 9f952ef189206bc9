import Ingest
import Model
import Reports
import Roads
import Store
import StoreSQLite

/// How the service is, for `/readyz` and `/metrics`.
struct HouseStatus: StatusSource {
    let store: SQLiteStore
    /// `nil` when the service does not listen to sensors.
    let ingest: IngestStatus?
    /// Names of the feeds that bring alarms out.
    var feeds: [String] = []
    /// The town's roads, where a file is configured.
    var network: ReloadingNetwork?

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
            figures += try await alarmFigures()
        } catch {
            parts.append(.init(name: "store", isReady: false, detail: "the database does not answer", remedy: "\(error)"))
        }
        if let snapshot = ingest?.snapshot {
            parts.append(Self.broker(snapshot))
            figures += IngestFigures(snapshot).figures
        }
        if let network { parts.append(Self.roads(network)) }
        return ServiceStatus(parts: parts, figures: figures)
    }

    /// Never in the way of readiness: without roads ways are estimated, and say so.
    private static func roads(_ network: ReloadingNetwork) -> ServiceStatus.Part {
        do {
            let version = try network.current().info.version
            guard let problem = network.problem else { return .init(name: "roads", isReady: true, detail: "network \(version)") }
            return .init(
                name: "roads", isReady: true, detail: "the network of before (\(version)) stays in use", remedy: "\(problem)")
        } catch {
            return .init(name: "roads", isReady: true, detail: "no network: ways are estimated", remedy: "\(error)")
        }
    }

    private func alarmFigures() async throws -> [ServiceStatus.Figure] {
        let open = Dictionary(grouping: try store.openAlarms(), by: \.kind).mapValues(\.count)
        var figures = AlarmKind.allCases.map { kind in
            ServiceStatus.Figure(
                name: "fuellort_alarms_open", help: "Alarms that are open.", labels: [.init("kind", kind.rawValue)],
                value: Double(open[kind] ?? 0))
        }
        for feed in feeds {
            figures.append(
                .init(
                    name: "fuellort_alarm_events_waiting", help: "Events of alarms that a feed has not delivered yet.",
                    labels: [.init("feed", feed)], value: Double(try await store.waitingAlarmEvents(feed: feed))))
        }
        return figures
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
        func counter(_ name: String, _ help: String, _ value: Int, _ labels: [ServiceStatus.Label] = []) -> ServiceStatus.Figure {
            ServiceStatus.Figure(
                name: "fuellort_ingest_\(name)_total", help: help, labels: labels, value: Double(value), kind: .counter)
        }
        var figures = [
            ServiceStatus.Figure(
                name: "fuellort_ingest_connected", help: "1 while the broker connection is up.",
                value: snapshot.isConnected ? 1 : 0),
            counter("messages", "Messages received since the start.", totals.messages),
            counter("readings_stored", "Readings stored since the start.", totals.stored),
            counter("readings_repeated", "Readings that were there already.", totals.repeats),
            counter("readings_late", "Readings older than what their slot knew.", totals.late),
            counter("emptyings", "Emptyings seen in the readings.", totals.emptyings),
            counter("messages_without_promise", "Messages that came at QoS 0.", totals.withoutPromise),
            counter("batches", "Transactions committed.", snapshot.batches),
            counter("failed_commits", "Transactions that failed; their messages come again.", snapshot.failedCommits),
            counter("reconnects", "Connections after the first one.", snapshot.reconnects),
        ]
        for (reason, count) in totals.refused.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            figures.append(counter("refused", "Messages put into quarantine.", count, [.init("reason", reason.rawValue)]))
        }
        for (reason, count) in totals.ignored.sorted(by: { $0.key < $1.key }) {
            figures.append(counter("ignored", "Messages that carry no reading.", count, [.init("reason", reason)]))
        }
        self.figures = figures
    }
}
