import Model
import Planning
import Reports
import Store

/// What really happened in the weeks of an evaluation: plans, emptyings, levels.
struct EvaluationHistory: Sendable {
    private let data: TownData
    private let period: EvaluationPeriod
    /// The plan that each day was driven by: the newest that was made before the day was over, else the newest.
    private let plans: [CalendarDay: Plan]
    private let emptyingDays: [CalendarDay: Set<SlotID>]
    private let emptyingCounts: [CalendarDay: Int]
    private let levels: [SlotID: [LevelPoint]]
    private let emptyings: [SlotID: [Timestamp]]
    /// Last emptying of each slot before the first week.
    let lastEmptyings: [SlotID: Timestamp]

    static let fewestEmptyings = 30
    static let leastPlannedShare = 0.8
    static let leastDrivenShare = 0.5
    static let leastRhythmShare = 0.8
    /// From this share of its time on a slot counts as measured.
    static let leastCoverage = 0.7
    /// More are hardly made for a day.
    private static let plansADay = 20
    /// How far back the last emptying before the weeks is looked for.
    private static let daysBefore = 70.0

    init(_ data: TownData, weeks period: EvaluationPeriod, store: any TownStore) async throws {
        self.data = data
        self.period = period
        let town = data.town.id
        var plans: [CalendarDay: Plan] = [:]
        for day in period.days {
            let end = period.clock.moment(day.adding(days: 1))
            let found = try await store.plans(town: town, day: day, before: nil, limit: Self.plansADay)
            plans[day] = found.first { $0.createdAt < end } ?? found.first
        }
        self.plans = plans
        let start = period.start.adding(days: -Self.daysBefore)
        let found = try await store.emptyings(town: town, slot: nil, from: start, to: period.end)
            .filter { $0.confidence >= 0.5 }.sorted { $0.at < $1.at }
        var days: [CalendarDay: Set<SlotID>] = [:]
        var last: [SlotID: Timestamp] = [:]
        for emptying in found {
            if emptying.at < period.start { last[emptying.slot] = emptying.at }
            days[period.clock.day(of: emptying.at), default: []].insert(emptying.slot)
        }
        emptyingDays = days
        emptyingCounts = days.mapValues(\.count)
        lastEmptyings = last
        emptyings = Dictionary(grouping: found, by: \.slot).mapValues { $0.map(\.at) }
        levels = try await store.levelSeries(town: town, since: period.start).mapValues { points in
            points.filter { $0.at < period.end }
        }
    }

    private var activeSlots: [Slot] { data.slots.filter(\.isActive) }

    private var workingDays: [CalendarDay] {
        period.days.filter { day in
            data.rules.isCollectionDay(day) && data.vehicles.contains { $0.shift.weekdays.contains(day.weekday) }
                && day.weekday.mondayIndex < 5
        }
    }

    private var measured: [SlotID] {
        activeSlots.map(\.id).filter { slot in
            MeasuredGrowth(points: levels[slot] ?? [], emptyings: []).coverage(from: period.start, to: period.end)
                >= Self.leastCoverage
        }
    }

    private var drivenShare: Double {
        var (planned, done) = (0, 0)
        for (day, plan) in plans {
            let slots = Self.slots(plan)
            planned += slots.count
            done += slots.intersection(emptyingDays[day] ?? []).count
        }
        return planned > 0 ? Double(done) / Double(planned) : 0
    }

    private static func slots(_ plan: Plan) -> Set<SlotID> { Set(plan.tours.flatMap(\.stops).flatMap(\.emptied).map(\.slot)) }

    var coverage: Evaluation.Coverage {
        Evaluation.Coverage(
            slots: activeSlots.count, measuredSlots: measured.count,
            emptyings: period.days.reduce(0) { $0 + (emptyingCounts[$1] ?? 0) },
            plannedDays: workingDays.count { plans[$0] != nil },
            workingDays: workingDays.count, drivenShare: drivenShare)
    }

    /// - Throws: `DeskError.noEvaluation` naming what is missing.
    func refuseUnlessEnough() throws {
        let coverage = coverage
        let withRhythm = activeSlots.count { $0.rhythm != nil }
        guard !activeSlots.isEmpty, Double(withRhythm) >= Self.leastRhythmShare * Double(activeSlots.count) else {
            throw DeskError.noEvaluation(.rhythmsMissing(withRhythm: withRhythm, slots: activeSlots.count))
        }
        guard Double(coverage.plannedDays) >= Self.leastPlannedShare * Double(coverage.workingDays) else {
            throw DeskError.noEvaluation(.plansMissing(plannedDays: coverage.plannedDays, workingDays: coverage.workingDays))
        }
        guard coverage.emptyings >= Self.fewestEmptyings else {
            throw DeskError.noEvaluation(.tooFewEmptyings(coverage.emptyings))
        }
        guard coverage.drivenShare >= Self.leastDrivenShare else {
            throw DeskError.noEvaluation(.plansNotDriven(share: coverage.drivenShare))
        }
    }

    /// The figures of every week.
    func weeks(_ fixed: FixedPlanReplay) throws -> [Evaluation.Week] {
        var replay = fixed
        let measured = measured
        let growths = Dictionary(
            measured.map { ($0, MeasuredGrowth(points: levels[$0] ?? [], emptyings: emptyings[$0] ?? [])) },
            uniquingKeysWith: { first, _ in first })
        var carried = growths.compactMapValues { $0.level(at: period.start) }
        return try period.mondays.map { monday in
            var driven = EvaluationFigures()
            var planned = EvaluationFigures()
            var visits: [SlotID: [Timestamp]] = [:]
            for offset in 0..<7 {
                let day = monday.adding(days: offset)
                if let plan = plans[day] { driven.add(plan.totals, tours: plan.tours.count) }
                driven.emptyings += emptyingCounts[day] ?? 0
                let (plan, done) = try replay.drive(day)
                planned.add(plan.totals, tours: plan.tours.count)
                planned.emptyings += done.count
                for (slot, at) in done { visits[slot, default: []].append(at) }
            }
            let (start, end) = (period.clock.moment(monday), period.clock.moment(monday.adding(days: 7)))
            for slot in measured {
                guard let growth = growths[slot] else { continue }
                driven.overflowHours += growth.overflowHours(from: start, to: end)
                var level = carried[slot] ?? MeasuredGrowth.levelAfter
                planned.overflowHours += growth.overflowHours(from: start, to: end, visits: visits[slot] ?? [], level: &level)
                carried[slot] = level
            }
            return Evaluation.Week(monday: monday, driven: driven, fixed: planned)
        }
    }
}
