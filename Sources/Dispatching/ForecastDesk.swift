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

    /// Weeks of history that a fit looks at: enough for rate and weekday, little enough to read in a second.
    private static let historyDays = 60.0
    private static let lifetimeHours = 1.0 / 6

    private let store: any TownStore
    private var fitted: [TownID: Fitted] = [:]

    init(store: any TownStore) { self.store = store }

    func forget(_ town: TownID) { fitted[town] = nil }

    /// Forecasts of the town's active slots. - Throws: `StoreError`.
    func forecasts(of data: TownData, current: [CurrentLevel], asOf: Timestamp) async throws -> [SlotID: LevelForecast] {
        let levels = Dictionary(current.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
        let fit = try await fit(of: data, levels: levels, asOf: asOf)
        var forecasts: [SlotID: LevelForecast] = [:]
        for slot in fit.model.slots {
            let level = levels[slot]
            if let level, let measured = level.measuredAt, measured > fit.newest[slot] ?? Timestamp(milliseconds: .min) {
                forecasts[slot] = try await updated(fit.model, town: data.town.id, level: level, asOf: asOf)
            } else {
                forecasts[slot] = fit.model.forecast(slot, asOf: asOf)
            }
        }
        return forecasts
    }

    /// One slot, without going through the town.
    func forecast(of slot: SlotID, data: TownData, current: [CurrentLevel], asOf: Timestamp) async throws -> LevelForecast? {
        let levels = Dictionary(current.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
        let fit = try await fit(of: data, levels: levels, asOf: asOf)
        guard let level = levels[slot], let measured = level.measuredAt,
            measured > fit.newest[slot] ?? Timestamp(milliseconds: .min)
        else { return fit.model.forecast(slot, asOf: asOf) }
        return try await updated(fit.model, town: data.town.id, level: level, asOf: asOf)
    }

    private func updated(_ model: ForecastModel, town: TownID, level: CurrentLevel, asOf: Timestamp) async throws
        -> LevelForecast?
    {
        var model = model
        let start = asOf.adding(days: -Self.historyDays)
        let readings = try await store.readings(
            town: town, slot: level.slot, from: start, to: asOf.adding(seconds: 1), limit: .max)
        let emptyings = try await store.emptyings(town: town, slot: level.slot, from: start, to: asOf.adding(seconds: 1))
        let points = readings.compactMap { reading in
            reading.quality.mayMoveLevel ? reading.level.map { LevelPoint(at: reading.measuredAt, level: $0) } : nil
        }
        model.update(level.slot, points: points, emptyings: emptyings, current: level, asOf: asOf)
        return model.forecast(level.slot, asOf: asOf)
    }

    /// The fit to use; made anew when it is too old, or when so many slots have news that moving them one by one would cost more.
    private func fit(of data: TownData, levels: [SlotID: CurrentLevel], asOf: Timestamp) async throws -> Fitted {
        let town = data.town.id
        let version = try store.registryVersion()
        if let known = fitted[town], known.registryVersion == version,
            abs(asOf.hours(since: known.model.fittedAt)) < Self.lifetimeHours,
            Self.news(levels, since: known) <= 100
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

    private static func news(_ levels: [SlotID: CurrentLevel], since known: Fitted) -> Int {
        levels.values.count { level in
            guard let measured = level.measuredAt else { return false }
            return known.newest[level.slot].map { measured > $0 } ?? true
        }
    }
}
