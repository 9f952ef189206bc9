import Model
import Reports
import Sentences

/// The desk's twin in memory: enough to ask every address, with the town and the moment fixed.
actor MemoryDesk: Desk {
    let now: Timestamp
    var data: [TownID: TownData]
    /// Changes and notes of ``MemoryDesk+Settings``.
    var changes: [SettingsChange] = []
    var noteList: [SlotNote] = []
    private var readings: [Reading]
    private var emptyingList: [Emptying]
    private var planList: [Plan] = []
    private var requests: [EmptyingRequest] = []
    private var quarantine: [QuarantinedMessage]
    var alarmList: [Alarm] = SampleTown.alarms
    private(set) var computedPlans = 0
    /// Days for which all containers were asked for.
    private(set) var daysAsked: [CalendarDay?] = []
    /// Thrown by every call while set.
    private var outage: (any Error)?
    /// Called while a plan is being made.
    private var duringPlanning: (@Sendable () async -> Void)?

    /// Every page of readings is full, so that an export never ends.
    private let isEndless: Bool
    private var pages = 0
    private var pageWaiters: [(pages: Int, continuation: CheckedContinuation<Void, Never>)] = []

    init(
        now: Timestamp = SampleTown.now, readings: [Reading] = SampleTown.readings, slotCount: Int = 25, isEndless: Bool = false
    ) {
        self.now = now
        self.isEndless = isEndless
        self.readings = readings
        data = ["dortmund": SampleTown.data(slotCount: slotCount), "schwerte": SampleTown.otherTown]
        emptyingList = [SampleTown.emptying]
        quarantine = SampleTown.quarantine
    }

    func fail(with error: (any Error)?) { outage = error }

    func whilePlanning(_ action: @escaping @Sendable () async -> Void) { duringPlanning = action }

    /// Returns when so many pages of readings were asked for.
    func waitForPages(_ count: Int) async {
        guard pages < count else { return }
        await withCheckedContinuation { pageWaiters.append((count, $0)) }
    }

    private func countPage() {
        pages += 1
        for waiter in pageWaiters where waiter.pages <= pages { waiter.continuation.resume() }
        pageWaiters.removeAll { $0.pages <= pages }
    }

    func remove(slot: SlotID) { data["dortmund"]?.slots.removeAll { $0.id == slot } }

    func towns() throws -> [Town] {
        if let outage { throw outage }
        return data.values.map(\.town).sorted { $0.id < $1.id }
    }

    func townData(_ town: TownID) throws -> TownData {
        if let outage { throw outage }
        guard let data = data[town] else { throw DeskError.notFound(what: "town", id: town.rawValue) }
        return data
    }

    func containers(town: TownID, dueOn day: CalendarDay?) throws -> [ContainerStatus] {
        daysAsked.append(day)
        let data = try townData(town)
        let index = TownIndex(data)
        return data.slots.sorted { $0.id < $1.id }.compactMap { slot in
            index.sites[slot.site].map { SampleTown.status(slot, site: $0, index: index, now: now, day: day) }
        }
    }

    func container(town: TownID, slot: SlotID, dueOn day: CalendarDay?) throws -> ContainerStatus {
        guard let status = try containers(town: town, dueOn: day).first(where: { $0.slot.id == slot }) else {
            throw DeskError.notFound(what: "container", id: slot.rawValue)
        }
        return status
    }

    func enterLevel(town: TownID, _ level: SeenLevel) throws -> Reading {
        _ = try container(town: town, slot: level.slot, dueOn: nil)
        let reading = Reading(
            slot: level.slot, device: nil, measuredAt: level.seenAt ?? now, receivedAt: now, timeSource: .person, origin: .person,
            level: level.level)
        readings.append(reading)
        return reading
    }

    func readings(
        town: TownID, slot: SlotID?, from: Timestamp, to: Timestamp, after: ReadingPosition?, limit: Int
    ) throws -> [Reading] {
        countPage()
        if isEndless, let reading = readings.first { return Array(repeating: reading, count: limit) }
        let inOrder = readings.filter { $0.measuredAt >= from && $0.measuredAt < to && (slot == nil || $0.slot == slot) }
            .sorted { ($0.measuredAt, $0.slot) < ($1.measuredAt, $1.slot) }
        let rest = inOrder.drop { reading in after.map { (reading.measuredAt, reading.slot) <= ($0.measuredAt, $0.slot) } ?? false
        }
        return Array(rest.prefix(limit))
    }

    func levelSummaries(
        town: TownID, slot: SlotID, from: Timestamp, to: Timestamp, by step: HistoryStep
    ) throws -> [LevelSummary] {
        let all = try readings(town: town, slot: slot, from: from, to: to, after: nil, limit: .max)
        let hours = Dictionary(grouping: all) { $0.measuredAt.seconds / 3600 }.sorted { $0.key < $1.key }.map { hour, readings in
            let levels = readings.compactMap(\.level)
            return LevelSummary(
                start: Timestamp(seconds: hour * 3600), minimum: levels.min() ?? 0,
                mean: levels.reduce(0, +) / Double(max(1, levels.count)), maximum: levels.max() ?? 0, count: levels.count)
        }
        return step == .hour ? hours : LevelSummary.byLocalDay(hours, clock: try townData(town).town.clock)
    }

    func emptyings(town: TownID, slot: SlotID?, from: Timestamp, to: Timestamp) throws -> [Emptying] {
        _ = try townData(town)
        return emptyingList.filter { $0.at >= from && $0.at < to && (slot == nil || $0.slot == slot) }
    }

    func createPlan(town: TownID, order: PlanOrder) async throws -> PlanResult {
        _ = try townData(town)
        if let known = planList.first(where: { $0.id == order.id }) { return PlanResult(plan: known, isNew: false) }
        if order.day < CalendarDay(epochDay: 0) {
            throw DeskError.impossible(message: "Nobody drives before 1970.", remedy: "Choose a later day.")
        }
        await duringPlanning?()
        computedPlans += 1
        var plan = SampleTown.plan(id: order.id ?? PlanID("plan-\(computedPlans)"), day: order.day)
        plan.seed = order.seed ?? plan.seed
        plan.iterations = order.iterations ?? plan.iterations
        planList.append(plan)
        return PlanResult(plan: plan, isNew: true)
    }

    func createPlans(town: TownID, order: PlanOrder, days: Int) async throws -> [Plan] {
        var plans: [Plan] = []
        for number in 0..<days {
            var later = order
            later.day = order.day.adding(days: number)
            plans.append(try await createPlan(town: town, order: later).plan)
        }
        return plans
    }

    func plan(town: TownID, id: PlanID) throws -> Plan {
        _ = try townData(town)
        guard let plan = planList.first(where: { $0.id == id && $0.town == town }) else {
            throw DeskError.notFound(what: "plan", id: id.rawValue)
        }
        return plan
    }

    func plans(town: TownID, day: CalendarDay?, before: PlanID?, limit: Int) throws -> [Plan] {
        let newestFirst = planList.reversed().filter { $0.town == town && (day == nil || $0.day == day) }
        guard let before else { return Array(newestFirst.prefix(limit)) }
        return Array(newestFirst.drop { $0.id != before }.dropFirst().prefix(limit))
    }

    func addRequest(town: TownID, slot: SlotID, dueOn: CalendarDay, note: String) throws -> EmptyingRequest {
        _ = try container(town: town, slot: slot, dueOn: nil)
        let id = RequestID("request-\(requests.count + 1)")
        let request = EmptyingRequest(id: id, slot: slot, dueOn: dueOn, note: note, createdAt: now)
        requests.append(request)
        return request
    }

    func openRequests(town: TownID, on day: CalendarDay?) throws -> [EmptyingRequest] {
        let clock = try townData(town).town.clock
        return requests.filter { $0.dueOn <= day ?? clock.day(of: now) }
    }

    func quarantined(reason: QuarantineReason?, after: Int64?, limit: Int) throws -> [QuarantinedMessage] {
        if let outage { throw outage }
        return Array(quarantine.filter { $0.id > after ?? 0 && (reason == nil || $0.reason == reason) }.prefix(limit))
    }

    func quarantineCounts() throws -> [QuarantineReason: Int] {
        Dictionary(grouping: quarantine, by: \.reason).mapValues(\.count)
    }

    func reprocess(ids: [Int64]?, reason: QuarantineReason?) throws -> ReprocessResult {
        let chosen = quarantine.filter { (ids?.contains($0.id) ?? true) && (reason == nil || $0.reason == reason) }
        let mended = chosen.filter { $0.reason == .unknownDevice }
        quarantine.removeAll { message in mended.contains(message) }
        return ReprocessResult(
            messages: chosen.count, storedReadings: mended.count, repeatedReadings: 0, stillRefused: chosen.count - mended.count)
    }
}

