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
        try await asDesk { try await store.emptyings(town: town, slot: slot, from: from, to: to) }
    }
}
