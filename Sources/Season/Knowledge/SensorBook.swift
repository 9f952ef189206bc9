import Forecasting
import Model

/// What a town knows that has only its sensors and its drivers' words: readings go through the tracker and into the forecast, as they
/// do in the service. Nothing of the truth comes in any other way.
struct SensorBook {
    private let town: TownData
    private var trackers: [SlotID: LevelTracker]
    private var points: [SlotID: [LevelPoint]] = [:]
    private var emptyings: [SlotID: [Emptying]] = [:]
    private var model: ForecastModel?
    private var changed: Set<SlotID> = []

    /// Days between two fits of the whole fleet; in between slots are moved on one by one.
    private static let fitDays = 7.0
    private static let historyDays = 120.0
    /// Days of the course that plans look at step by step.
    static let courseDays = 21

    init(_ town: TownData) {
        self.town = town
        trackers = Dictionary(
            town.slots.filter(\.isActive).map { ($0.id, LevelTracker(slot: $0.id)) }, uniquingKeysWith: { first, _ in first })
    }

    /// A day's readings, and what the drivers reported.
    mutating func take(_ readings: [Reading], reports: [Emptying]) {
        let bySlot = Dictionary(grouping: readings, by: \.slot)
        let reported = Dictionary(grouping: reports, by: \.slot)
        for slot in Set(bySlot.keys).union(reported.keys) {
            guard var tracker = trackers[slot] else { continue }
            var rest = (reported[slot] ?? []).sorted { $0.at < $1.at }[...]
            for var reading in (bySlot[slot] ?? []).sorted(by: { ($0.measuredAt, $0.receivedAt) < ($1.measuredAt, $1.receivedAt) }
            ) {
                while let report = rest.first, report.at <= reading.measuredAt {
                    tracker.observe(emptying: report)
                    rest.removeFirst()
                }
                let isLate = tracker.newestReadingAt.map { reading.measuredAt < $0 } ?? false
                let found = tracker.observe(&reading)
                emptyings[slot, default: []] += found
                if !isLate, reading.quality.mayMoveLevel, let level = reading.level {
                    points[slot, default: []].append(LevelPoint(at: reading.measuredAt, level: level))
                }
            }
            for report in rest { tracker.observe(emptying: report) }
            emptyings[slot, default: []] += reported[slot] ?? []
            emptyings[slot]?.sort { $0.at < $1.at }
            trackers[slot] = tracker
            changed.insert(slot)
        }
    }

    var currentLevels: [SlotID: CurrentLevel] { trackers.mapValues(\.current) }

    /// Forecasts of all slots, with their courses.
    mutating func forecasts(asOf: Timestamp) -> [SlotID: LevelForecast] {
        if let fitted = model, asOf.days(since: fitted.fittedAt) < Self.fitDays {
            for slot in changed.sorted() {
                model?.update(
                    slot, points: points[slot] ?? [], emptyings: emptyings[slot] ?? [], current: trackers[slot]?.current,
                    asOf: asOf)
            }
        } else {
            forget(before: asOf.adding(days: -Self.historyDays))
            model = ForecastModel.fit(
                town: town, series: points, emptyings: emptyings, current: currentLevels, asOf: asOf, clock: town.town.clock)
        }
        changed = []
        guard let model else { return [:] }
        var forecasts: [SlotID: LevelForecast] = [:]
        for slot in model.slots { forecasts[slot] = model.forecast(slot, asOf: asOf, courseDays: Self.courseDays) }
        return forecasts
    }

    private mutating func forget(before moment: Timestamp) {
        points = points.mapValues { list in list.first.map { $0.at < moment } == true ? list.filter { $0.at >= moment } : list }
    }
}
