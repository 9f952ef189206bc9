/// What a slot's level may be at one moment.
public struct LevelDistribution: Sendable, Hashable {
    /// Share of the usable volume, may exceed 1.
    public let mean: Double
    public let deviation: Double
    private let location: Double
    private let scale: Double
    private let shape: ResidualShape

    init(location: Double, variance: Double, shape: ResidualShape) {
        let scale = max(variance, 1e-8).squareRoot()
        let moments = shape.moments
        self.location = location
        self.scale = scale
        self.shape = shape
        mean = max(0, location + scale * moments.mean)
        deviation = scale * moments.variance.squareRoot()
    }

    /// The level that is not exceeded with this probability, at least 0. Probabilities outside 0.005…0.995 count as these.
    public func quantile(_ probability: Double) -> Double { max(0, location + scale * shape.quantile(probability)) }

    /// Probability that the level is at or above `level`.
    public func probability(atLeast level: Double) -> Double {
        level <= 0 ? 1 : 1 - shape.probability(below: (level - location) / scale)
    }
}
