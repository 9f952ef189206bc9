import Forecasting
public import Model
public import Reports
import Store

extension DispatchDesk: HistoryDesk {
    public func readings(
        town: TownID, slot: SlotID?, from: Timestamp, to: Timestamp, after: ReadingPosition?, limit: Int
    ) async throws -> [Reading] {
        try await asDesk {
            guard let slot else {
                let key = after.map { ReadingKey(measuredAt: $0.measuredAt, slot: $0.slot) }
                return try await store.readings(town: town, from: from, to: to, after: key, limit: limit)
            }
            // One slot has one reading per moment, so the page after a reading begins a millisecond later.
            let start = after.map { max(from, Timestamp(milliseconds: $0.measuredAt.milliseconds &+ 1)) } ?? from
            return try await store.readings(town: town, slot: slot, from: start, to: to, limit: limit)
        }
    }

    public func levelSummaries(
        town: TownID, slot: SlotID, from: Timestamp, to: Timestamp, by step: HistoryStep
    ) async throws -> [LevelSummary] {
        let clock = try await townData(town).town.clock
        let hours = try await asDesk {
            try await store.levelBuckets(town: town, slot: slot, from: from, to: to, bucketSeconds: 3600)
        }
        let summaries = hours.map {
            LevelSummary(start: $0.start, minimum: $0.minimum, mean: $0.mean, maximum: $0.maximum, count: $0.count)
        }
        return step == .hour ? summaries : LevelSummary.byLocalDay(summaries, clock: clock)
    }

    public func emptyings(town: TownID, slot: SlotID?, from: Timestamp, to: Timestamp) async throws -> [Emptying] {
        try await asDesk {
            let data = try await townData(town)
            // A little more, for what speaks for those at the edges.
            let all = try await store.emptyings(town: town, slot: nil, from: from.adding(hours: -12), to: to.adding(hours: 12))
            let inside = all.filter { $0.at >= from && $0.at < to && (slot == nil || $0.slot == slot) }
            let visits = try await plannedVisits(data, around: inside)
            let confirmed = EmptyingConfirmation(slots: data.slots, visits: visits).confirmed(all)
            return confirmed.filter { $0.at >= from && $0.at < to && (slot == nil || $0.slot == slot) }
        }
    }

    /// How many days' plans are looked at, the newest first: each is read whole.
    private static let plansLookedAt = 31

    private func plannedVisits(_ data: TownData, around emptyings: [Emptying]) async throws -> [EmptyingConfirmation.Visit] {
        let clock = data.town.clock
        let days = Set(emptyings.filter { $0.source == .sensed }.map { clock.day(of: $0.at) }).sorted().suffix(Self.plansLookedAt)
        var visits: [EmptyingConfirmation.Visit] = []
        for day in days {
            guard let plan = try await store.plans(town: data.town.id, day: day, before: nil, limit: 1).first else { continue }
            for stop in plan.tours.flatMap(\.stops) {
                visits += stop.emptied.map { .init(slot: $0.slot, arrival: stop.arrival, departure: stop.departure) }
            }
        }
        return visits
    }
}
