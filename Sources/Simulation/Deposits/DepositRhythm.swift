import Foundation
import Model

/// When people throw things in: by hour, weekday and season, relative to the mean.
struct DepositRhythm: Sendable {
    enum Habit: Sendable, Hashable { case bringBank, litter }

    let habit: Habit
    private let weekdays: [Double]
    /// Share of a day's deposits up to the end of each hour.
    private let workdayHours: [Double]
    private let sundayHours: [Double]

    init(_ habit: Habit) {
        self.habit = habit
        switch habit {
        case .bringBank:
            // Factors of weekdays as measured on 32 clean sensors of bottle banks in Frankfurt (2020), divided by their mean.
            weekdays = Self.normalised([1.13, 1.01, 1.00, 1.11, 0.79, 1.47, 0.48])
            // Throwing in is allowed from 7 to 20 o'clock; some do not care (assumption).
            workdayHours = Self.cumulative([
                1, 0, 0, 0, 0, 1, 4, 20, 38, 55, 70, 68, 52, 48, 56, 70, 85, 88, 72, 45, 14, 8, 4, 2,
            ])
            sundayHours = Self.cumulative([1, 0, 0, 0, 0, 0, 1, 4, 12, 30, 52, 60, 48, 44, 52, 58, 52, 40, 26, 16, 8, 5, 3, 2])
        case .litter:
            weekdays = Self.normalised([0.88, 0.88, 0.92, 0.95, 1.08, 1.27, 1.02])
            workdayHours = Self.cumulative([
                12, 8, 5, 3, 3, 6, 18, 40, 45, 40, 48, 62, 85, 80, 62, 62, 70, 75, 68, 55, 44, 34, 26, 18,
            ])
            sundayHours = Self.cumulative([
                26, 22, 16, 10, 6, 4, 5, 10, 18, 30, 44, 58, 68, 78, 84, 82, 74, 60, 46, 36, 28, 20, 14, 10,
            ])
        }
    }

    static func habit(of fraction: Fraction) -> Habit { fraction == .litter ? .litter : .bringBank }

    /// Deposits on that day relative to the year's mean day. Public holidays are like Sundays.
    func dayFactor(_ fraction: Fraction, on day: CalendarDay) -> Double {
        weekdays[isSundayLike(day) ? 6 : day.weekday.mondayIndex] * Self.season(fraction, on: day)
    }

    /// The second of the day for a share of the day's deposits; O(log hours).
    func secondOfDay(share: Double, on day: CalendarDay) -> Int {
        let hours = isSundayLike(day) ? sundayHours : workdayHours
        let hour = min(hours.partitioningIndex { $0 > share }, 23)
        let start = hour == 0 ? 0 : hours[hour - 1]
        let within = hours[hour] > start ? (share - start) / (hours[hour] - start) : 0
        return min(86399, Int((Double(hour) + within) * 3600))
    }

    private func isSundayLike(_ day: CalendarDay) -> Bool {
        day.weekday == .sunday || PublicHolidays.northRhineWestphalia(on: day) != nil
    }

    /// Glass: +30 % at the turn of the year (AGR). Litter follows good weather (Schwerte). The rest is assumed: paper more before
    /// Christmas, textiles in spring and autumn.
    private static func season(_ fraction: Fraction, on day: CalendarDay) -> Double {
        let firstDay = CalendarDay(year: day.year, month: 1, day: 1) ?? day
        let dayOfYear = Double(day.days(since: firstDay))
        func bump(around centre: Double, width: Double) -> Double {
            let distance = min(abs(dayOfYear - centre), 365 - abs(dayOfYear - centre))
            return exp(-distance * distance / (2 * width * width))
        }
        return switch fraction {
        case _ where fraction.isGlass: 0.98 + 0.32 * bump(around: 2, width: 10)
        case .paper: 0.98 + 0.22 * bump(around: 352, width: 12)
        case .textiles: 0.92 + 0.25 * bump(around: 105, width: 25) + 0.2 * bump(around: 285, width: 25)
        case .litter: 1 - 0.3 * cos(2 * .pi * (dayOfYear - 15) / 365)
        default: 1
        }
    }

    private static func normalised(_ factors: [Double]) -> [Double] {
        let mean = factors.reduce(0, +) / Double(factors.count)
        return factors.map { $0 / mean }
    }

    private static func cumulative(_ weights: [Double]) -> [Double] {
        let total = weights.reduce(0, +)
        var sum = 0.0
        return weights.map { weight in
            sum += weight
            return sum / total
        }
    }
}

extension Array {
    /// The first index whose element satisfies a predicate that holds from some index on; O(log n).
    func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
