import Foundation
public import Logging
public import MQTT
public import Model
public import ServiceLifecycle

/// Listens to the sensors: from the broker to the store, acknowledging only what is on the disk.
///
/// Has a thread of its own, which owns the connection with the broker and writes the readings. Knows nothing of other services, so its
/// place in a `ServiceGroup` does not matter. It waits for a broker that is not there, for a database that is locked, and keeps what it
/// can not store at the broker.
public struct IngestService: Service {
    public let configuration: IngestConfiguration
    /// What it is doing at the moment.
    public let status: IngestStatus
    private let store: any IngestStore
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let batteries: BatteryOutlook
    private let subscriber: MQTTSubscriber

    /// - Throws: ``MQTTError`` when the configuration can not work.
    public init(
        configuration: IngestConfiguration, store: any IngestStore, status: IngestStatus = IngestStatus(),
        batteries: BatteryOutlook = BatteryOutlook(), logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) throws(MQTTError) {
        self.configuration = configuration
        self.store = store
        self.status = status
        self.logger = logger
        self.now = now
        self.batteries = batteries
        subscriber = try MQTTSubscriber(
            options: configuration.broker, filters: configuration.filters, obsoleteFilters: configuration.obsoleteFilters,
            limits: configuration.batch, reconnect: configuration.reconnect,
            pauseAfterFailedCommitSeconds: configuration.pauseAfterFailedCommitSeconds)
    }

    /// Runs until the group is shut down or the task cancelled; then what was read is stored and acknowledged.
    public func run() async throws {
        let (ends, end) = AsyncStream<End>.makeStream(bufferingPolicy: .bufferingOldest(1))
        startThread { end.yield(.finished) }
        let ended = await withTaskCancellationOrGracefulShutdownHandler {
            // The stream is not ended by cancellation, only by the thread or the deadline.
            await Task.detached { await ends.first { _ in true } }.value
        } onCancelOrGracefulShutdown: {
            subscriber.stop()
            Task.detached { [seconds = configuration.longestStopSeconds] in
                try? await Task.sleep(for: .seconds(seconds))
                end.yield(.leftBehind)
            }
        }
        if ended == .leftBehind {
            logger.warning(
                "the store or the network did not answer in time; what was not stored waits at the broker and comes again")
        }
    }

    private enum End { case finished, leftBehind }

    private func startThread(then finished: @escaping @Sendable () -> Void) {
        let thread = Thread { [self] in
            let pipeline = IngestPipeline(
                store: store, limits: configuration.payload, mappings: configuration.mappings, alarmRules: configuration.alarms,
                coalescesLevels: true)
            let handler = IngestHandler(
                pipeline: pipeline, status: status, logger: logger, batteries: batteries,
                sweepSeconds: configuration.sweepSeconds, now: now)
            handler.prepare()
            subscriber.run(handler)
            finished()
        }
        thread.name = "ingest"
        thread.stackSize = 4 << 20
        thread.start()
    }
}
