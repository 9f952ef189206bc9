/// Scatter by height: the narrow top of a container and the cone under the inlet make the same deposits count more.
struct HeightVariance: Sendable, Hashable {
    /// By band of ``HeightProfile``.
    private var factors: [Double]

    static let even = HeightVariance(factors: Array(repeating: 1, count: HeightProfile.levels.count))

    func factor(_ level: Double) -> Double { factors[HeightProfile.band(level)] }

    /// From the squares of the residuals against what growth and sensor explain; drawn to 1 with ``priorSamples``.
    static func fit(_ samples: [ResidualSample]) -> HeightVariance? {
        let scaled = samples.map { (residual: $0.residual / $0.noiseRatio.squareRoot(), growth: $0.growth) }
        guard samples.count >= 200, let law = VarianceLaw.fit(scaled) else { return nil }
        var seen = Array(repeating: priorSamples, count: HeightProfile.levels.count)
        var counts = seen
        for sample in samples {
            let square = sample.residual * sample.residual / (law.variance(growth: sample.growth) * sample.noiseRatio)
            seen[HeightProfile.band(sample.level)] += min(square, mostSquare)
            counts[HeightProfile.band(sample.level)] += 1
        }
        return HeightVariance(factors: zip(seen, counts).map { max(0.4, min(4, $0 / $1)) })
    }

    private static let priorSamples = 100.0
    /// Single residuals far out must not decide for a band.
    private static let mostSquare = 9.0
}
