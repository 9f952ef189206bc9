/// A subscriber that acknowledges after the commit.
///
/// libmosquitto queues the acknowledgement of a message before it hands the message over. Here nothing is written between the first
/// read of a batch and the batch's commit, so the queued acknowledgements leave only afterwards:
///
///     read until the batch is full or the socket empty → commit → write → housekeeping → wait
///
/// The session is persistent and the quality of service 1: what was not acknowledged comes again after any crash. (QoS 2 would lose
/// messages: libmosquitto keeps its half-done handshakes in memory.) A commit that fails drops the connection with its queue. The
/// broker is slowed down by not reading, the only thing that works on a backlog.
///
/// ``run(_:)`` blocks its thread, which should belong to it alone; ``stop()`` may be called from anywhere.
public final class MQTTSubscriber: Sendable {
    public let options: BrokerOptions
    public let filters: [String]
    /// Subscriptions of an earlier configuration, which a persistent session would go on to deliver.
    public let obsoleteFilters: [String]
    public let limits: BatchLimits
    public let reconnect: ReconnectSchedule.Limits
    /// How long a failed commit rests before the connection is made anew.
    public let pauseAfterFailedCommitSeconds: Double
    private let wakeUp: WakeUp

    public init(
        options: BrokerOptions, filters: [String], obsoleteFilters: [String] = [], limits: BatchLimits = BatchLimits(),
        reconnect: ReconnectSchedule.Limits = ReconnectSchedule.Limits(), pauseAfterFailedCommitSeconds: Double = 1
    ) throws(MQTTError) {
        try options.validate()
        for filter in filters + obsoleteFilters { try TopicText.validateFilter(filter) }
        guard !filters.isEmpty else {
            throw .invalidOption(name: "topics", value: "", remedy: "Name at least one topic filter to subscribe to.")
        }
        self.options = options
        self.filters = filters
        self.obsoleteFilters = obsoleteFilters
        self.limits = limits
        self.reconnect = reconnect
        self.pauseAfterFailedCommitSeconds = pauseAfterFailedCommitSeconds
        self.wakeUp = try WakeUp()
    }

    /// Reads until ``stop()``; reconnects for ever. Blocks the calling thread.
    ///
    /// At the end: what was read is committed, its acknowledgements are written (for at most a second), then the connection is closed.
    /// The session stays at the broker.
    public func run(_ handler: some MessageBatchHandler) {
        var schedule = ReconnectSchedule(limits: reconnect)
        while !wakeUp.isStopRequested {
            let connection = SubscriberConnection(subscriber: self, wakeUp: wakeUp, handler: handler)
            let end = connection.run { schedule.connected(atSeconds: MonotonicClock.seconds) }
            guard case .failed(let problem, let least) = end else { break }
            let now = MonotonicClock.seconds
            let wait = max(least, schedule.failed(atSeconds: now, chance: Double.random(in: 0..<1)))
            handler.connectionChanged(.waiting(retryInSeconds: wait, problem: problem))
            rest(until: now + wait, handler: handler)
        }
        handler.connectionChanged(.stopped)
    }

    /// Asks ``run(_:)`` to end; returns at once.
    public func stop() { wakeUp.requestStop() }

    private func rest(until end: Double, handler: some MessageBatchHandler) {
        while !wakeUp.isStopRequested {
            let left = end - MonotonicClock.seconds
            guard left > 0 else { return }
            handler.tick()
            _ = Readiness.wait(
                wakeUp: wakeUp, socket: -1, wantsRead: false, wantsWrite: false, milliseconds: Int(min(left, 1) * 1000) + 1)
        }
    }
}
