import Forecasting
import Model
import Reports

/// What `forecast evaluate` found, as a document and as a table. Errors are points of 100, shares 0…1, times hours.
struct ForecastEvaluation: Encodable {
    struct Horizon: Encodable {
        var hours: Int
        var forecasts: Int
        /// By method.
        var meanAbsoluteError: [String: Double]
        var meanError: Double
        var pinball: Double
        var cover50: Double
        var cover80: Double
        var cover95: Double

        enum CodingKeys: String, CodingKey {
            case hours, forecasts, pinball
            case meanAbsoluteError = "mean_absolute_error"
            case meanError = "mean_error"
            case cover50 = "cover_50"
            case cover80 = "cover_80"
            case cover95 = "cover_95"
        }
    }

    struct TimeToFull: Encodable {
        var method: String
        var forecasts: Int
        var meanAbsoluteHours: Double
        var medianAbsoluteHours: Double
        var tooLateShare: Double

        enum CodingKeys: String, CodingKey {
            case method, forecasts
            case meanAbsoluteHours = "mean_absolute_hours"
            case medianAbsoluteHours = "median_absolute_hours"
            case tooLateShare = "too_late_share"
        }
    }

    var readings: Int
    var unreadableLines: Int
    var slots: Int
    var trainedUntil: String
    var from: String
    var to: String
    var horizons: [Horizon]
    var timeToFull: [TimeToFull]
    /// By probability: share of truths at or below that quantile.
    var calibration: [Calibration]
    /// What was known of days that are not like others; `nil` where nothing was.
    var inputs: Inputs?
    /// The same forecasts without it.
    var withoutInputs: [Horizon]?
    var learnedEffects: [Effect]?

    struct Calibration: Encodable {
        var hours: Int
        var probabilities: [Double]
        var shares: [Double]
        /// Forecast chances of reaching 80 % by then, and how often it was: in tenths that hold any forecast.
        var full: [ForecastScores.Reliability]
    }

    struct Inputs: Encodable {
        var schoolHolidays: Int
        var events: Int
        var weatherDays: Int

        enum CodingKeys: String, CodingKey {
            case events
            case schoolHolidays = "school_holidays"
            case weatherDays = "weather_days"
        }
    }

    struct Effect: Encodable {
        var fraction: String
        var name: String
        /// 1.2 is a fifth more; of weather, for one standard deviation more.
        var factor: Double
    }

    enum CodingKeys: String, CodingKey {
        case readings, slots, from, to, horizons, calibration, inputs
        case withoutInputs = "without_inputs"
        case learnedEffects = "learned_effects"
        case unreadableLines = "unreadable_lines"
        case trainedUntil = "trained_until"
        case timeToFull = "time_to_full"
    }

    init(_ file: HistoryFile, slots: Int, plan: BacktestPlan, horizons: [Int], _ result: BacktestResult) {
        readings = file.readingCount
        unreadableLines = file.unreadableLines
        self.slots = slots
        (trainedUntil, from, to) = (plan.trainUntil.rfc3339, plan.from.rfc3339, plan.to.rfc3339)
        self.horizons = horizons.compactMap { hours in
            ForecastScores(result.levels.filter { $0.hours == hours }).map { Horizon(hours: hours, $0) }
        }
        calibration = horizons.map { hours in
            let forecasts = result.levels.filter { $0.hours == hours }
            return Calibration(
                hours: hours, probabilities: ScoredForecast.probabilities, shares: ForecastScores.calibration(forecasts),
                full: ForecastScores.reliabilityFull(forecasts))
        }
        timeToFull = ForecastMethod.allCases.compactMap { method in
            FullTimeScores(result.fullTimes, method).map {
                TimeToFull(
                    method: method.rawValue, forecasts: $0.count, meanAbsoluteHours: $0.meanAbsoluteHours,
                    medianAbsoluteHours: $0.medianAbsoluteHours, tooLateShare: $0.tooLateShare)
            }
        }
    }

    /// Puts the scores without inputs beside those with them.
    mutating func compare(_ plain: BacktestResult, told: TownData, _ learned: [LearnedEffect]) {
        inputs = Inputs(
            schoolHolidays: told.schoolHolidays.count, events: told.events.count, weatherDays: told.weather.count)
        withoutInputs = horizons.compactMap { one in
            ForecastScores(plain.levels.filter { $0.hours == one.hours }).map { Horizon(hours: one.hours, $0) }
        }
        learnedEffects = learned.map { Effect(fraction: $0.family.rawValue, name: $0.name, factor: $0.factor) }
    }

