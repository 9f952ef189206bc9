import Routing

/// Problems and solutions of the route solver. `config/schemas/routing-problem.schema.json` and `routing-solution.schema.json` hold the
/// same; a test compares them.
extension DocumentSchemas {
    private static let seconds = Schema.bounded(0...1_000_000_000)
    private static let figure = Schema.bounded(0...1_000_000_000_000)
    private static let place = Schema.count.described("Index of the location, from 0.")
    private static let amounts = Schema.list(of: figure).described("One figure per dimension; empty means none.")
    private static let windows = Schema.list(of: .reference("RoutingWindow")).described(
        "In rising order, without overlap; empty means always.")
    private static let names = Schema.list(of: .text)

    static let routing: [String: Schema] = problemSchemas.merging(solutionSchemas, uniquingKeysWith: { one, _ in one })
        .merging(vroomSchemas, uniquingKeysWith: { one, _ in one })

    static let problemSchemas: [String: Schema] = [
        "RoutingProblem": .object(
            "Places, vehicles, tasks and disposal sites. Whole metres, seconds of the planning day, and an abstract cost unit.",
            [
                "profiles": .list(of: .reference("RoutingTravel")).described("Ways, one entry per kind of vehicle."),
                "vehicles": .list(of: .reference("RoutingVehicle")), "tasks": .list(of: .reference("RoutingTask")),
            ],
            optional: [
                "name": .text, "dimensions": .list(of: .reference("RoutingDimension")).with("maxItems", 8),
                "disposal_sites": .list(of: .reference("RoutingDisposalSite")),
                "setup_seconds": .list(of: seconds).described("Per location, charged once when tasks are served there in a row."),
                "orders": .list(of: names).described("Task ids that one vehicle serves in this order."),
                "reference": .reference("RoutingReference"), "compactness": .reference("RoutingCompactness"),
                "balance_cost_per_square_hour": .bounded(0...100_000_000).described(
                    "Cost of a tour's squared duration: makes tours alike."),
                "duration_periods": .list(of: .list(of: .reference("RoutingDurationPeriod"))).described(
                    "Per profile, in rising order: times of the day from which driving takes longer or shorter."),
            ]),
        "RoutingTravel": .object(
            "Ways between all places: a matrix, or a plane. One of both.", [:],
            optional: ["matrix": .reference("RoutingMatrix"), "plane": .reference("RoutingPlane")]),
        "RoutingMatrix": .object(
            "Row `from`, column `to`; 1000000000 and above means that there is no way.",
            ["duration_seconds": .list(of: .list(of: .bounded(0...2_147_483_647)))],
            optional: ["distance_metres": .list(of: .list(of: .bounded(0...2_147_483_647)))]),
        "RoutingPlane": .object(
            "Straight ways between coordinates.", ["x": .list(of: .number), "y": .list(of: .number)],
            optional: [
                "metric": .oneOf(["euclidean", "manhattan"]), "rounding": .oneOf(["nearest", "down", "up"]),
                "distance_scale": .nonNegative,
                "seconds_per_metre": .nonNegative,
            ]),
        "RoutingDurationPeriod": .object(
            "Lasts to the next period; a leg that crosses into another is driven in shares.", ["from_seconds": .integer],
            optional: [
                "duration_permille": .bounded(1...1_000_000),
                "duration_seconds": .list(of: .bounded(0...2_147_483_647)).described(
                    "All pairs row by row, instead of the profile's durations."),
            ]),
        "RoutingDimension": .object(
            "Something a vehicle has limited room for.", ["name": .text], optional: ["resets_at_disposal": .flag]),
        "RoutingWindow": .object("A span, both ends included.", ["open_seconds": .integer, "close_seconds": .integer]),
        "RoutingReference": .object(
            "An earlier plan, and what it costs to differ from it.",
            [
                "vehicle_of_task": Schema(members: ["type": "object", "additionalProperties": Schema.text.json]),
                "cost_of_other_vehicle": figure,
            ]),
        "RoutingCompactness": .object(
            "A price for near tasks in two vehicles' tours: makes tours compact.",
            ["cost_per_pair": .bounded(0...1_000_000_000).described("Of each pair of neighbours served by two vehicles.")],
            optional: ["neighbours": .bounded(1...20).described("Nearest tasks that count as neighbours; 5 if left out.")]),
        "RoutingTask": .object(
            "One thing to do at one place.", ["id": .text, "location": place],
            optional: [
                "demand": amounts, "service_seconds": seconds, "windows": windows, "required_skills": names,
                "prize": figure.described("Cost of leaving it out; without it the task is mandatory."),
                "allowed_vehicles": names,
                "exclusive_group": .text.described("At most one task of a group is served."), "release_seconds": seconds,
                "serving_cost": figure.described("What serving it costs besides ways and time; alternatives can differ in it."),
            ]),
        "RoutingDisposalSite": .object(
            "Where load is tipped, any number of times.", ["id": .text, "location": place],
            optional: [
                "accepted_dimensions": .list(of: .count), "windows": windows, "service_seconds": seconds, "visit_cost": figure,
                "allowed_vehicles": names,
            ]),
        "RoutingVehicle": .object(
            "A vehicle with its driver's shift; it drives at most one tour.",
            ["id": .text, "shift": .reference("RoutingWindow")],
            optional: [
                "profile": .count, "duration_permille": .bounded(1...1_000_000), "capacities": amounts, "initial_load": amounts,
                "start_location": place.described("Absent: begins at its first stop."),
                "end_location": place.described("Absent: ends at its last stop."), "maximum_duration_seconds": seconds,
                "maximum_distance_metres": figure, "maximum_tasks": figure, "maximum_disposals": figure,
                "overtime": .reference("RoutingOvertime"), "fixed_cost": figure,
                "cost_per_metre": .bounded(0...1_000_000).described("1 if not given."),
                "cost_per_second": .bounded(0...1_000_000),
                "skills": names, "ends_empty": .flag, "break_rules": .list(of: .reference("RoutingBreakRule")),
                "locked_prefix": names.described("Stops that come first, in this order."),
                "elapsed": .reference("RoutingElapsed"),
            ]),
        "RoutingOvertime": .object(
            "Duration beyond a limit, at a price.", ["after_seconds": seconds, "cost_per_second": .bounded(0...1_000_000_000)]),
        "RoutingElapsed": .object(
            "What the driver has behind him.", [:],
            optional: [
                "driving_since_break_seconds": seconds, "working_since_break_seconds": seconds, "working_today_seconds": seconds,
                "paused_today_seconds": seconds,
            ]),
        "RoutingBreakRule": .object(
            """
            A rule about pauses. `driving`: maximum_seconds, parts. `working`: maximum_seconds, minimum_part_seconds. `total`: \
            thresholds, minimum_part_seconds. `window`: start, duration_seconds.
            """, ["id": .text, "kind": .oneOf(["driving", "working", "total", "window"])],
            optional: [
                "maximum_seconds": seconds, "parts": .list(of: seconds), "minimum_part_seconds": seconds,
                "thresholds": .list(of: .reference("RoutingThreshold")), "start": .reference("RoutingWindow"),
                "duration_seconds": seconds,
            ]),
        "RoutingThreshold": .object(
            "Work above which pauses are owed.", ["work_seconds": seconds, "pause_seconds": seconds]),
    ]

