import Model

/// A slot's mean growth on each weekday of the last eight weeks, as one would reckon it in a spreadsheet: no fleet, no hours, no
/// weights. Few days of a weekday are filled up with two days of the slot's own mean.
struct WeekdayRates {
    /// Growth per day, Monday … Sunday; a public holiday counts as Sunday.
    let perDay: [Double]
    private let local: LocalHours

    static let weeks = 8
    static let fillUpDays = 2.0

    /// - Parameters:
    ///   - end: number of points known at the origin.
    ///   - emptyings: in time order.
    init(points: [LevelPoint], end: Int, emptyings: [Timestamp], origin: Timestamp, local: LocalHours) {
        self.local = local
        let today = Int(local.dayIndex[max(0, min(local.count - 1, Int(local.position(origin))))])
        let days = DayLedger.build(
            points, before: end, emptyings: emptyings, local: local, firstDay: max(0, today - 7 * Self.weeks))
        var (growth, count) = (Array(repeating: 0.0, count: 7), Array(repeating: 0.0, count: 7))
        for day in days where day.to <= origin {
            guard let weekday = day.weekday.map(Int.init), growth.indices.contains(weekday) else { continue }
            growth[weekday] += day.growth
            count[weekday] += 1
        }
        let total = count.reduce(0, +)
        let mean = total > 0 ? max(0, growth.reduce(0, +) / total) : 0
        perDay = zip(growth, count).map { max(0, ($0 + Self.fillUpDays * mean) / ($1 + Self.fillUpDays)) }
    }

    func growth(from origin: Timestamp, hours: Int) -> Double {
        (0..<max(0, hours)).reduce(0) { $0 + perHour(origin, $1) }
    }

    /// Whole hours until the level has grown by so much; `nil` if not within `limit`.
    func hours(from origin: Timestamp, untilGrowthOf wanted: Double, limit: Int) -> Double? {
        var grown = 0.0
        for hour in 0...max(0, limit) {
            if grown >= wanted { return Double(hour) }
            grown += perHour(origin, hour)
        }
        return nil
    }

    private func perHour(_ origin: Timestamp, _ hour: Int) -> Double {
        let index = max(0, min(local.count - 1, Int(local.position(origin)) + hour))
        return perDay[Int(local.weekday[index])] / 24
    }
}
