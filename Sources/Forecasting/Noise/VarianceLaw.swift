/// Variance of the growth over a stretch: what the sensor adds, and what chance adds to the deposits expected.
struct VarianceLaw: Sendable, Hashable {
    var constant: Double
    var perGrowth: Double

    func variance(growth: Double) -> Double { constant + perGrowth * max(0, growth) }

    /// Least squares of the squared residuals on the expected growth; residuals beyond the 98 % point count as that.
    static func fit(_ samples: [(residual: Double, growth: Double)]) -> VarianceLaw? {
        guard samples.count >= 30 else { return nil }
        let sizes = samples.map { abs($0.residual) }.sorted()
        let limit = sizes[Int(0.98 * Double(sizes.count - 1))]
        var n = 0.0
        var (sx, sy, sxx, sxy) = (0.0, 0.0, 0.0, 0.0)
        for sample in samples {
            let x = max(0, sample.growth)
            let size = min(abs(sample.residual), limit)
            let y = size * size
            n += 1
            sx += x
            sy += y
            sxx += x * x
            sxy += x * y
        }
        let spread = sxx - sx * sx / n
        let slope = spread > 1e-12 ? max(0.0005, (sxy - sx * sy / n) / spread) : 0.01
        let constant = max(0.0001, sy / n - slope * sx / n)
        return VarianceLaw(constant: constant, perGrowth: slope)
    }

    static func mix(_ a: VarianceLaw, _ b: VarianceLaw, _ share: Double) -> VarianceLaw {
        VarianceLaw(
            constant: a.constant + (b.constant - a.constant) * share, perGrowth: a.perGrowth + (b.perGrowth - a.perGrowth) * share
        )
    }
}
