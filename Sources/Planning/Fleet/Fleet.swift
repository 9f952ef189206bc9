import Model

/// The vehicles of a day: who is on duty, and how each body is used.
struct Fleet: Sendable {
    /// In the town's order.
    let vehicles: [DutyVehicle]

    /// Vehicles of the town that are available, not switched off, and have their shift on that weekday.
    ///
    /// - Parameter wanted: kilograms to be collected today by fraction.
    /// - Throws: ``PlanningError/unknownDepot(vehicle:depot:)``, ``PlanningError/placeNotInMatrix(kind:name:)``.
    init(_ input: PlanningInput, index: TownIndex, times: DayTimes, wanted: [Fraction: Double]) throws(PlanningError) {
        var vehicles: [DutyVehicle] = []
        var seen: Set<VehicleID> = []
        for vehicle in input.town.vehicles where Self.isOnDuty(vehicle, input) && seen.insert(vehicle.id).inserted {
            guard let depot = index.depots[vehicle.depot] else {
                throw PlanningError.unknownDepot(vehicle: vehicle.id, depot: vehicle.depot)
            }
            guard let place = input.places.index(of: depot.id) else {
                throw PlanningError.placeNotInMatrix(kind: "depot", name: depot.id.rawValue)
            }
            let underway = input.standing.underway[vehicle.id]
            let carried = underway?.load.mapValues(\.kilograms) ?? [:]
            let body = BodyUse(
                vehicle, wanted: wanted.merging(carried, uniquingKeysWith: +), disposalSites: input.town.disposalSites,
                reserve: input.options.capacityReserve)
            if let duty = DutyVehicle(
                vehicle, depot: depot, depotPlace: place, body: body, underway: underway, times: times,
                restedFrom: input.endsOfDayBefore[vehicle.id]?.adding(seconds: WorkingTime.restSeconds))
            {
                vehicles.append(duty)
            }
        }
        self.vehicles = vehicles
    }

    private static func isOnDuty(_ vehicle: Vehicle, _ input: PlanningInput) -> Bool {
        vehicle.isAvailable && !input.vehiclesOff.contains(vehicle.id) && vehicle.shift.weekdays.contains(input.day.weekday)
            && input.town.rules.isCollectionDay(input.day)
    }
}
