import Model
import Reports

extension DocumentSchemas {
    private static let spread = Schema.reference("Spread")
    private static let overfull = Schema.reference("Overfull")

    static let figures: [String: Schema] = [
        "Spread": .object(
            "How values are spread; deciles are type 7 of Hyndman and Fan.",
            [
                "count": .count, "mean": .number, "deviation": .nonNegative, "median": .number, "low_decile": .number,
                "high_decile": .number,
            ]),
        "Overfull": .object(
            "How long the level was above 1, of the time it was known.",
            ["overfull_hours": .nonNegative, "observed_hours": .nonNegative, "episodes": .count],
            optional: ["overfull_share": .share, "highest_level": .number]),
        "MonthReport": .object(
            "A month in figures. Ways, hours, fuel and emissions are those of the plans.",
            [
                "town": .identifier, "month": .text.with("pattern", "^[0-9]{4}-[0-9]{2}$"), "as_of": .moment,
                "planned": .object(
                    "Sums of the newest plan of each day.",
                    [
                        "days": .count, "tours": .count, "stops": .count, "lifts": .count, "loads": .count,
                        "distance_kilometres": .number, "tour_hours": .number, "diesel_litres": .number,
                        "electric_kilowatt_hours": .number, "carbon_dioxide_kilograms": .number,
                        "collected_kilograms": .number,
                    ]),
                "done": .object(
                    "Emptyings that were sensed, reported or inferred.",
                    [
                        "emptyings": .count, "sensed": .count, "reported": .count, "inferred": .count,
                        "planned_and_emptied": .count, "planned_not_emptied": .count, "emptied_kilograms": .number,
                    ]), "overfull": overfull, "observed_slots": .count, "slots": .count,
                "fractions": .list(
                    of: .object(
                        "One fraction's part.",
                        [
                            "fraction": fraction, "name": .text, "slots": .count, "emptyings": .count,
                            "emptied_kilograms": .number, "overfull": overfull,
                        ], optional: ["level_at_emptying": spread])),
                "days": .list(
                    of: .object(
                        "One day's part.",
                        [
                            "day": .day, "planned_lifts": .count, "distance_kilometres": .number, "tour_hours": .number,
                            "carbon_dioxide_kilograms": .number, "emptied": .count, "planned_and_emptied": .count,
                        ],
                        optional: [
                            "plan": .identifier, "planned_not_emptied": .count.described("Absent until the day is over."),
                        ])),
            ],
            optional: [
                "distance_basis": words(DistanceBasis.self), "distances_are_estimates": .flag, "level_at_emptying": spread,
            ]),
        "HotSpots": .object(
            "Sites that are overfull often, worst first, with the limits that made them so.",
            [
                "town": .identifier, "from": .moment, "to": .moment, "minimum_episodes": .count,
                "minimum_overfull_share": .share, "observed_sites": .count, "all_sites": .count,
                "sites": .list(
                    of: .object(
                        "A site.",
                        [
                            "site": .identifier, "site_name": .text, "latitude": .latitude, "longitude": .longitude,
                            "overfull": overfull, "readings": .count, "emptyings": .count, "overfull_emptyings": .count,
                            "slots": .list(
                                of: .object(
                                    "A container that was overfull.",
                                    ["slot": .identifier, "fraction": fraction, "overfull": overfull])),
                        ], optional: ["district": .text])),
            ]),
        "RightSizing": .object(
            "Containers that do not fit their rhythm, with the figures and the number of observations behind each suggestion.",
            [
                "town": .identifier, "from": .moment, "to": .moment, "minimum_observations": .count,
                "underused_level": .number, "minimum_overfull_share": .share, "judged_slots": .count, "all_slots": .count,
                "suggestions": .list(
                    of: .object(
                        "A suggestion.",
                        [
                            "slot": .identifier, "site": .identifier, "site_name": .text, "fraction": fraction,
                            "verdict": words(RightSizing.Verdict.self), "level_at_emptying": spread,
                            "overfull_emptying_share": .share, "overfull": overfull, "is_limited_by_age": .flag, "text": .text,
                        ],
                        optional: [
                            "interval_days": .number, "suggested_interval_days": .number, "usable_volume_litres": .number,
                            "suggested_volume_litres": .number, "rhythm_interval_days": .number,
                            "saved_emptyings_per_year": .number.described("Negative when the suggestion costs emptyings."),
                        ])),
            ]),
        "SlotWindow": .object(
            "One container's past and near future, as its plot shows it.",
            [
                "slot": .identifier, "from": .moment, "to": .moment, "step": .oneOf(["raw", "hour", "day"]),
                "must_empty_level": .number, "levels": .list(of: .reference("WindowPoint")),
                "seen": .list(of: .reference("WindowPoint")), "emptyings": .list(of: .reference("Emptying")),
                "excluded": .list(
                    of: .object(
                        "A reading that did not move the level.",
                        ["at": .moment, "reasons": .list(of: .text), "text": .text], optional: ["level": .number])),
                "forecast": .list(
                    of: .object(
                        "The expected level, and the range of eight outcomes in ten.",
                        ["at": .moment, "level": .number, "low": .number, "high": .number])),
                "planned": .list(of: .reference("PlannedEmptying")),
            ]),
        "WindowPoint": .object(
            "A level; with bounds when it stands for several readings.", ["at": .moment, "level": .number],
            optional: ["minimum": .number, "maximum": .number]),
        "PlannedEmptying": .object(
            "A stop of a plan that empties the container.",
            [
                "day": .day, "plan": .identifier, "tour": .identifier, "vehicle": .identifier, "vehicle_name": .text,
                "arrival": .moment, "expected_level": .number, "reason": .reference("Reason"),
            ]),
    ]

