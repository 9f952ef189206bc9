import Forecasting
import Model

/// A year of litter bins, emptied each third morning, whose days are made more or less busy on purpose.
struct DemandStory {
    static let lastDay = CalendarDay(year: 2026, month: 9, day: 30) ?? CalendarDay(epochDay: 20_726)
    static let clock = TownClock(identifier: "Europe/Berlin") ?? .utc
    static let holidays = [
        ("Weihnachten", "2025-12-22", "2026-01-06"), ("Ostern", "2026-03-30", "2026-04-11"),
        ("Sommer", "2026-07-20", "2026-09-01"), ("Herbst", "2026-10-17", "2026-10-31"),
    ].compactMap { name, from, to in
        CalendarDay(iso: from).flatMap { from in
            CalendarDay(iso: to).map { SchoolHolidays(id: ID(from.description), name: name, from: from, to: $0) }
        }
    }

    var town: TownData
    private(set) var slots: [BacktestSlot] = []

    init() {
        town = TownData(town: Town(id: "t", name: "T"))
        for number in 0..<8 {
            guard let place = Coordinate(latitude: 51.5, longitude: 7.4 + Double(number) / 100) else { continue }
            town.sites.append(Site(id: ID("s\(number)"), name: "S", coordinate: place, zone: number < 4 ? .mixed : .residential))
        }
    }

    /// Days until the last one, oldest first.
    static func days(_ count: Int) -> [CalendarDay] { (1...count).map { lastDay.adding(days: $0 - count) } }

    /// - Parameter factor: how busy a day is at a site, 1 = as ever.
    mutating func play(days count: Int = 300, _ factor: (_ day: CalendarDay, _ site: Int) -> Double) {
        slots = town.sites.indices.map { number in
            var noise = Noise(seed: UInt64(number + 1))
            var (level, points, emptyings) = (0.1, [LevelPoint](), [KnownEmptying]())
            let slot = Slot(id: ID("b\(number)"), site: town.sites[number].id, fraction: .litter, container: nil)
            let rate = 0.1 + 0.01 * Double(number)
            for (index, day) in Self.days(count).enumerated() {
                let midnight = Self.clock.moment(day)
                let amount = rate * factor(day, number) * max(0, 1 + 0.35 * noise.next())
                for step in 0..<8 {
                    let at = midnight.adding(hours: Double(3 * step) + 1)
                    if index % 3 == number % 3, step == 2 {
                        let emptying = Emptying(
                            slot: slot.id, at: at, levelBefore: level, levelAfter: 0.02, confidence: 0.95, source: .sensed)
                        emptyings.append(KnownEmptying(emptying: emptying, knownAt: at.adding(hours: 3)))
                        level = 0.02
                    }
                    if step >= 3 { level += amount / 5 }
                    points.append(LevelPoint(at: at, level: max(0, level + 0.008 * noise.next())))
                }
            }
            return BacktestSlot(slot: slot, points: points, emptyings: emptyings, breaks: emptyings.map(\.emptying.at))
        }
    }

    /// Mean error of the forecast of the last `days`, two days ahead, points of 100; with what the town knows or without.
    func evaluate(days: Int, knowing: Bool, on wanted: (CalendarDay) -> Bool = { _ in true }) -> (
        error: Double, result: BacktestResult
    ) {
        let from = Self.clock.moment(Self.lastDay.adding(days: 1 - days))
        let plan = BacktestPlan(trainUntil: from, from: from, to: Self.clock.moment(Self.lastDay.adding(days: 1)))
        var backtest = Backtest(plan: plan, clock: Self.clock)
        backtest.horizons = [42]
        if knowing { backtest.town = town }
        let result = backtest.run(slots, training: slots)
        let scored = result.levels.filter { wanted(Self.clock.day(of: $0.origin)) }
        return (ForecastScores(scored)?.meanAbsoluteError ?? .infinity, result)
    }
}
