import Model
import Reports

extension DocumentSchemas {
    private static let basis = words(DistanceBasis.self).described("What distances and the figures derived from them rest on.")

    private static let geometryBasis = Schema.oneOf(["roads", "partly-roads", "straight-lines"])
    /// Members that say more about the distances.
    private static let marks: [String: Schema] = [
        "estimate_reason": .text.described("Why distances are estimated although roads are configured."),
        "attribution": .text.described("Whose map data the distances rest on."), "detour": .reference("Detour"),
    ]

    static let plans: [String: Schema] = [
        "Detour": .object(
            "What estimated ways rest on: the great circle times a factor that is configured or learned.",
            ["source": words(DetourFactor.Source.self), "factor": .number, "samples": .count]),
        "Plan": .object(
            "All tours of one day.",
            [
                "id": .identifier, "town": .identifier, "day": .day, "created_at": .moment, "distance_basis": basis,
                "distances_are_estimates": .flag, "seed": .count, "iterations": .count, "revision": .count,
                "vehicles_off": .list(of: .identifier), "totals": .reference("Totals"),
                "tours": .list(of: .reference("Tour")), "left_out": .list(of: .reference("LeftOut")),
                "violations": .list(of: .reference("Violation")),
            ], optional: marks),
        "PlanSummary": .object(
            "A plan in a list.",
            [
                "id": .identifier, "day": .day, "created_at": .moment, "distance_basis": basis, "distances_are_estimates": .flag,
                "tour_count": .count, "left_out_count": .count, "violation_count": .count, "totals": .reference("Totals"),
            ]),
        "Tour": .object(
            "Ordered stops of one vehicle.",
            [
                "id": .identifier, "plan": .identifier, "day": .day, "vehicle": .identifier, "vehicle_name": .text,
                "distance_basis": basis, "distances_are_estimates": .flag, "is_locked": .flag, "totals": .reference("Totals"),
                "stops": .list(of: .reference("Stop")),
            ], optional: marks.merging(["path": .reference("TourPath")], uniquingKeysWith: { first, _ in first })),
        "TourPath": .object(
            "The way of a tour on the roads, one leg to every stop but the first.",
            ["geometry_basis": geometryBasis, "legs": .list(of: .reference("Leg"))]),
        "Leg": .object(
            "The way to a stop; its line is of [longitude, latitude].",
            [
                "to_stop": .count, "on_roads": .flag, "distance_metres": .count, "duration_seconds": .count,
                "directions": .list(of: .reference("Direction")), "line": .list(of: .list(of: .number)),
            ]),
        "Direction": .object(
            "A turn, and how far it goes on then.",
            ["turn": words(TourPath.Turn.self), "distance_metres": .count, "text": .text],
            optional: ["street": .text]),
        "Stop": .object(
            "One halt; the start at the depot has number 0.",
            [
                "number": .count, "kind": .oneOf(["depot-start", "site", "disposal", "rest", "depot-end"]), "name": .text,
                "latitude": .latitude, "longitude": .longitude, "arrival": .moment, "arrival_local": .localMoment,
                "departure": .moment, "departure_local": .localMoment, "leg_metres": .count, "leg_seconds": .count,
                "wait_seconds": .count, "service_seconds": .count, "load_kilograms": .number, "load_litres": .number,
                "is_driven": .flag, "is_locked": .flag, "emptied": .list(of: .reference("StopEmptying")),
            ], optional: ["place": .identifier]),
        "StopEmptying": .object(
            "One container emptied at a stop.",
            [
                "slot": .identifier, "fraction": fraction, "expected_level": .number, "expected_kilograms": .number,
                "expected_litres": .number, "reason": .reference("Reason"),
            ]),
        "LeftOut": .object(
            "A due slot that no tour empties.",
            ["slot": .identifier, "reason": .reference("Reason"), "obstacle": words(LeftOut.Obstacle.self), "text": .text],
            optional: [
                "site": .identifier, "site_name": .text, "fraction": fraction, "nearest_vehicle": .identifier,
                "safe_until": .moment,
            ]),
        "Violation": .object(
            "A rule that the plan breaks.", ["rule": .text, "message": .text, "text": .text],
            optional: ["source": .text, "tour": .identifier, "stop": .count]),
        "Totals": .object(
            "Sums over a tour or a plan.",
            [
                "distance_metres": .count, "driving_seconds": .count, "service_seconds": .count, "disposal_seconds": .count,
                "wait_seconds": .count, "break_seconds": .count, "duration_seconds": .count, "sites": .count,
                "containers": .count,
                "loads": .count, "collected_kilograms": .number, "diesel_litres": .number, "electric_kilowatt_hours": .number,
                "carbon_dioxide_kilograms": .number,
            ]),
        "FeatureCollection": .object(
            "GeoJSON (RFC 7946): stops as points, paths as lines; positions are [longitude, latitude].",
            ["type": .constant("FeatureCollection"), "distance_basis": basis, "features": .list(of: .reference("Feature"))],
            optional: ["attribution": .text]),
        "StreetTile": .object(
            "Streets of a map tile as GeoJSON, one feature for all streets that are drawn alike.",
            ["type": .constant("FeatureCollection"), "attribution": .text, "features": .list(of: .reference("StreetFeature"))]),
        "StreetFeature": .object(
            "Streets of one kind.",
            [
                "type": .constant("Feature"), "geometry": .reference("StreetGeometry"),
                "properties": .reference("StreetProperties"),
            ]),
        "StreetGeometry": .object(
            "Lines of [longitude, latitude].",
            [
                "type": .constant("MultiLineString"), "coordinates": .list(of: .list(of: .list(of: .number))),
            ]),
        "StreetProperties": .object(
            "How to draw them.", ["kind": .text.described("Value of OpenStreetMap's tag highway.")],
            optional: ["name": .text, "bridge": .flag, "tunnel": .flag]),
        "Feature": .object(
            "A stop or a path.",
            [
                "type": .constant("Feature"), "geometry": .reference("Geometry"), "properties": .reference("FeatureProperties"),
            ]),
        "Geometry": .object(
            "Point or LineString.", ["type": .oneOf(["Point", "LineString"]), "coordinates": Schema(members: ["type": "array"])]),
        "FeatureProperties": .object(
            "What a feature tells.",
            ["role": .oneOf(["stop", "path"]), "tour": .identifier, "vehicle": .identifier, "vehicle_name": .text],
            optional: [
                "stop": .reference("Stop"), "totals": .reference("Totals"), "geometry_basis": geometryBasis,
            ]),
    ]

