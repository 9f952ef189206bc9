import Dispatch
public import Model
import Planning
public import Reports
import Roads
import Sentences
import Store

extension DispatchDesk: EvaluationDesk {
    public func evaluation(
        town: TownID, from: CalendarDay, to: CalendarDay, baseline: EvaluationBaseline
    ) async throws -> Evaluation {
        try await asDesk {
            let data = try await townData(town)
            let weeks = try EvaluationPeriod(from: from, to: to, clock: data.town.clock, now: now())
            let history = try await EvaluationHistory(data, weeks: weeks, store: store)
            try history.refuseUnlessEnough()
            let places = PlaceIndex(data)
            let ways = try await ways(data, places)
            let replay = FixedPlanReplay(
                data, places: places, travel: ways.town, travelByVehicle: ways.byVehicle, lastEmptyings: history.lastEmptyings,
                iterations: Self.replayIterations,
                seed: effort.seed)
            let counted = try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global(qos: .utility).async {
                    continuation.resume(with: Result { try history.weeks(replay) })
                }
            }
            return Evaluation(
                town: town, from: weeks.from, to: weeks.to, baseline: baseline, weeks: counted, coverage: history.coverage,
                distanceBasis: ways.byVehicle.values.contains(where: \.basis.isEstimate) ? .estimate : ways.town.basis)
        }
    }

    /// Steps of the search for a day that is driven again.
    private static let replayIterations = 3000
}

/// The whole weeks of a period that are over.
struct EvaluationPeriod: Sendable {
    let mondays: [CalendarDay]
    let clock: TownClock

    static let fewestWeeks = 4

    /// - Throws: `DeskError` when the period is no period or too short.
    init(from: CalendarDay, to: CalendarDay, clock: TownClock, now: Timestamp) throws {
        self.clock = clock
        guard from <= to else {
            throw DeskError.invalid(member: "to", message: "\(to) lies before \(from).", remedy: "Give the last day that counts.")
        }
        guard to.days(since: from) <= 730 else {
            throw DeskError.invalid(member: "from", message: "More than two years.", remedy: "Give at most two years.")
        }
        let first = from.adding(days: (7 - from.weekday.mondayIndex) % 7)
        var mondays: [CalendarDay] = []
        var monday = first
        while monday.adding(days: 6) <= to, clock.moment(monday.adding(days: 7)) <= now {
            mondays.append(monday)
            monday = monday.adding(days: 7)
        }
        self.mondays = mondays
        guard mondays.count >= Self.fewestWeeks else {
            throw DeskError.noEvaluation(
                .tooFewWeeks(found: mondays.count, needed: Self.fewestWeeks, from: from, to: to))
        }
    }

    var from: CalendarDay { mondays[0] }
    var to: CalendarDay { mondays[mondays.count - 1].adding(days: 6) }
    var start: Timestamp { clock.moment(from) }
    var end: Timestamp { clock.moment(to.adding(days: 1)) }
    var days: [CalendarDay] { mondays.flatMap { monday in (0..<7).map { monday.adding(days: $0) } } }
}
