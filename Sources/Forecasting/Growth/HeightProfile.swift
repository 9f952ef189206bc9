/// How fast the level rises at each height for the same amount thrown in: containers narrow towards the top, a cone builds up under
/// the inlet, the first bottles lie loose. Factors at fixed levels, straight lines between them; 1 where nothing was learned.
struct HeightProfile: Sendable, Hashable {
    /// Centres of the bands. From the last on it is 1 again: there the sensor's blind zone says nothing about deposits.
    static let levels: [Double] = [0.025, 0.1, 0.225, 0.375, 0.525, 0.675, 0.825, 0.95]
    private static let bounds: [Double] = [0.05, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9]

    private(set) var factors: [Double]

    static let even = HeightProfile(factors: Array(repeating: 1, count: levels.count))

    static func band(_ level: Double) -> Int { bounds.firstIndex { level < $0 } ?? bounds.count }

    func factor(_ level: Double) -> Double {
        let levels = Self.levels
        guard level > levels[0] else { return factors[0] }
        for i in 1..<levels.count where level <= levels[i] {
            return factors[i - 1] + (factors[i] - factors[i - 1]) * (level - levels[i - 1]) / (levels[i] - levels[i - 1])
        }
        return factors[levels.count - 1]
    }

    /// From the growth seen and the growth expected in each band.
    ///
    /// - Parameter prior: expected growth of the even profile that is mixed into each band.
    init(seen: [Double], expected: [Double], prior: Double) {
        factors = zip(seen, expected).map { max(0.5, min(2, ($0 + prior) / ($1 + prior))) }
        factors[factors.count - 1] = 1
    }

    private init(factors: [Double]) { self.factors = factors }
}
