/// How far the truth lies from the expected level, by horizon: variance laws and the form of the distribution, both learned from the
/// fleet's own forecasts of the past (empirical residuals), apart for quiet and for noisy slots.
struct NoiseModel: Sendable, Hashable {
    /// Hours ahead at which residuals are collected; straight lines between them.
    static let horizons: [Double] = [6, 12, 24, 48, 96, 168, 336]
    /// Noise ratios that part the groups: as everybody, noisier, much noisier.
    static let groupBounds = [1.5, 4.0]
    /// Noisy sensors change their habits from month to month, so their past tells a little too narrow a band; on the variance.
    static let noisyMargin = 1.15
    static var groupCount: Int { groupBounds.count + 1 }

    var laws: [VarianceLaw]
    /// By horizon, then by group: of the level at that time, and of the highest level until then.
    var shapes: [[ResidualShape]]
    var highestShapes: [[ResidualShape]]
    /// Variance by the height at which the forecast begins, 1 = mean.
    var height: HeightVariance
    /// Mean square of the rates' standard deviations in the past forecasts: the residuals hold that much of it already.
    var rateVarianceInside: Double

    enum Question { case level, highest }

    static func group(noiseRatio: Double) -> Int { groupBounds.firstIndex { noiseRatio < $0 } ?? groupBounds.count }

    /// Scale and form of the residuals.
    ///
    /// - Parameters:
    ///   - hours: from the newest reading to the moment asked for.
    ///   - growth: expected in that time.
    ///   - level: from which the forecast begins.
    func spread(
        hours: Double, growth: Double, level: Double, noiseRatio: Double, of question: Question
    ) -> (variance: Double, shape: ResidualShape) {
        let group = Self.group(noiseRatio: noiseRatio)
        // The highest reading of a noisy sensor is a false echo, not a level.
        let shapes = question == .level || group > 0 ? self.shapes : highestShapes
        let ratio = noiseRatio * height.factor(level) * (group > 0 ? Self.noisyMargin : 1)
        let horizons = Self.horizons
        let last = horizons.count - 1
        if hours <= horizons[0] { return (laws[0].variance(growth: growth) * ratio, shapes[0][group]) }
        guard hours < horizons[last] else {
            return (laws[last].variance(growth: growth) * ratio, shapes[last][group])
        }
        let upper = horizons.firstIndex { $0 >= hours } ?? last
        let share = (hours - horizons[upper - 1]) / (horizons[upper] - horizons[upper - 1])
        let law = VarianceLaw.mix(laws[upper - 1], laws[upper], share)
        let shape = ResidualShape.mix(shapes[upper - 1][group], shapes[upper][group], share)
        return (law.variance(growth: growth) * ratio, shape)
    }
}

/// One forecast of the past and what became of it.
struct ResidualSample: Sendable {
    /// Truth minus expectation: of the level at the target, and of the highest level until then.
    var residual: Double
    var highest: Double
    var growth: Double
    /// Level from which the forecast began.
    var level: Double
    var noiseRatio: Double
    /// Of a slot whose sensor shows a clean saw-tooth.
    var isClean: Bool
}

extension NoiseModel {
    /// Learns laws and forms from samples by horizon; horizons and groups with too few samples take over from their neighbours, and
    /// the first from ``standard``.
    static func fit(_ samples: [[ResidualSample]], rateVarianceInside: Double) -> NoiseModel {
        var model = standard
        model.rateVarianceInside = rateVarianceInside
        model.height = HeightVariance.fit(clean(samples[oneDay])) ?? model.height
        var known: Int?
        for (horizon, all) in samples.enumerated() {
            if all.count >= fewest, model.learn(horizon, all) {
                known = horizon
            } else if let known {
                model.laws[horizon] = model.laws[known]
                model.shapes[horizon] = model.shapes[known]
                model.highestShapes[horizon] = model.highestShapes[known]
            }
        }
        return model
    }

    /// - Returns: whether the samples were enough.
    private mutating func learn(_ horizon: Int, _ samples: [ResidualSample]) -> Bool {
        let scaled = Self.clean(samples).map { sample in
            (
                residual: sample.residual / (sample.noiseRatio * height.factor(sample.level)).squareRoot(),
                growth: sample.growth
            )
        }
        guard let law = VarianceLaw.fit(scaled) else { return false }
        let scales = samples.map { sample in
            (law.variance(growth: sample.growth) * sample.noiseRatio * height.factor(sample.level)).squareRoot()
        }
        laws[horizon] = law
        shapes[horizon] = forms(samples, zip(samples, scales).map { $0.residual / $1 }) ?? shapes[horizon]
        highestShapes[horizon] = forms(samples, zip(samples, scales).map { $0.highest / $1 }) ?? shapes[horizon]
        return true
    }

    /// The form of each noise group; groups with few samples take the form of all.
    private func forms(_ samples: [ResidualSample], _ values: [Double]) -> [ResidualShape]? {
        guard let pooled = ResidualShape(values) else { return nil }
        let hasClean = samples.contains(where: \.isClean)
        return (0..<Self.groupCount).map { group in
            let own = zip(samples, values).filter { sample, _ in
                Self.group(noiseRatio: sample.noiseRatio) == group && (sample.isClean || group > 0 || !hasClean)
            }.map(\.1)
            return own.count >= Self.fewest ? ResidualShape(own) ?? pooled : pooled
        }
    }

    /// Laws are learned on clean sensors as long as there are enough of them; the noisy ones come in through their ratio and form.
    private static func clean(_ samples: [ResidualSample]) -> [ResidualSample] {
        let clean = samples.filter(\.isClean)
        return clean.count >= fewest ? clean : samples
    }

    private static let fewest = 200
    /// Index of the horizon of 24 h.
    static let oneDay = 2

    /// Before a fleet has a past of its own: figures measured on hourly glass sensors (docs/algorithms-forecasting.md).
    static let standard: NoiseModel = {
        let constants = [0.0008, 0.0009, 0.0011, 0.0016, 0.0026, 0.0044, 0.0088]
        let form = ResidualShape(
            quantiles: [
                -2.8, -2.3, -1.75, -1.4, -1.06, -0.84, -0.67, -0.53, -0.42, -0.32, -0.23, -0.13, -0.04, 0.07, 0.19, 0.33, 0.48,
                0.65, 0.84, 1.08, 1.4, 1.85, 2.25, 2.8, 3.3,
            ])
        return NoiseModel(
            laws: constants.map { VarianceLaw(constant: $0, perGrowth: 0.024) },
            shapes: Array(repeating: Array(repeating: form, count: groupCount), count: horizons.count),
            highestShapes: Array(repeating: Array(repeating: form, count: groupCount), count: horizons.count), height: .even,
            rateVarianceInside: 0)
    }()
}
