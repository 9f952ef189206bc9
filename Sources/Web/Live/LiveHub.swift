import Foundation
import Model
import Reports

/// Tells pages what changes while they are open. One watcher a town asks the desk while anybody listens; every listener gets the same
/// text. A listener that does not keep up loses the oldest events, which the next ones make good.
actor LiveHub {
    private struct Watched {
        var listeners: [Int: AsyncStream<String>.Continuation] = [:]
        var task: Task<Void, Never>?
    }

    /// Between two looks at the levels.
    private let interval: Duration
    private var towns: [TownID: Watched] = [:]
    private var nextListener = 0

    init(interval: Duration = .seconds(10)) { self.interval = interval }

    /// A stream that begins with `hello` and goes on until its reader ends it.
    func subscribe(town: TownID, desk: any Desk) -> AsyncStream<String> {
        let number = nextListener
        nextListener += 1
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(64))
        continuation.onTermination = { [weak self] _ in
            Task { await self?.leave(number, town: town) }
        }
        continuation.yield(LiveEvent.text("hello", "{}"))
        var watched = towns[town] ?? Watched()
        watched.listeners[number] = continuation
        if watched.task == nil { watched.task = Task { await self.watch(town, desk: desk) } }
        towns[town] = watched
        return stream
    }

    /// Tells everybody who listens to the town.
    func publish(_ name: String, json: String, town: TownID) {
        let text = LiveEvent.text(name, json)
        for listener in (towns[town]?.listeners ?? [:]).values { listener.yield(text) }
    }

    /// Tells how a plan comes along, until it is there.
    func follow(_ run: PlanRun, town: TownID, desk: any Desk) {
        Task {
            var news = run
            while !Task.isCancelled {
                if let json = try? DocumentEncoder.json(PlanRunDocument(news)) {
                    publish("plan-run", json: String(decoding: json, as: UTF8.self), town: town)
                }
                if news.phase.isOver { return }
                try? await Task.sleep(for: .milliseconds(500))
                guard let next = try? await desk.planRun(town: town, id: news.id) else { return }
                news = next
            }
        }
    }

    private func leave(_ number: Int, town: TownID) {
        towns[town]?.listeners[number] = nil
        if towns[town]?.listeners.isEmpty == true {
            towns[town]?.task?.cancel()
            towns[town] = nil
        }
    }

    private func watch(_ town: TownID, desk: any Desk) async {
        var changes = LevelChanges()
        while !Task.isCancelled {
            // A desk that does not answer now is asked again; meanwhile pings say that the service is there.
            let statuses = try? await desk.containers(town: town, dueOn: nil)
            let event = statuses.flatMap { changes.event($0) }
            publish(event == nil ? "ping" : "levels", json: event ?? "{}", town: town)
            try? await Task.sleep(for: interval)
        }
    }
}

/// The text form of an event (HTML standard, §9.2).
enum LiveEvent {
    static func text(_ name: String, _ json: String) -> String { "event: \(name)\ndata: \(json)\n\n" }
}

/// What of the levels is new since the last look.
struct LevelChanges {
    private struct Seen: Hashable {
        var level: Double?
        var measuredAt: Timestamp?
        var isDue: Bool
        var isSilent: Bool
    }

    private var seen: [SlotID: Seen]?

    /// The document of a `levels` event; `nil` when nothing has changed, and at the first look.
    mutating func event(_ statuses: [ContainerStatus]) -> String? {
        let now = Dictionary(
            statuses.map { status in
                let seen = Seen(
                    level: status.current?.level, measuredAt: status.current?.measuredAt, isDue: status.isDue,
                    isSilent: status.isSilent)
                return (status.slot.id, seen)
            }, uniquingKeysWith: { first, _ in first })
        defer { seen = now }
        guard let before = seen, before != now else { return nil }
        let changed = statuses.filter { now[$0.slot.id] != before[$0.slot.id] }
        let document = LevelsEventDocument(
            asOf: statuses.first?.asOf, containers: changed.map { MapContainerDocument($0, site: -1) })
        return (try? DocumentEncoder.json(document)).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Containers whose level has changed; their `site` is not told again.
struct LevelsEventDocument: Codable, Hashable, Sendable {
    var asOf: Timestamp?
    var containers: [MapContainerDocument]

    private enum CodingKeys: String, CodingKey {
        case containers
        case asOf = "as_of"
    }
}
