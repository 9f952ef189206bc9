/// How values are spread: what a mean alone hides.
public struct Spread: Hashable, Sendable {
    /// How many values there are.
    public let count: Int
    public let mean: Double
    /// Standard deviation of the sample; 0 for a single value.
    public let deviation: Double
    public let median: Double
    /// One value in ten is at most this.
    public let lowDecile: Double
    /// Nine values in ten are at most this.
    public let highDecile: Double

    /// `nil` without any finite value. O(n log n).
    public init?(_ values: some Sequence<Double>) {
        let sorted = values.filter(\.isFinite).sorted()
        guard !sorted.isEmpty else { return nil }
        count = sorted.count
        let mean = sorted.reduce(0, +) / Double(sorted.count)
        self.mean = mean
        let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        deviation = sorted.count > 1 ? (squares / Double(sorted.count - 1)).squareRoot() : 0
        median = Spread.quantile(0.5, of: sorted)
        lowDecile = Spread.quantile(0.1, of: sorted)
        highDecile = Spread.quantile(0.9, of: sorted)
    }

    /// Linear interpolation between order statistics (Hyndman & Fan 1996, type 7).
    private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let position = share * Double(sorted.count - 1)
        let lower = Int(position)
        let upper = min(lower + 1, sorted.count - 1)
        return sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
    }
}
