/// A mean over seeds with its 95 % confidence interval (Student 1908); without an interval when there is only one.
public struct Estimate: Sendable, Hashable, Codable {
    public var mean: Double
    public var low: Double?
    public var high: Double?

    public init(_ values: [Double]) {
        let count = Double(values.count)
        let mean = values.isEmpty ? 0 : values.reduce(0, +) / count
        self.mean = mean
        guard values.count > 1 else { return }
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let half = Self.studentQuantile(values.count - 1) * (variance / count).squareRoot()
        low = mean - half
        high = mean + half
    }

    /// The 97.5 % point of Student's t, from the tables; beyond 30 degrees the normal's, widened.
    static func studentQuantile(_ degrees: Int) -> Double {
        let table = [
            12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
            2.110,
            2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
        ]
        return degrees < 1 ? .infinity : degrees <= table.count ? table[degrees - 1] : 1.96 + 2.5 / Double(degrees)
    }
}
