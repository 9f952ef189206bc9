/// When readings move from the hot table into the blobs of their day, and in how large steps.
public struct CompactionPolicy: Sendable, Hashable {
    /// A UTC day is put together this long after its end; what arrives later is put to it with the next pass.
    public var afterHours: Double
    /// Most readings moved in one transaction. Ingest waits for at most one step: about a tenth of a second for 40,000.
    public var readingsPerStep: Int

    public init(afterHours: Double = 6, readingsPerStep: Int = 40_000) {
        self.afterHours = afterHours
        self.readingsPerStep = readingsPerStep
    }
}

/// What a pass did.
public struct CompactionReport: Sendable, Hashable {
    /// Transactions.
    public var steps = 0
    /// Readings moved.
    public var readings = 0
    /// Blobs written, new or larger.
    public var blobs = 0
}
