import Model

/// Puts times to a tour whose order somebody has decided: leaves as late as that costs nothing, waits for hours, keeps the breaks that
/// are there if they satisfy the law and places them anew if not, tips before the depot. What can not be kept is not hidden: the
/// verifier names it. O(stops²) at worst.
struct TourTimer: Sendable {
    let site: WorkSite
    private let verifier: PlanVerifier

    init(_ input: PlanningInput) {
        site = WorkSite(input)
        verifier = PlanVerifier(input)
    }

    /// `nil` for a tour that empties nothing.
    ///
    /// - Throws: ``PlanningError`` for a vehicle without a depot or a place that the matrix does not have.
    func tour(_ draft: TourDraft) throws(PlanningError) -> Tour? {
        guard !draft.isEmpty, let vehicle = site.index.vehicles[draft.vehicle] else { return nil }
        var best = try timed(draft, vehicle, restSeconds: nil)
        if best.breaksPauses {
            for seconds in [1800, 2700] {
                let other = try timed(draft.withoutRests, vehicle, restSeconds: seconds)
                if (other.violations.count, other.walk.end) < (best.violations.count, best.walk.end) { best = other }
            }
        }
        return self.tour(best.walk, draft, vehicle)
    }

    /// One way to time a draft, and what is wrong with it.
    private struct Timed {
        var walk: TourWalk
        var violations: [PlanViolation]

        var breaksPauses: Bool {
            violations.contains { $0.rule == PlanRule.pause.rawValue || $0.rule == PlanRule.drivingTime.rawValue }
        }
    }

    /// Faults and end of a tour in this order, to compare orders by.
    func score(_ draft: TourDraft) throws(PlanningError) -> (faults: Int, end: Int) {
        guard let vehicle = site.index.vehicles[draft.vehicle] else { return (.max, .max) }
        let depot = try depot(of: vehicle)
        let walk = try TourWalk(
            draft, vehicle: vehicle, depot: depot, site: site, start: site.earliestStart(vehicle, depot), restSeconds: nil)
        return (walk.faults, walk.end)
    }

    private func timed(
        _ draft: TourDraft, _ vehicle: Vehicle, restSeconds: Int?
    ) throws(PlanningError) -> Timed {
        let depot = try depot(of: vehicle)
        var start = site.earliestStart(vehicle, depot)
        func walk(_ start: Int) throws(PlanningError) -> TourWalk {
            try TourWalk(draft, vehicle: vehicle, depot: depot, site: site, start: start, restSeconds: restSeconds)
        }
        var best = try walk(start)
        var violations = violations(best, draft, vehicle)
        guard draft.driven.isEmpty else { return Timed(walk: best, violations: violations) }
        // Waiting at a stop is shorter spent at the depot: leave later by the first wait, as long as nothing gets later or worse.
        for _ in 0..<5 {
            guard let wait = best.stops.first(where: { $0.waitSeconds > 0 })?.waitSeconds else { break }
            let later = try walk(start + wait)
            let found = self.violations(later, draft, vehicle)
            guard later.end <= best.end, found.count <= violations.count else { break }
            start += wait
            (best, violations) = (later, found)
        }
        return Timed(walk: best, violations: violations)
    }

    private func violations(_ walk: TourWalk, _ draft: TourDraft, _ vehicle: Vehicle) -> [PlanViolation] {
        var check = TourVerifier(verifier, tour: tour(walk, draft, vehicle), day: site.input.day)
        return check.run()
    }

    private func tour(_ walk: TourWalk, _ draft: TourDraft, _ vehicle: Vehicle) -> Tour {
        Tour(
            id: draft.id, vehicle: vehicle.id, stops: walk.stops, totals: TourTotals(of: walk.stops, energy: vehicle.energy),
            driven: draft.driven.isEmpty ? nil : draft.notBefore.map { DrivenPart(stops: draft.driven.count, until: $0) })
    }

    private func depot(of vehicle: Vehicle) throws(PlanningError) -> Depot {
        guard let depot = site.index.depots[vehicle.depot] else {
            throw PlanningError.unknownDepot(vehicle: vehicle.id, depot: vehicle.depot)
        }
        return depot
    }
}
