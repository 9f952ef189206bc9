import Model
import Reports
import Store

/// Keeps the figures of months and weeks for some minutes, because they read every level of the time. Who asks while they are being
/// computed waits for the same result.
struct FigureBook: Sendable {
    private let store: any TownStore
    private let months = KeptAnswers<Month, MonthReport>()
    private let spots = KeptAnswers<Window, HotSpots>()
    private let sizings = KeptAnswers<Window, RightSizing>()

    private struct Month: Hashable, Sendable {
        var town: TownID
        var month: CalendarMonth
    }

    private struct Window: Hashable, Sendable {
        var town: TownID
        var days: Int
    }

    init(store: any TownStore) { self.store = store }

    func month(_ month: CalendarMonth, of data: TownData, asOf: Timestamp) async throws -> MonthReport {
        let version = try store.registryVersion()
        return try await months.answer(Month(town: data.town.id, month: month), version: version, asOf: asOf) {
            let clock = data.town.clock
            let (from, to) = (clock.moment(month.firstDay), clock.moment(month.next.firstDay))
            var plans: [Plan] = []
            for day in month.days {
                plans += try await store.plans(town: data.town.id, day: day, before: nil, limit: 1)
            }
            // A day more, because an evening's emptying may only show on the next day.
            let pasts = try await pasts(data, from: from, to: to.adding(days: 1))
            return MonthReport(month: month, plans: plans, pasts: pasts, rules: data.rules, clock: clock, asOf: asOf)
        }
    }

    func hotSpots(days: Int, of data: TownData, asOf: Timestamp) async throws -> HotSpots {
        let version = try store.registryVersion()
        return try await spots.answer(Window(town: data.town.id, days: days), version: version, asOf: asOf) {
            let from = asOf.adding(days: -Double(days))
            return HotSpots(try await pasts(data, from: from, to: asOf), from: from, to: asOf, rules: data.rules)
        }
    }

    func rightSizing(days: Int, of data: TownData, asOf: Timestamp) async throws -> RightSizing {
        let version = try store.registryVersion()
        return try await sizings.answer(Window(town: data.town.id, days: days), version: version, asOf: asOf) {
            let from = asOf.adding(days: -Double(days))
            return RightSizing(try await pasts(data, from: from, to: asOf), from: from, to: asOf, rules: data.rules)
        }
    }

    /// Every active slot with its levels (from as long before as a level is believed) and emptyings.
    private func pasts(_ data: TownData, from: Timestamp, to: Timestamp) async throws -> [SlotPast] {
        let start = from.adding(hours: -data.rules.thresholds.silentAfterHours)
        let levels = try await store.levelSeries(town: data.town.id, since: start, until: to)
        let emptyings = Dictionary(
            grouping: try await store.emptyings(town: data.town.id, slot: nil, from: from, to: to), by: \.slot)
        let index = TownIndex(data)
        return data.slots.filter(\.isActive).compactMap { slot in
            index.sites[slot.site].map { site in
                SlotPast(
                    slot: slot, site: site, type: index.containerType(of: slot), levels: levels[slot.id] ?? [],
                    emptyings: emptyings[slot.id] ?? [])
            }
        }
    }
}

/// Answers that are kept for ten minutes, or until the town's data change.
actor KeptAnswers<Question: Hashable & Sendable, Answer: Sendable> {
    private struct Kept {
        var at: Timestamp
        var version: Int64
        var task: Task<Answer, any Error>
    }

    private let lifetimeHours = 1.0 / 6
    /// Beyond this many the oldest is forgotten.
    private let largestCount = 24
    private var kept: [Question: Kept] = [:]

    func answer(
        _ question: Question, version: Int64, asOf: Timestamp, _ work: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        if let known = kept[question], known.version == version, abs(asOf.hours(since: known.at)) < lifetimeHours {
            return try await known.task.value
        }
        let task = Task(operation: work)
        kept[question] = Kept(at: asOf, version: version, task: task)
        if kept.count > largestCount, let oldest = kept.min(by: { $0.value.at < $1.value.at })?.key { kept[oldest] = nil }
        do {
            return try await task.value
        } catch {
            // A failure is not kept: the next one who asks tries again.
            kept[question] = nil
            throw error
        }
    }
}
