import Model
import Planning
import Reports

extension DocumentSchemas {
    private static let place: [String: Schema] = [
        "latitude": .latitude, "longitude": .longitude, "place": .count.described("Number in the matrix."),
    ]

    private static func placed(_ others: [String: Schema]) -> [String: Schema] {
        place.merging(others, uniquingKeysWith: { one, _ in one })
    }

    private static let windows = Schema.list(of: .reference("StateWindow"))

    static let states: [String: Schema] = [
        "PlanState": .object(
            "The state of a town or a simulation, to be planned from. Nothing is stored.",
            [
                "depots": .list(of: .reference("StateDepot")).with("minItems", 1), "sites": .list(of: .reference("StateSite")),
                "slots": .list(of: .reference("StateSlot")),
                "vehicles": .list(of: .reference("StateVehicle")).with("minItems", 1),
            ],
            optional: [
                "name": .text, "day": .day, "time_zone": .text.described("IANA name; UTC if not given."),
                "disposal_sites": .list(of: .reference("StateDisposalSite")).described(
                    "Where loads are left; the depots if not given."),
                "matrix": .reference("StateMatrix"), "rules": .reference("StateRules"), "options": .reference("StateOptions"),
            ]),
        "StateDepot": .object("Start and end of tours.", ["id": .identifier], optional: place),
        "StateDisposalSite": .object(
            "Where loads are left.", ["id": .identifier],
            optional: placed([
                "fractions": .list(of: fraction), "service_seconds": .count, "windows": windows,
            ])),
        "StateSite": .object(
            "A place with one or more containers (a cluster).", ["id": .identifier],
            optional: placed([
                "zone": words(Zone.self).described("Quiet hours hold in `residential` only; `industrial` if not given."),
                "windows": windows, "setup_seconds": .count, "skills": .list(of: .text),
            ])),
        "StateSlot": .object(
            "A container. Its level is given, or follows from its history or from counted deposits.",
            ["id": .identifier, "site": .identifier],
            optional: [
                "fraction": fraction, "capacity_litres": .nonNegative.described("5,000 if not given."), "level": .nonNegative,
                "level_deviation": .nonNegative, "rate_per_day": .nonNegative, "rate_deviation": .nonNegative,
                "history": .list(of: .reference("StatePoint")), "deposits": .nonNegative.described("Since the last emptying."),
                "deposit_litres": .nonNegative.described("Mean of one deposit; 43 if not given."),
                "deposit_litres_deviation": .nonNegative, "deposits_per_day": .nonNegative,
                "age_days": .nonNegative.described("Days since the last emptying."), "requested": .flag,
                "service_seconds": .count,
            ]),
        "StatePoint": .object("A level that was seen.", ["hours_ago": .nonNegative, "level": .nonNegative]),
        "StateVehicle": .object(
            "A vehicle on duty.", ["id": .identifier],
            optional: [
                "depot": .identifier, "capacity_litres": .nonNegative, "payload_kilograms": .nonNegative,
                "fractions": .list(of: fraction), "skills": .list(of: .text), "start": .timeOfDay, "end": .timeOfDay,
                "breaks": .list(of: .reference("StateBreak")).described(
                    "Several are taken as one of their sum in the window of the longest."),
                "speed_factor": .number,
            ]),
        "StateBreak": .object(
            "A pause that begins within a window.", ["from": .timeOfDay, "until": .timeOfDay, "minutes": .bounded(1...600)]),
        "StateWindow": .object("Hours of a day.", ["from": .timeOfDay, "until": .timeOfDay]),
        "StateMatrix": .object(
            """
            Row by row, from place to place. Places without a number stand in the order depots, disposal sites, sites. Without a \
            matrix ways are estimated from the coordinates.
            """,
            ["distance_metres": .list(of: .list(of: .nonNegative)), "duration_seconds": .list(of: .list(of: .nonNegative))]),
        "StateRules": .object(
            "What holds, and what is worth how much.", [:],
            optional: [
                "service_seconds": .count.described("Per container."), "setup_seconds": .count.described("Once a site."),
                "disposal_seconds": .count, "german_law": .flag.described("VO (EG) 561/2006 and ArbZG §4; false if not given."),
                "policy": words(PlanState.Rules.Policy.self), "threshold_level": .nonNegative,
                "overflow_price_per_day": .count.described("A day of an overfull container, in metres of way."),
                "compulsory_risk": .share, "maximum_age_days": .nonNegative,
                "collection_weekdays": .list(of: words(Weekday.self)),
            ]),
        "StateOptions": .object(
            "How long to search.", [:],
            optional: ["seconds": .number, "iterations": .count, "seed": .count]),
        "StatePlan": .object(
            "The tours.",
            [
                "tours": .list(of: .reference("StateTour")), "left_out": .list(of: .reference("StateLeftOut")),
                "violations": .list(of: .reference("StateViolation")), "distance_metres": .count, "duration_seconds": .count,
                "distance_basis": words(DistanceBasis.self), "iterations": .count, "seed": .count,
            ]),
        "StateTour": .object(
            "Ordered stops of one vehicle.",
            [
                "vehicle": .identifier, "stops": .list(of: .reference("StateStop")), "sites": .list(of: .identifier),
                "distance_metres": .count, "duration_seconds": .count, "loads": .count,
            ]),
        "StateStop": .object(
            "One halt; times are seconds after local midnight.",
            [
                "kind": .oneOf(["depot-start", "site", "disposal", "rest", "depot-end"]), "slots": .list(of: .identifier),
                "arrival_seconds": .integer, "departure_seconds": .integer, "wait_seconds": .count, "leg_metres": .count,
                "leg_seconds": .count, "load_kilograms": .number, "load_litres": .number,
            ], optional: ["place": .identifier]),
        "StateLeftOut": .object(
            "A container that was due and stays.",
            ["slot": .identifier, "reason": .text, "obstacle": words(LeftOut.Obstacle.self)]),
        "StateViolation": .object(
            "A rule that the plan breaks.", ["rule": .text, "message": .text],
            optional: ["source": .text, "tour": .identifier, "stop": .count]),
    ]
}
