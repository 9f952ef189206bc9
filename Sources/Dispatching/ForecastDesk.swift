import Forecasting
import Model
import Store

/// Keeps each town's fitted forecast, because a fit reads weeks of history: fitted anew when it is older than ten minutes or the
/// town's data have changed. Between fits a slot's forecast is moved on to its newest level.
actor ForecastDesk {
    private struct Fitted {
        var model: ForecastModel
        var registryVersion: Int64
        var newest: [SlotID: Timestamp]
    }

    /// What a fit looks at: rates use 90 days, a slot's own weekdays 120; more would cost memory (3,000 slots hourly: 140 MB) for little.
    private static let historyDays = 120.0
    private static let lifetimeHours = 1.0 / 6
    private static let fewSlots = 30

    private let store: any TownStore
    private var fitted: [TownID: Fitted] = [:]

    init(store: any TownStore) { self.store = store }

    func forget(_ town: TownID) { fitted[town] = nil }

    /// Forecasts of the town's active slots. - Throws: `StoreError`.
    func forecasts(of data: TownData, current: [CurrentLevel], asOf: Timestamp) async throws -> [SlotID: LevelForecast] {
        let fit = try await newest(of: data, current: current, asOf: asOf) { _ in true }
        var forecasts: [SlotID: LevelForecast] = [:]
        for slot in fit.model.slots { forecasts[slot] = fit.model.forecast(slot, asOf: asOf) }
        return forecasts
    }

    /// One slot, without going through the town.
    func forecast(of slot: SlotID, data: TownData, current: [CurrentLevel], asOf: Timestamp) async throws -> LevelForecast? {
        try await newest(of: data, current: current, asOf: asOf) { $0 == slot }.model.forecast(slot, asOf: asOf)
    }

    /// The fit, with those slots that are wanted moved on to their newest levels. The fit is minutes old: rates hold, only levels go on.
    private func newest(
        of data: TownData, current: [CurrentLevel], asOf: Timestamp, wanted: (SlotID) -> Bool
    ) async throws -> Fitted {
        let town = data.town.id
        let levels = Dictionary(current.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
        var fit = try await fit(of: data, levels: levels, asOf: asOf)
        let news = levels.values.filter { level in
            guard wanted(level.slot), let measured = level.measuredAt else { return false }
            return fit.newest[level.slot].map { measured > $0 } ?? true
        }.sorted { $0.slot < $1.slot }
        guard !news.isEmpty else { return fit }
        let recent = asOf.adding(days: -ForecastModel.recentDays)
        // One by one a slot costs milliseconds; from some on it is cheaper to read all of them at once.
        let isMany = news.count > Self.fewSlots
        let series = isMany ? try await store.levelSeries(town: town, since: recent) : [:]
        let emptyings = try await store.emptyings(
            town: town, slot: news.count == 1 ? news[0].slot : nil, from: recent, to: asOf.adding(seconds: 1))
        let emptied = Dictionary(grouping: emptyings, by: \.slot)
        var unknown: [CurrentLevel] = []
        for level in news {
            let slot = level.slot
            let points = isMany ? series[slot] ?? [] : try await points(town, slot, since: recent, until: asOf)
            if !fit.model.moveOn(slot, points: points, emptyings: emptied[slot] ?? [], current: level, asOf: asOf) {
                unknown.append(level)
            }
            fit.newest[slot] = level.measuredAt
        }
        try await learn(unknown, town, into: &fit.model, asOf: asOf)
        if fitted[town]?.model.fittedAt == fit.model.fittedAt { fitted[town] = fit }
        return fit
    }

    /// Slots without a rate so far, such as those of a town in its first days: from all that they have.
    private func learn(_ levels: [CurrentLevel], _ town: TownID, into model: inout ForecastModel, asOf: Timestamp) async throws {
        guard !levels.isEmpty else { return }
        let start = asOf.adding(days: -Self.historyDays)
        let isMany = levels.count > Self.fewSlots
        let series = isMany ? try await store.levelSeries(town: town, since: start) : [:]
        let emptyings = try await store.emptyings(
            town: town, slot: levels.count == 1 ? levels[0].slot : nil, from: start, to: asOf.adding(seconds: 1))
        let emptied = Dictionary(grouping: emptyings, by: \.slot)
        for level in levels {
            let slot = level.slot
            let points = isMany ? series[slot] ?? [] : try await points(town, slot, since: start, until: asOf)
            model.update(slot, points: points, emptyings: emptied[slot] ?? [], current: level, asOf: asOf)
        }
    }

    private func points(_ town: TownID, _ slot: SlotID, since start: Timestamp, until end: Timestamp) async throws -> [LevelPoint]
    {
        try await store.readings(town: town, slot: slot, from: start, to: end.adding(seconds: 1), limit: .max).compactMap {
            reading in
            reading.quality.mayMoveLevel ? reading.level.map { LevelPoint(at: reading.measuredAt, level: $0) } : nil
        }
    }

    /// The fit to use; made anew when it is too old or the town's data have changed.
    private func fit(of data: TownData, levels: [SlotID: CurrentLevel], asOf: Timestamp) async throws -> Fitted {
        let town = data.town.id
        let version = try store.registryVersion()
        if let known = fitted[town], known.registryVersion == version,
            abs(asOf.hours(since: known.model.fittedAt)) < Self.lifetimeHours
        {
            return known
        }
        let start = asOf.adding(days: -Self.historyDays)
        let series = try await store.levelSeries(town: town, since: start)
        let emptyings = try await store.emptyings(town: town, slot: nil, from: start, to: asOf.adding(seconds: 1))
        let model = ForecastModel.fit(
            town: data, series: series, emptyings: Dictionary(grouping: emptyings, by: \.slot), current: levels, asOf: asOf,
            clock: data.town.clock)
        let fresh = Fitted(model: model, registryVersion: version, newest: levels.compactMapValues(\.measuredAt))
        fitted[town] = fresh
        return fresh
    }
}