    static let days: [String: Schema] = [
        "DayReport": .object(
            "One day in figures.",
            [
                "town": .identifier, "day": .day, "as_of": .moment, "tours": .list(of: .reference("DayTour")),
                "left_out": .list(of: .reference("LeftOut")), "violations": .list(of: .reference("Violation")),
                "emptyings": .reference("DayEmptyings"), "data_quality": .list(of: .reference("Note")),
            ],
            optional: [
                "plan": .identifier, "distance_basis": basis, "distances_are_estimates": .flag,
                "key_figures": .reference("KeyFigures"), "estimate_reason": .text, "attribution": .text,
                "detour": .reference("Detour"),
            ]),
        "Evaluation": .object(
            "What the driven weeks saved against the fixed plan, or that they saved nothing.",
            [
                "town": .identifier, "from": .day, "to": .day, "baseline": words(EvaluationBaseline.self),
                "finding": words(EvaluationFinding.self), "text": .text, "method": .text, "distances_are_estimates": .flag,
                "slots": .count, "measured_slots": .count, "planned_days": .count, "working_days": .count,
                "driven_share": .share, "measures": .list(of: .reference("EvaluationMeasure")),
                "weeks": .list(of: .reference("EvaluationWeek")),
            ]),
        "EvaluationMeasure": .object(
            "A measure over all weeks; differences are shares of the fixed plan: -0.2 is a fifth less.",
            [
                "measure": words(EvaluationMeasure.self), "name": .text, "driven": .number, "fixed": .number,
                "saving_shown": .flag,
            ], optional: ["difference": .number, "low": .number, "high": .number]),
        "EvaluationWeek": .object(
            "One week.", ["monday": .day, "driven": .reference("EvaluationFigures"), "fixed": .reference("EvaluationFigures")]),
        "EvaluationFigures": .object(
            "A week's sums by measure.",
            Dictionary(uniqueKeysWithValues: EvaluationMeasure.allCases.map { ($0.rawValue, Schema.number) })),
        "KeyFigures": .object(
            "The newest plan's figures.",
            [
                "tours": .count, "stops": .count, "containers": .count, "lifts": .count, "loads": .count,
                "distance_kilometres": .number, "tour_hours": .number, "driving_hours": .number, "diesel_litres": .number,
                "electric_kilowatt_hours": .number, "carbon_dioxide_kilograms": .number, "collected_kilograms": .number,
                "left_out": .count,
            ]),
        "DayTour": .object(
            "A tour without its stops.",
            ["id": .identifier, "vehicle": .identifier, "vehicle_name": .text, "totals": .reference("Totals")]),
        "DayEmptyings": .object(
            "What was emptied, beside what was planned.",
            [
                "sensed": .count, "reported": .count, "inferred": .count, "planned_and_emptied": .count,
                "planned_not_emptied": .list(of: .identifier).described("Empty until the day is over."),
            ]),
        "Note": .object(
            "A remark on the data.", ["key": .text, "text": .text, "slots": .list(of: .identifier)], optional: ["count": .count]),
    ]
}
