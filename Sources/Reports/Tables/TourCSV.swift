public import Model

/// Tours as a table: one row for each emptied container, and one for each other stop. Column names are stable.
public enum TourCSV {
    public static let columns = [
        "plan", "day", "tour", "vehicle", "vehicle_name", "stop", "kind", "place", "name", "latitude", "longitude", "arrival",
        "departure", "leg_metres", "leg_seconds", "service_seconds", "load_kilograms", "slot", "fraction", "expected_level",
        "expected_kilograms", "reason", "reason_text", "distance_basis",
    ]

    public static func document(tours: [Tour], of plan: Plan, wording: Wording, dialect: CSVDialect) -> String {
        let writer = CSVWriter(dialect: dialect, clock: wording.names.clock)
        return tours.reduce(into: writer.header(columns)) { text, tour in
            for (number, stop) in tour.stops.enumerated() {
                let place = cells(stop, number: number, tour: tour, plan: plan, wording: wording)
                let emptied: [StopEmptying?] = stop.emptied.isEmpty ? [nil] : stop.emptied
                for emptying in emptied {
                    text += writer.row(place + cells(emptying, wording: wording) + [.text(plan.distanceBasis.rawValue)])
                }
            }
        }
    }

    private static func cells(_ stop: Stop, number: Int, tour: Tour, plan: Plan, wording: Wording) -> [CSVCell] {
        [
            .text(plan.id.rawValue), .day(plan.day), .text(tour.id.rawValue), .text(tour.vehicle.rawValue),
            .text(wording.names.vehicle(tour.vehicle)), .integer(Int64(number)), .text(stop.place.kind),
            .optional(stop.place.id), .text(wording.name(stop.place)), .decimal(stop.coordinate.latitude, digits: 6),
            .decimal(stop.coordinate.longitude, digits: 6), .moment(stop.arrival), .moment(stop.departure),
            .integer(Int64(stop.legMetres)), .integer(Int64(stop.legSeconds)), .integer(Int64(stop.serviceSeconds)),
            .decimal(stop.loadKilograms, digits: 1),
        ]
    }

    private static func cells(_ emptying: StopEmptying?, wording: Wording) -> [CSVCell] {
        guard let emptying else { return Array(repeating: .empty, count: 6) }
        return [
            .text(emptying.slot.rawValue), .text(emptying.fraction.rawValue), .decimal(emptying.expectedLevel, digits: 4),
            .decimal(emptying.expectedKilograms, digits: 1), .text(emptying.reason.key), .text(wording.sentence(emptying.reason)),
        ]
    }
}
