/// One trustworthy level at one moment: what forecasts are fitted on.
public struct LevelPoint: Sendable, Hashable {
    public var at: Timestamp
    public var level: Double

    public init(at: Timestamp, level: Double) {
        self.at = at
        self.level = level
    }
}
