/// When people throw in: factor of each weekday (mean 1) and the share of each hour of the day, apart for workdays, Saturdays, and
/// Sundays with holidays.
struct ActivityProfile: Sendable, Hashable {
    /// Monday … Sunday; their mean is 1.
    var weekday: [Double]
    /// Three rows of 24 shares, each row adding up to 1.
    var hours: [[Double]]

    enum DayKind: Int { case workday, saturday, sunday }

    static func kind(weekday: Int) -> DayKind { weekday == 6 ? .sunday : weekday == 5 ? .saturday : .workday }

    /// The same every day, from 07 to 20 o'clock, more in the afternoon (UBA: throwing in is allowed from 07 to 20).
    static let neutral = ActivityProfile(weekday: Array(repeating: 1, count: 7), hours: Array(repeating: neutralHours, count: 3))

    private static let neutralHours: [Double] = {
        let weights = (0..<24).map { hour -> Double in
            switch hour {
            case 7...10: 0.7
            case 11...15: 1.1
            case 16...18: 1.5
            case 19...20: 0.8
            default: 0.1
            }
        }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }()
}

/// Sums from which a profile is estimated.
struct ActivitySums: Sendable {
    /// Growth and days by weekday.
    private var dayGrowth = Array(repeating: 0.0, count: 7)
    private var dayCount = Array(repeating: 0.0, count: 7)
    /// Growth by kind of day and hour.
    private var hourGrowth = Array(repeating: 0.0, count: 72)

    mutating func add(day weekday: Int, growth: Double, days: Double) {
        dayGrowth[weekday] += growth
        dayCount[weekday] += days
    }

    mutating func add(hour: Int, weekday: Int, growth: Double) {
        hourGrowth[ActivityProfile.kind(weekday: weekday).rawValue * 24 + hour] += growth
    }

    /// Factors and shares, drawn to the neutral profile while there is little data.
    func profile() -> ActivityProfile {
        let days = dayCount.reduce(0, +)
        let mean = days > 0 ? dayGrowth.reduce(0, +) / days : 0
        guard mean > 0 else { return .neutral }
        var weekday = (0..<7).map { w in
            max(0.05, (dayGrowth[w] / mean + Self.priorDays) / (dayCount[w] + Self.priorDays))
        }
        let average = weekday.reduce(0, +) / 7
        for w in 0..<7 { weekday[w] /= average }
        let hours = (0..<3).map { kind -> [Double] in
            let raw = (0..<24).map { max(0, hourGrowth[kind * 24 + $0]) }
            let smooth = (0..<24).map { hour -> Double in
                let neighbours = raw[(hour + 23) % 24] + raw[(hour + 1) % 24]
                return (neighbours + 2 * raw[hour]) / 4
            }
            let prior = Self.priorDays * mean
            let total = smooth.reduce(0, +) + prior
            let neutral = ActivityProfile.neutral.hours[kind]
            return (0..<24).map { (smooth[$0] + prior * neutral[$0]) / total }
        }
        return ActivityProfile(weekday: weekday, hours: hours)
    }

    /// So many slot-days of the neutral profile are mixed in.
    private static let priorDays = 10.0
}
