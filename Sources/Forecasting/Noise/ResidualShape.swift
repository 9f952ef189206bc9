/// The form of a distribution with scale 1: quantiles at fixed probabilities, straight lines between them.
struct ResidualShape: Sendable, Hashable {
    static let probabilities: [Double] = [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
        0.95,
        0.975, 0.99, 0.995,
    ]

    var quantiles: [Double]

    /// Empirical quantiles; `nil` with fewer than 60 values.
    init?(_ values: [Double]) {
        guard values.count >= 60 else { return nil }
        let sorted = values.sorted()
        quantiles = Self.probabilities.map { probability in
            let position = probability * Double(sorted.count - 1)
            let index = min(sorted.count - 2, Int(position))
            return sorted[index] + (sorted[index + 1] - sorted[index]) * (position - Double(index))
        }
    }

    init(quantiles: [Double]) { self.quantiles = quantiles }

    func quantile(_ probability: Double) -> Double {
        let p = Self.probabilities
        guard probability > p[0] else { return quantiles[0] }
        for i in 1..<p.count where probability <= p[i] {
            return quantiles[i - 1] + (quantiles[i] - quantiles[i - 1]) * (probability - p[i - 1]) / (p[i] - p[i - 1])
        }
        return quantiles[p.count - 1]
    }

    /// Probability of a value at or below `x`.
    func probability(below x: Double) -> Double {
        let p = Self.probabilities
        guard x > quantiles[0] else { return x == quantiles[0] ? p[0] : p[0] / 2 }
        for i in 1..<p.count where x <= quantiles[i] {
            let width = quantiles[i] - quantiles[i - 1]
            return width > 0 ? p[i - 1] + (p[i] - p[i - 1]) * (x - quantiles[i - 1]) / width : p[i]
        }
        return 1 - (1 - p[p.count - 1]) / 2
    }

    /// Mean and variance of the form: the quantiles stand for the probability around them.
    var moments: (mean: Double, variance: Double) {
        let p = Self.probabilities
        var (mean, square) = (0.0, 0.0)
        for i in quantiles.indices {
            let low = i == 0 ? 0 : (p[i - 1] + p[i]) / 2
            let high = i == quantiles.count - 1 ? 1 : (p[i] + p[i + 1]) / 2
            mean += (high - low) * quantiles[i]
            square += (high - low) * quantiles[i] * quantiles[i]
        }
        return (mean, max(1e-9, square - mean * mean))
    }

    static func mix(_ a: ResidualShape, _ b: ResidualShape, _ share: Double) -> ResidualShape {
        ResidualShape(quantiles: zip(a.quantiles, b.quantiles).map { $0 + ($1 - $0) * share })
    }
}
