import Model

/// Temperature, rain and sunshine of each day of a stretch, in standard deviations from the mean of the days that have passed.
///
/// A day that is not known is a mean day of its season. A forecast says less the farther it looks: it counts whole for three days and
/// fades into the mean of the season until the eleventh (an assumption; after that weather forecasts are hardly better than the
/// season's mean).
struct WeatherFeatures: Hashable, Sendable {
    static let count = 3
    /// By day of the stretch, then temperature, rain, sunshine.
    private var values: [SIMD4<Double>]
    /// Mean and standard deviation of each; `nil` where too few days are known.
    private let scales: [Scale?]

    private struct Scale: Hashable, Sendable {
        var mean: Double
        var deviation: Double
    }

    /// `nil` when fewer than ``fewestDays`` days have passed with any value.
    init?(_ weather: [DayWeather], days: [CalendarDay], asOf: CalendarDay) {
        guard !days.isEmpty, !weather.isEmpty else { return nil }
        let columns = Self.raw(weather, days: days)
        let today = Self.index(asOf, in: days)
        scales = columns.map { Self.scale($0.prefix(max(0, today + 1)).compactMap { $0 }) }
        guard scales.contains(where: { $0 != nil }) else { return nil }
        values = []
        values = standardised(columns, days: days, today: today)
    }

    /// The same days, known until another day; the scales stay, so that what was learned keeps its meaning.
    func seen(from asOf: CalendarDay, _ weather: [DayWeather], days: [CalendarDay]) -> WeatherFeatures {
        var other = self
        other.values = standardised(Self.raw(weather, days: days), days: days, today: Self.index(asOf, in: days))
        return other
    }

    subscript(day: Int) -> SIMD4<Double> { values.indices.contains(day) ? values[day] : SIMD4() }

    /// The temperature is the day's highest where that is given more often than the mean; rain counts by its order of magnitude.
    private static func columns(_ weather: [DayWeather]) -> [(DayWeather) -> Double?] {
        let usesMaximum = weather.count { $0.maximumCelsius != nil } >= weather.count { $0.meanCelsius != nil }
        return [
            { usesMaximum ? $0.maximumCelsius : $0.meanCelsius }, { $0.rainMillimetres.map { naturalLogarithm(1 + max(0, $0)) } },
            { $0.sunshineHours },
        ]
    }

    /// The three values of each day of the stretch.
    private static func raw(_ weather: [DayWeather], days: [CalendarDay]) -> [[Double?]] {
        columns(weather).map { column in
            var raw = Array(repeating: Double?.none, count: days.count)
            for day in weather {
                let index = index(day.day, in: days)
                if raw.indices.contains(index), let value = column(day), value.isFinite { raw[index] = value }
            }
            return raw
        }
    }

    private static func index(_ day: CalendarDay, in days: [CalendarDay]) -> Int { days.first.map { day.days(since: $0) } ?? 0 }

    private static func scale(_ known: [Double]) -> Scale? {
        guard known.count >= fewestDays else { return nil }
        let mean = known.reduce(0, +) / Double(known.count)
        let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count)
        return variance > 1e-9 ? Scale(mean: mean, deviation: variance.squareRoot()) : nil
    }

    private func standardised(_ columns: [[Double?]], days: [CalendarDay], today: Int) -> [SIMD4<Double>] {
        var values = Array(repeating: SIMD4<Double>(), count: days.count)
        for (number, raw) in columns.enumerated() {
            guard let scale = scales[number] else { continue }
            let past = raw.indices.prefix(max(0, today + 1))
            let season = SeasonalMean(past: past.compactMap { day in raw[day].map { (days[day], $0) } })
            for day in days.indices {
                let usual = season.value(days[day])
                let value = raw[day].map { usual + ($0 - usual) * Self.trust(daysAhead: day - today) } ?? usual
                values[day][number] = max(-Self.farthest, min(Self.farthest, (value - scale.mean) / scale.deviation))
            }
        }
        return values
    }

    private static func trust(daysAhead: Int) -> Double { max(0, min(1, 1 - Double(daysAhead - 3) / 8)) }

    static let fewestDays = 28
    /// Effects are not carried beyond what has been seen.
    private static let farthest = 3.0
}

/// What is usual at a time of the year, from days that have passed: a mean with a bell of 15 days around the day of the year.
private struct SeasonalMean {
    private let means: [Double?]
    private let latest: Double

    init(past: [(day: CalendarDay, value: Double)]) {
        let bell = (0...183).map { exponential(-Double($0 * $0) / (2 * Self.deviationDays * Self.deviationDays)) }
        var (sums, weights) = (Array(repeating: 0.0, count: Self.year), Array(repeating: 0.0, count: Self.year))
        var (daySums, dayCounts) = (sums, sums)
        for (day, value) in past {
            daySums[Self.dayOfYear(day)] += value
            dayCounts[Self.dayOfYear(day)] += 1
        }
        for day in 0..<Self.year where dayCounts[day] > 0 {
            for other in 0..<Self.year {
                let apart = abs(day - other)
                let weight = bell[min(183, apart, Self.year - apart)]
                sums[other] += weight * daySums[day]
                weights[other] += weight * dayCounts[day]
            }
        }
        // A time of the year of which no days are known has no mean of its own.
        means = zip(sums, weights).map { $1 >= 3 ? $0 / $1 : nil }
        let last = past.suffix(30)
        latest = last.reduce(0) { $0 + $1.value } / Double(max(1, last.count))
    }

    func value(_ day: CalendarDay) -> Double { means[Self.dayOfYear(day)] ?? latest }

    private static func dayOfYear(_ day: CalendarDay) -> Int {
        min(year - 1, day.days(since: day.firstOfYear))
    }

    private static let year = 366
    private static let deviationDays = 15.0
}

extension CalendarDay {
    fileprivate var firstOfYear: CalendarDay { CalendarDay(year: year, month: 1, day: 1) ?? self }
}
