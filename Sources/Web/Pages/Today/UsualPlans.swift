import Model
import Reports

/// The figures of a plan that are held beside those of another day.
struct PlanFigures: Hashable, Sendable {
    var day: CalendarDay
    var totals: TourTotals
    var leftOut: Int

    init(_ plan: Plan) {
        day = plan.day
        totals = plan.totals
        leftOut = plan.leftOut.count
    }
}

/// Keeps what is usual in a town: the figures of the newest plan of each day. Whole plans have to be read for them, a hundredth of a
/// second each, which nobody should wait for at 05:30: what is there is shown, and renewed behind it.
actor UsualPlans {
    private struct Kept {
        var figures: [PlanFigures]
        var at: Timestamp
    }

    private static let plansRead = 60
    private static let freshSeconds = 120.0
    private static let longestDays = 3.0

    private var kept: [TownID: Kept] = [:]
    private var renewing: Set<TownID> = []

    /// One for each day that has a plan, newest day first.
    func figures(town: TownID, desk: any Desk, now: Timestamp) async throws -> [PlanFigures] {
        guard let known = kept[town], abs(now.days(since: known.at)) < Self.longestDays else {
            return try await renew(town: town, desk: desk, now: now)
        }
        if abs(now.seconds(since: known.at)) > Self.freshSeconds, renewing.insert(town).inserted {
            Task(priority: .utility) {
                _ = try? await renew(town: town, desk: desk, now: now)
                renewing.remove(town)
            }
        }
        return known.figures
    }

    private func renew(town: TownID, desk: any Desk, now: Timestamp) async throws -> [PlanFigures] {
        let plans = try await desk.plans(town: town, day: nil, before: nil, limit: Self.plansRead)
        let newest = Dictionary(grouping: plans.map(PlanFigures.init), by: \.day).compactMapValues(\.first)
        let figures = newest.sorted { $0.key > $1.key }.map(\.value)
        kept[town] = Kept(figures: figures, at: now)
        return figures
    }
}
