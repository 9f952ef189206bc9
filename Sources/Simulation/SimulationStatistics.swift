/// What happened, counted.
public struct SimulationStatistics: Sendable, Hashable, Codable {
    public var days = 0
    public var deposits = 0
    public var depositedLitres = 0.0
    /// Left beside full containers.
    public var sideDepositLitres = 0.0
    public var emptyings = 0
    public var emptiedLitres = 0.0
    /// Container-hours in which more lay in a container than fits.
    public var overflowHours = 0.0
    public var readings = 0
    public var messages = 0
    /// Messages that came a second time.
    public var duplicates = 0
    /// Messages that came late, after a gateway was off.
    public var late = 0
    /// Readings that never arrived.
    public var lost = 0

    public init() {}
}
