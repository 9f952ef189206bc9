import Model
import Planning
import Roads

/// Drives a town's fixed rhythms over past days, with the search, vehicles, rules and ways of its plans.
struct FixedPlanReplay {
    let data: TownData
    let places: PlaceIndex
    let travel: TravelMatrix
    let travelByVehicle: [VehicleID: TravelMatrix]
    let iterations: Int
    let seed: UInt64
    private var lastEmptyings: [SlotID: Timestamp]

    init(
        _ data: TownData, places: PlaceIndex, travel: TravelMatrix, travelByVehicle: [VehicleID: TravelMatrix],
        lastEmptyings: [SlotID: Timestamp], iterations: Int, seed: UInt64
    ) {
        self.data = data
        self.places = places
        self.travel = travel
        self.travelByVehicle = travelByVehicle
        self.iterations = iterations
        self.seed = seed
        self.lastEmptyings = lastEmptyings
    }

    /// The day's tours, and when each slot would have been emptied.
    mutating func drive(_ day: CalendarDay) throws -> (plan: Plan, visits: [SlotID: Timestamp]) {
        var input = PlanningInput(
            planID: PlanID("fixed-\(day)"), createdAt: data.town.clock.moment(day), town: data, day: day,
            lastEmptyings: lastEmptyings, places: places, travel: travel,
            options: PlanningOptions(seed: seed, iterations: iterations))
        input.travelByVehicle = travelByVehicle
        let plan = try Planner().plan(input, policy: FixedRhythmPolicy())
        var visits: [SlotID: Timestamp] = [:]
        for stop in plan.tours.flatMap(\.stops) {
            for emptied in stop.emptied { visits[emptied.slot] = stop.arrival }
        }
        lastEmptyings.merge(visits) { _, new in new }
        return (plan, visits)
    }
}
