/// Fits an amount that is the exponential of a weighted sum of features: least squares with a normal prior on each weight, by
/// Gauss and Newton (generalised ridge: Hoerl and Kennard 1970). What the data can not show stays at 0.
struct RidgeFit {
    private(set) var weights: [Double]
    /// Standard deviations of the weights.
    private(set) var deviations: [Double]

    struct Row {
        var features: [Double]
        /// The amount against what was expected; may be negative where sensors err.
        var amount: Double
        /// 1 for a row as sure as any.
        var sureness: Double
    }

    /// - Parameters:
    ///   - rows: in order of time, so that days that are alike because they follow each other count less.
    ///   - priors: standard deviation of each weight before the data.
    /// - Returns: `nil` with too few rows. O(rows × weights²).
    init?(_ rows: [Row], priors: [Double]) {
        let count = priors.count
        guard rows.count >= 28, rows.allSatisfy({ $0.features.count == count }) else { return nil }
        var weights = Array(repeating: 0.0, count: count)
        var inverse: [[Double]] = []
        for _ in 0..<Self.rounds {
            let expected = rows.map { row in
                exponential(max(-3, min(3, zip(row.features, weights).reduce(0) { $0 + $1.0 * $1.1 })))
            }
            let residuals = zip(rows, expected).map { $0.amount - $1 }
            let variance = Self.variance(residuals, rows.map(\.sureness))
            let most = 3 * variance.squareRoot()
            var matrix = priors.indices.map { i in priors.indices.map { i == $0 ? 1 / (priors[i] * priors[i]) : 0 } }
            var slope = zip(weights, priors).map { -$0 / ($1 * $1) }
            for (row, (mean, residual)) in zip(rows, zip(expected, residuals)) {
                let sureness = row.sureness / variance
                let held = max(-most, min(most, residual))
                for i in 0..<count where row.features[i] != 0 {
                    let part = sureness * mean * row.features[i]
                    slope[i] += part * held
                    for j in 0..<count { matrix[i][j] += part * mean * row.features[j] }
                }
            }
            guard let found = Self.inverted(matrix) else { return nil }
            inverse = found
            for i in 0..<count {
                let step = zip(inverse[i], slope).reduce(0) { $0 + $1.0 * $1.1 }
                weights[i] += max(-0.5, min(0.5, step))
            }
        }
        guard weights.allSatisfy(\.isFinite) else { return nil }
        self.weights = weights
        deviations = priors.indices.map { max(0, inverse[$0][$0]).squareRoot() }
    }

    /// Of a row of sureness 1, larger where neighbours in time err the same way: they are no independent witnesses.
    private static func variance(_ residuals: [Double], _ sureness: [Double]) -> Double {
        let total = max(sureness.reduce(0, +), 1e-9)
        let mean = zip(residuals, sureness).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } / total
        let pairs = zip(residuals, residuals.dropFirst())
        let together = pairs.reduce(0) { $0 + $1.0 * $1.1 }
        let square = residuals.reduce(0) { $0 + $1 * $1 }
        let likeness = square > 0 ? max(0, min(0.8, together / square)) : 0
        return max(1e-4, mean * (1 + likeness) / (1 - likeness))
    }

    /// Inverse of a symmetric matrix by Gauss and Jordan; `nil` if it has none.
    private static func inverted(_ matrix: [[Double]]) -> [[Double]]? {
        let n = matrix.count
        var left = matrix
        var right = (0..<n).map { i in (0..<n).map { i == $0 ? 1.0 : 0 } }
        for column in 0..<n {
            guard let pivot = (column..<n).max(by: { abs(left[$0][column]) < abs(left[$1][column]) }),
                abs(left[pivot][column]) > 1e-12
            else { return nil }
            left.swapAt(column, pivot)
            right.swapAt(column, pivot)
            let scale = 1 / left[column][column]
            for j in 0..<n {
                left[column][j] *= scale
                right[column][j] *= scale
            }
            for row in 0..<n where row != column && left[row][column] != 0 {
                let factor = left[row][column]
                for j in 0..<n {
                    left[row][j] -= factor * left[column][j]
                    right[row][j] -= factor * right[column][j]
                }
            }
        }
        return right
    }

    private static let rounds = 8
}
