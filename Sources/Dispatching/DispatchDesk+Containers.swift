public import Model
import Planning
public import Reports
import Sentences
import Store

extension DispatchDesk: ContainerDesk {
    public func containers(town: TownID, dueOn day: CalendarDay?) async throws -> [ContainerStatus] {
        try await asDesk {
            let data = try await townData(town)
            let moment = now()
            let wanted = day ?? data.town.clock.day(of: moment)
            return try await book.statuses(
                town: town, day: wanted, asOf: moment, registryVersion: try store.registryVersion()
            ) { try await statuses(data, day: wanted) }
        }
    }

    public func container(town: TownID, slot: SlotID, dueOn day: CalendarDay?) async throws -> ContainerStatus {
        try await asDesk {
            var data = try await townData(town)
            let known = try knownSlot(slot, of: data)
            // The choice needs only this slot; the forecast is of the whole town, because slots learn from each other.
            let whole = data
            data.slots = [known]
            let current = try await store.currentLevel(town: town, slot: slot).map { [$0] } ?? []
            let forecast = try await forecasts.forecast(of: slot, data: whole, current: current, asOf: now())
            let found = try await statuses(data, day: day, current: current, forecasts: forecast.map { [slot: $0] } ?? [:])
            guard let status = found.first else { throw DeskError.notFound(what: "container", id: slot.rawValue) }
            return status
        }
    }

    public func enterLevel(town: TownID, _ level: SeenLevel) async throws -> Reading {
        try await asDesk {
            _ = try knownSlot(level.slot, of: try await townData(town))
            let moment = now()
            let seenAt = level.seenAt ?? moment
            try Self.check(level, seenAt: seenAt, now: moment)
            let reading = Reading(
                slot: level.slot, device: nil, measuredAt: seenAt, receivedAt: moment, timeSource: .person, origin: .person,
                level: level.level)
            let stored = try levels.enter(reading, town: town)
            await book.forget(town)
            return stored
        }
    }

    private static func check(_ level: SeenLevel, seenAt: Timestamp, now: Timestamp) throws {
        guard level.level.isFinite, (0...3).contains(level.level) else {
            throw DeskError.invalid(
                member: "level", message: "\(level.level) is no level.",
                remedy: "Give a share from 0 to 3; 0.8 means 80 percent full.")
        }
        guard seenAt <= now.adding(seconds: 300) else {
            throw DeskError.invalid(
                member: "seen_at", message: "\(seenAt) lies in the future.", remedy: "Give the time it was seen, or leave it out."
            )
        }
        guard seenAt >= now.adding(days: -400) else {
            throw DeskError.invalid(
                member: "seen_at", message: "\(seenAt) lies more than 400 days back.", remedy: "Check the year.")
        }
    }

    private func statuses(_ data: TownData, day: CalendarDay?) async throws -> [ContainerStatus] {
        let current = try await store.currentLevels(town: data.town.id)
        let forecasts = try await forecasts.forecasts(of: data, current: current, asOf: now())
        return try await statuses(data, day: day, current: current, forecasts: forecasts)
    }

    private func statuses(
        _ data: TownData, day: CalendarDay?, current: [CurrentLevel], forecasts: [SlotID: LevelForecast]
    ) async throws -> [ContainerStatus] {
        let moment = now()
        let wanted = day ?? data.town.clock.day(of: moment)
        let levels = Dictionary(current.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
        let input = PlanningInput(
            planID: "due", createdAt: moment, town: data, day: wanted, forecasts: forecasts, currentLevels: levels,
            requests: try await store.openRequests(town: data.town.id, on: wanted), places: PlaceIndex(data, sites: []),
            travel: .empty)
        let selection = DueSelection(input).select()
        var reasons = Dictionary(selection.due.map { ($0.slot, $0.reason) }, uniquingKeysWith: { first, _ in first })
        for blocked in selection.blocked { reasons[blocked.slot] = blocked.reason }
        let index = TownIndex(data)
        return data.slots.filter(\.isActive).sorted { $0.id < $1.id }.compactMap { slot in
            guard let site = index.sites[slot.site] else { return nil }
            return ContainerStatus(
                site: site, slot: slot, type: index.containerType(of: slot), current: levels[slot.id],
                forecast: forecasts[slot.id],
                dueReason: reasons[slot.id], dueDay: wanted, asOf: moment,
                silentAfterHours: data.rules.thresholds.silentAfterHours)
        }
    }
}