    static let settings: [String: Schema] = [
        "SettingsOverview": .object(
            "How many things of each kind there are.",
            Dictionary(uniqueKeysWithValues: TownEntityKind.allCases.map { ($0.rawValue, Schema.count) })),
        "SettingsChange": .object(
            "A change to what the town has.",
            [
                "at": .moment, "origin": words(SettingsChange.Origin.self), "action": words(SettingsChange.Action.self),
                "entry_count": .count,
                "entries": .list(
                    of: .object(
                        "One thing; before and after with the members of its town file, left out in lists.",
                        [
                            "kind": words(TownEntityKind.self), "entity": .identifier,
                            "effect": .oneOf(["added", "changed", "removed"]),
                        ],
                        optional: [
                            "before": Schema(members: ["type": "object"]), "after": Schema(members: ["type": "object"]),
                        ])),
            ],
            optional: [
                "number": .count.described("Absent when nothing was changed."), "author": .text, "undoes": .count,
                "undone_by": .count,
            ]),
        "UndoOrder": .object("Who takes the change back.", [:], optional: ["author": Author.schema.orNull]),
        "TownFileSet": .object(
            "The town as files.", ["files": Schema(members: ["type": "object", "additionalProperties": ["type": "string"]])]),
        "TownFileOrder": .object(
            "Files that replace their parts of the town.",
            ["files": Schema(members: ["type": "object", "additionalProperties": ["type": "string"]])],
            optional: [
                "dry_run": .flag.orNull.described("Only say what would change."), "author": Author.schema.orNull,
            ]),
        "SlotNote": .object(
            "A note on a container.", ["number": .count, "slot": .identifier, "at": .moment, "text": .text],
            optional: ["author": .text]),
        "NewNote": .object(
            "A note to be written.", ["text": .text.with("minLength", 1).with("maxLength", .integer(NewNoteBody.longest))],
            optional: ["author": Author.schema.orNull]),
        "Fault": .object(
            "One thing that is wrong.", ["part": .text, "message": .text, "remedy": .text],
            optional: ["line": .count, "member": .text]),
    ]
}