    static let solutionSchemas: [String: Schema] = [
        "RoutingSolution": .object(
            "The best plan found.",
            [
                "name": .text, "feasible": .flag, "total_cost": .integer, "wall_seconds": .nonNegative, "iterations": .count,
                "seed": .count, "routes": .list(of: .reference("RoutingRoute")), "tours": .list(of: .reference("RoutingTour")),
                "unserved": .list(of: .reference("RoutingUnserved")), "cost": .reference("RoutingCost"),
                "violations": .list(of: .reference("RoutingViolation")),
            ], optional: ["lower_bound": .integer, "gap_percent": .number]),
        "RoutingRoute": .object("The stops of one vehicle in order.", ["vehicle": .text, "stops": names]),
        "RoutingTour": .object(
            "One vehicle's day.",
            [
                "vehicle": .text, "visits": .list(of: .reference("RoutingVisit")), "distance_metres": .count,
                "driving_seconds": .count, "duration_seconds": .count, "cost": .reference("RoutingCost"),
            ]),
        "RoutingVisit": .object(
            "One entry of a tour; `id` for tasks and disposals, `rules` for pauses.",
            [
                "kind": .oneOf(["start", "task", "disposal", "pause", "end"]), "location": .count, "travel_metres": .count,
                "travel_seconds": .count, "arrival_seconds": .integer, "wait_seconds": .count, "begin_seconds": .integer,
                "work_seconds": .count, "departure_seconds": .integer, "load": .list(of: .integer),
            ], optional: ["id": .text, "rules": names]),
        "RoutingCost": .object(
            "Where a cost comes from.",
            [
                "fixed": .integer, "distance": .integer, "duration": .integer, "overtime": .integer, "disposal": .integer,
                "balance": .integer, "reference": .integer, "prizes": .integer, "compactness": .integer,
            ]),
        "RoutingUnserved": .object(
            "A task in no tour.", ["task": .text, "is_mandatory": .flag, "reason": words(UnservedTask.Reason.self)],
            optional: ["nearest_vehicle": .text, "cost_of_forcing": .integer]),
        "RoutingViolation": .object(
            "Something that is not as the problem demands.", ["kind": words(Violation.Kind.self), "excess": .integer],
            optional: ["vehicle": .text, "subject": .text]),
    ]

    private static let vroomSchemas: [String: Schema] = [
        "VROOMProblem": Schema(members: [
            "type": "object", "required": ["vehicles"],
            "description": """
            A problem as VROOM 1.15 takes it; docs/http-api.md says what is understood. Members that are not known are passed over.
            """,
            "properties": .object([
                "vehicles": Schema.list(of: anyObject).json, "jobs": Schema.list(of: anyObject).json, "matrices": anyObject.json,
            ]),
        ]),
        "VROOMSolution": Schema(members: [
            "type": "object", "required": ["code", "summary", "routes", "unassigned"],
            "description": "An answer as VROOM 1.15 gives it.",
            "properties": .object([
                "code": Schema.integer.json, "summary": anyObject.json, "routes": Schema.list(of: anyObject).json,
                "unassigned": Schema.list(of: anyObject).json,
            ]),
        ]),
    ]

    private static let anyObject = Schema(members: ["type": "object"])
}