    func show() {
        Console.line("\(readings) readings of \(slots) slots; learned until \(trainedUntil), forecast from \(from) to \(to)")
        Console.line()
        var levels = Console.table([
            ("HOURS AHEAD", .right), ("METHOD", .left), ("FORECASTS", .right), ("MEAN ERROR", .right), ("PINBALL", .right),
            ("IN 50 %", .right), ("IN 80 %", .right), ("IN 95 %", .right),
        ])
        for horizon in horizons {
            for method in ForecastMethod.allCases {
                levels.add(horizon.cells(method))
                if method == .model, let plain = withoutInputs?.first(where: { $0.hours == horizon.hours }) {
                    levels.add(plain.cells(method, name: "Füllort without inputs"))
                }
            }
        }
        Console.show(levels)
        showCalibration()
        showEffects()
        guard !timeToFull.isEmpty else { return Console.line("\nno slot got full in that time without being emptied before") }
        Console.line()
        var times = Console.table([
            ("TIME TO 80 % FULL", .left), ("FORECASTS", .right), ("MEAN ERROR H", .right), ("MEDIAN ERROR H", .right),
            ("TOO LATE %", .right),
        ])
        for one in timeToFull {
            times.add([
                ForecastMethod(rawValue: one.method)?.title ?? one.method, String(one.forecasts),
                fixed(one.meanAbsoluteHours, 1), fixed(one.medianAbsoluteHours, 1), fixed(100 * one.tooLateShare, 0),
            ])
        }
        Console.show(times)
    }
}

extension ForecastEvaluation {
    private func showCalibration() {
        let titles = [("SHARE AT OR BELOW", TextTable.Column.Alignment.left)]
        var table = Console.table(titles + ScoredForecast.probabilities.map { ("\(fixed(100 * $0, 1)) %", .right) })
        for one in calibration where one.shares.contains(where: { $0 > 0 }) {
            table.add(["\(one.hours) h ahead"] + one.shares.map { fixed(100 * $0, 1) })
        }
        Console.line()
        Console.show(table)
    }

    private func showEffects() {
        guard let inputs, let learnedEffects else { return }
        Console.line()
        Console.line(
            "told of \(inputs.schoolHolidays) school holidays, \(inputs.events) events, \(inputs.weatherDays) days of weather; learned:"
        )
        var table = Console.table([("FRACTION", .left), ("EFFECT OF", .left), ("FACTOR", .right)])
        for effect in learnedEffects { table.add([effect.fraction, effect.name, fixed(effect.factor, 2)]) }
        Console.show(table)
    }
}

extension ForecastEvaluation.Horizon {
    init(hours: Int, _ scores: ForecastScores) {
        self.hours = hours
        forecasts = scores.count
        meanAbsoluteError = Dictionary(
            ForecastMethod.allCases.map { ($0.rawValue, scores.error($0)) }, uniquingKeysWith: { one, _ in one })
        meanError = scores.meanError
        pinball = scores.pinball
        (cover50, cover80, cover95) = (scores.cover50, scores.cover80, scores.cover95)
    }

    /// The simple methods say one number only: no quantiles, no bands.
    func cells(_ method: ForecastMethod, name: String? = nil) -> [String] {
        let error = meanAbsoluteError[method.rawValue].map { fixed($0, 2) } ?? "–"
        guard method == .model else { return ["", method.title, "", error, "–", "–", "–", "–"] }
        return [
            name == nil ? String(hours) : "", name ?? method.title, String(forecasts), error, fixed(pinball, 2),
            fixed(100 * cover50, 0),
            fixed(100 * cover80, 0), fixed(100 * cover95, 0),
        ]
    }
}

extension ForecastMethod {
    fileprivate var title: String {
        switch self {
        case .model: "Füllort"
        case .lastValue: "last value"
        case .linear: "linear since emptying"
        case .weekdayRates: "weekday rates"
        }
    }
}

/// A number with so many decimals, for a table.
func fixed(_ value: Double, _ digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let text = String((value * scale).rounded() / scale)
    guard let point = text.firstIndex(of: ".") else { return text }
    let decimals = text[text.index(after: point)...].prefix(digits)
    let whole = text[..<point]
    return digits == 0 ? String(whole) : whole + "." + decimals + String(repeating: "0", count: digits - decimals.count)
}