/// Says what it was told to say.
struct FixedStatus: StatusSource {
    var answer = ServiceStatus(
        parts: [
            .init(name: "store", isReady: true, detail: "answers"), .init(name: "broker", isReady: true, detail: "connected"),
        ],
        figures: [
            .init(
                name: "fuellort_quarantine_messages", help: "Messages in quarantine.", labels: [.init("reason", "malformed")],
                value: 3)
        ])

    func status() async -> ServiceStatus { answer }
}

extension MemoryDesk {
    func evaluation(
        town: TownID, from: CalendarDay, to: CalendarDay, baseline: EvaluationBaseline
    ) async throws -> Evaluation {
        guard to.days(since: from) >= 27 else {
            throw DeskError.noEvaluation(.tooFewWeeks(found: 3, needed: 4, from: from, to: to))
        }
        let weeks = (0..<4).map { number in
            var driven = EvaluationFigures()
            driven.kilometres = 70
            var fixed = EvaluationFigures()
            fixed.kilometres = 100
            return Evaluation.Week(monday: from.adding(days: 7 * number), driven: driven, fixed: fixed)
        }
        return Evaluation(
            town: town, from: from, to: to, baseline: baseline, weeks: weeks,
            coverage: Evaluation.Coverage(
                slots: 3, measuredSlots: 2, emptyings: 40, plannedDays: 20, workingDays: 20, drivenShare: 0.97),
            distanceBasis: .estimate)
    }
}
