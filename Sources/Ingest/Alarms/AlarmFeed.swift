public import Logging
import MQTT
public import Model
public import ServiceLifecycle
public import Store

/// Sends what happens to alarms to somebody outside.
public protocol AlarmDelivery: Sendable {
    /// Under which its place in the events is kept; never change one.
    var name: String { get }

    /// Sends the events in their order. - Returns: how many of them the receiver has for sure; an error of the rest.
    func deliver(_ events: [AlarmEvent], index: (TownID) -> TownIndex?) async -> (delivered: Int, problem: String?)
}

/// Brings the events of alarms out, in order and at least once: what was not delivered waits in the store, over restarts too.
///
/// A receiver that does not answer is tried again after 1 s, 2 s, 4 s … up to five minutes; nothing overtakes.
public struct AlarmFeed: Service {
    private static let batch = 100
    private static let idle = Duration.milliseconds(500)
    private static let retries = ReconnectSchedule.Limits(firstSeconds: 1, longestSeconds: 300)

    private let store: any AlarmStore & TownRegistry
    private let delivery: any AlarmDelivery
    /// Names of all feeds that are in use: events are kept until each of them has delivered them.
    private let feeds: [String]
    private let logger: Logger

    public init(store: any AlarmStore & TownRegistry, delivery: any AlarmDelivery, feeds: [String], logger: Logger) {
        self.store = store
        self.delivery = delivery
        self.feeds = feeds
        self.logger = logger
    }

    public func run() async throws { await cancelWhenGracefulShutdown { await deliverUntilCancelled() } }

    private func deliverUntilCancelled() async {
        var schedule = ReconnectSchedule(limits: Self.retries)
        var names = TownNameCache()
        var saidProblem: String?
        while !Task.isCancelled {
            do {
                let events = try await store.undeliveredAlarmEvents(feed: delivery.name, limit: Self.batch)
                guard !events.isEmpty else {
                    try await Task.sleep(for: Self.idle)
                    continue
                }
                try names.refresh(store)
                let (delivered, problem) = await delivery.deliver(events) { names.index($0) }
                if delivered > 0 {
                    try await store.alarmEventsDelivered(feed: delivery.name, upTo: events[delivered - 1].id, feeds: feeds)
                    schedule = ReconnectSchedule(limits: Self.retries)
                }
                guard let problem else {
                    saidProblem = nil
                    continue
                }
                if saidProblem != problem {
                    logger.warning(
                        "alarms can not be delivered; tried again", metadata: ["feed": "\(delivery.name)", "cause": "\(problem)"])
                    saidProblem = problem
                }
            } catch is CancellationError {
                return
            } catch {
                logger.debug("alarm feed", metadata: ["cause": "\(error)"])
            }
            let wait = schedule.failed(atSeconds: 0, chance: Double.random(in: 0..<1))
            try? await Task.sleep(for: .seconds(wait))
        }
    }
}

/// Sites and fractions of slots, read again when the registry changes.
private struct TownNameCache {
    private var version: Int64?
    private var towns: [TownID: TownIndex] = [:]

    mutating func refresh(_ store: some TownRegistry) throws {
        let present = try store.registryVersion()
        guard present != version else { return }
        towns = Dictionary(try store.allTownData().map { ($0.town.id, TownIndex($0)) }, uniquingKeysWith: { first, _ in first })
        version = present
    }

    func index(_ town: TownID) -> TownIndex? { towns[town] }
}
