public import Model

/// Checks a plan against the town's data, rules and the law, and says what is wrong in the town's words.
///
/// Independent of how the plan came about: it shares nothing with the translation or the search, recomputes every figure from the
/// town's data, and looks up hours moment by moment on the town's clock. Meant for every plan, also those edited by hand (then its
/// findings are shown, not hidden). O(stops · minutes of service).
public struct PlanVerifier: Sendable {
    let town: TownData
    let index: TownIndex
    let clock: TownClock
    let places: PlaceIndex?
    let travel: TravelMatrix?
    /// Ways of the vehicles that have others than ``travel``.
    var travelByVehicle: [VehicleID: TravelMatrix] = [:]
    let vehiclesOff: Set<VehicleID>
    /// When each vehicle's last tour before the plan's day ended.
    var endsOfDayBefore: [VehicleID: Timestamp] = [:]

    /// - Parameter travel: with `places`, the ways to compare legs with; `nil` leaves that check out.
    public init(
        town: TownData, clock: TownClock? = nil, places: PlaceIndex? = nil, travel: TravelMatrix? = nil,
        vehiclesOff: Set<VehicleID> = []
    ) {
        self.town = town
        index = TownIndex(town)
        self.clock = clock ?? town.town.clock
        let fits = travel.map { $0.count == places?.coordinates.count } ?? false
        self.places = fits ? places : nil
        self.travel = fits ? travel : nil
        self.vehiclesOff = vehiclesOff
    }

    public init(_ input: PlanningInput) {
        self.init(
            town: input.town, clock: input.clock, places: input.places, travel: input.travel, vehiclesOff: input.vehiclesOff)
        travelByVehicle = input.travelByVehicle
        endsOfDayBefore = input.endsOfDayBefore
    }

    /// - Parameter due: slots that have to be either emptied or named as left out.
    public func verify(_ plan: Plan, due: [SlotID] = []) -> [PlanViolation] {
        var found: [PlanViolation] = []
        if plan.town != town.town.id {
            found.append(.of(.town, .wrongTown, ["plan": plan.town.rawValue, "town": town.town.id.rawValue]))
        }
        if !plan.tours.isEmpty, !town.rules.isCollectionDay(plan.day) {
            found.append(.of(.collectionDay, .noCollectionDay, ["day": "\(plan.day)", "count": "\(plan.tours.count)"]))
        }
        for tour in plan.tours {
            var check = TourVerifier(self, tour: tour, day: plan.day)
            found += check.run()
        }
        found += vehiclesUsedTwice(plan)
        found += coverage(plan, due: due)
        return found
    }

    private func vehiclesUsedTwice(_ plan: Plan) -> [PlanViolation] {
        var seen: Set<VehicleID> = []
        return plan.tours.filter { !seen.insert($0.vehicle).inserted }
            .map { .of(.vehicleTwice, tour: $0.id, .vehicleTwice, ["vehicle": $0.vehicle.rawValue, "day": "\(plan.day)"]) }
    }

    private func coverage(_ plan: Plan, due: [SlotID]) -> [PlanViolation] {
        var found: [PlanViolation] = []
        var served: Set<SlotID> = []
        for tour in plan.tours {
            for (number, stop) in tour.stops.enumerated() {
                for emptying in stop.emptied where !served.insert(emptying.slot).inserted {
                    found.append(
                        .of(.slotTwice, tour: tour.id, stop: number, .slotTwice, ["slot": emptying.slot.rawValue]))
                }
            }
        }
        var named: Set<SlotID> = []
        for left in plan.leftOut {
            if !named.insert(left.slot).inserted {
                found.append(.of(.slotTwice, .leftOutTwice, ["slot": left.slot.rawValue]))
            }
            if served.contains(left.slot) {
                found.append(.of(.slotTwice, .leftOutAndEmptied, ["slot": left.slot.rawValue]))
            }
        }
        for slot in due where !served.contains(slot) && !named.contains(slot) {
            found.append(.of(.dueMissing, .dueMissing, ["slot": slot.rawValue]))
        }
        return found
    }
}

extension PlanViolation {
    static func of(
        _ rule: PlanRule, source: String? = nil, tour: TourID? = nil, stop: Int? = nil, _ finding: PlanFinding,
        _ figures: [String: String] = [:]
    ) -> PlanViolation {
        PlanViolation(
            rule: rule.rawValue, source: source ?? rule.source, tour: tour, stop: stop,
            message: PlanFinding.filled(finding.english, figures), finding: finding, figures: figures)
    }
}
