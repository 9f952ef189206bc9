import Forecasting
import Model

/// A small town with sensors whose containers fill at known rates.
struct TownStory {
    static let end = Timestamp(rfc3339: "2026-06-15T03:00:00Z") ?? Timestamp(seconds: 0)
    static let clock = TownClock(identifier: "Europe/Berlin") ?? .utc

    var town = TownData(town: Town(id: "town", name: "Town"))
    var series: [SlotID: [LevelPoint]] = [:]
    var emptyings: [SlotID: [Emptying]] = [:]
    var current: [SlotID: CurrentLevel] = [:]

    /// A slot without anything.
    mutating func addSlot(_ id: SlotID, fraction: Fraction = .glassWhite, rhythm: Rhythm? = nil) {
        town.slots.append(Slot(id: id, site: "site", fraction: fraction, container: nil, rhythm: rhythm))
    }

    /// A slot with an hourly sensor that saw `days` days until ``end``, filled at `ratePerDay` by day (06 to 22 o'clock UTC), emptied
    /// at 85 %.
    mutating func addMeasured(
        _ id: SlotID, fraction: Fraction = .glassWhite, ratePerDay: Double, days: Int = 60, startLevel: Double = 0.1,
        noise size: Double = 0.01, seed: UInt64 = 1
    ) {
        addSlot(id, fraction: fraction)
        var noise = Noise(seed: seed)
        var level = startLevel
        var points: [LevelPoint] = []
        for hour in 0..<(days * 24) {
            let at = Self.end.adding(hours: Double(hour - days * 24 + 1))
            let hourOfDay = Int(at.seconds / 3600 % 24)
            if (6..<22).contains(hourOfDay) { level += ratePerDay / 16 * (1 + 0.8 * noise.next()) }
            if level > 0.85, hourOfDay == 9 {
                emptyings[id, default: []].append(
                    Emptying(slot: id, at: at, levelBefore: level, levelAfter: 0.03, confidence: 0.95, source: .sensed))
                level = 0.03
            }
            points.append(LevelPoint(at: at, level: max(0, level + size * noise.next())))
        }
        series[id] = points
    }

    func fit(asOf: Timestamp = end) -> ForecastModel {
        ForecastModel.fit(town: town, series: series, emptyings: emptyings, current: current, asOf: asOf, clock: Self.clock)
    }
}
