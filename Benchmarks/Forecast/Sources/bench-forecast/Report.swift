import Forecasting
import Foundation
import Model

/// Scores of one class of sensors by horizon, and the figures of the emptyings.
struct ClassScores {
    var byHours: [Int: ForecastScores] = [:]
    var containers = 0
}

struct EmptyingScores {
    var found = 0
    var reference = 0
    var matched = 0

    var precision: Double? { found > 0 ? Double(matched) / Double(found) : nil }
    var recall: Double? { reference > 0 ? Double(matched) / Double(reference) : nil }

    /// Emptyings the tracker is certain of, against the reference, within six hours.
    init(_ containers: [ContainerHistory]) {
        for container in containers {
            let moments = container.history.emptyings.map(\.emptying).filter { $0.confidence >= LevelTracker.certainEnough }.map(
                \.at)
            found += moments.count
            reference += container.history.reference.count
            matched += ReferenceEmptyings.matches(moments, container.history.reference)
        }
    }
}

enum Report {
    static func table(_ name: String, _ scores: ClassScores) {
        for hours in scores.byHours.keys.sorted() {
            guard let one = scores.byHours[hours] else { continue }
            let brier = one.brierFull.map { "\(number($0, 3)) (n \(one.brierCount), base \(number(one.brierBaseRate ?? 0, 2)))" }
            print(
                """
                class \(name), \(hours) h: n \(one.count), MAE \(number(one.meanAbsoluteError, 2)) (last value \
                \(number(one.lastValueError, 2)), linear \(number(one.linearError, 2)), weekday rates \(number(one.weekdayRatesError, 2))), pinball \(number(one.pinball, 3)), cover 50/80/95 % \
                \(number(one.cover50, 2)) / \(number(one.cover80, 2)) / \(number(one.cover95, 2)), reaches 80 %: Brier \(brier ?? "–")
                """)
        }
    }

    /// How far the times of getting full were off.
    static func fullTimes(_ name: String, _ scored: [ScoredFullTime]) {
        let parts = ForecastMethod.allCases.compactMap { method in
            FullTimeScores(scored, method).map {
                "\(method.rawValue) \(number($0.meanAbsoluteHours, 1)) h (median \(number($0.medianAbsoluteHours, 1)), too late \(number($0.tooLateShare, 2)))"
            }
        }
        print("class \(name), time to 80 %: n \(scored.count), \(parts.joined(separator: ", "))")
    }

    /// Share of truths at or below the quantiles forecast.
    static func calibration(_ name: String, _ forecasts: [ScoredForecast]) {
        let shares = zip(ScoredForecast.probabilities, ForecastScores.calibration(forecasts))
        print("class \(name), share at or below quantile: " + shares.map { "\($0) → \(number($1, 3))" }.joined(separator: ", "))
    }

    static func number(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

    /// One JSON object on one line; figures that could not be measured are null.
    static func json(_ figures: [(String, Double?)]) -> String {
        let members = figures.map { name, value in "\"\(name)\":\(value.map { text($0) } ?? "null")" }
        return "{\(members.joined(separator: ","))}"
    }

    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : number(value, 4)
    }
}
