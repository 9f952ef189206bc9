public import Alarms
public import Decoding
public import MQTT

/// How ingest listens.
public struct IngestConfiguration: Sendable {
    public var broker: BrokerOptions
    /// Topic filters; always subscribed at QoS 1.
    public var filters: [String]
    /// Filters of an earlier configuration, which the kept session would go on to deliver.
    public var obsoleteFilters: [String]
    public var batch: BatchLimits
    public var payload: PayloadLimits
    public var reconnect: ReconnectSchedule.Limits
    public var pauseAfterFailedCommitSeconds: Double
    /// How long a stop may take until the ingest thread is left behind, which is safe: what it had not acknowledged comes again.
    public var longestStopSeconds: Double
    /// Descriptions of foreign JSON, tried before the built-in envelopes.
    public var mappings: [Mapping]
    /// `nil` raises no alarms.
    public var alarms: AlarmRules?
    /// How often all slots are looked at for silence and for what others have changed.
    public var sweepSeconds: Double

    public static let nativeFilter = "fuellort/v1/+/+/reading"

    public init(
        broker: BrokerOptions, filters: [String] = [IngestConfiguration.nativeFilter], obsoleteFilters: [String] = [],
        batch: BatchLimits = BatchLimits(), payload: PayloadLimits = PayloadLimits(),
        reconnect: ReconnectSchedule.Limits = ReconnectSchedule.Limits(), pauseAfterFailedCommitSeconds: Double = 1,
        longestStopSeconds: Double = 4, mappings: [Mapping] = [], alarms: AlarmRules? = .standard, sweepSeconds: Double = 5
    ) {
        self.broker = broker
        self.filters = filters
        self.obsoleteFilters = obsoleteFilters
        self.batch = batch
        self.payload = payload
        self.reconnect = reconnect
        self.pauseAfterFailedCommitSeconds = pauseAfterFailedCommitSeconds
        self.longestStopSeconds = longestStopSeconds
        self.mappings = mappings
        self.alarms = alarms
        self.sweepSeconds = sweepSeconds
    }
}
