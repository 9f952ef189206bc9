import Model
import Reports

extension DocumentSchemas {
    static let containers: [String: Schema] = [
        "Container": .object(
            "A slot with what stands there, how full it is, and how it goes on.",
            [
                "slot": .identifier, "site": .identifier, "site_name": .text, "latitude": .latitude, "longitude": .longitude,
                "fraction": fraction, "quality_reasons": .list(of: .text), "is_silent": .flag, "is_due": .flag, "due_day": .day,
            ],
            optional: [
                "district": .text, "container": .identifier, "container_type": .identifier, "usable_volume_litres": .number,
                "device": .text, "level": .level, "measured_at": .moment, "age_seconds": .count,
                "fill_band": .oneOf(FillBand.allCases.map(\.key)), "trust": .share, "last_heard_at": .moment,
                "battery_percent": .number, "temperature_celsius": .number, "last_emptying": .reference("Emptying"),
                "forecast": .reference("Forecast"), "due_reason": .reference("Reason"),
            ]),
        "TownMap": .object(
            "All containers of a town with their sites.",
            [
                "as_of": .moment, "due_day": .day, "sites": .list(of: .reference("MapSite")),
                "containers": .list(of: .reference("MapContainer")),
            ]),
        "TourLink": .object(
            "A signed link to one tour.",
            ["path": .text.described("Path of the page, to be put behind scheme and host."), "expires_at": .moment]),
        "Photo": .object("A photo that a crew took.", ["name": .text, "stop": .count.described("Number of the stop.")]),
        "MapSite": .object(
            "A site on the map.", ["id": .identifier, "name": .text, "latitude": .latitude, "longitude": .longitude],
            optional: ["district": .text]),
        "MapContainer": .object(
            "A container in few members.",
            ["slot": .identifier, "site": .integer.described("Index into `sites`."), "fraction": fraction],
            optional: [
                "level": .level, "age_seconds": .count, "expected_level": .number, "full_at": .moment, "trust": .share,
                "due_reason": .oneOf(["level", "age", "request", "rhythm", "take-along"]), "is_silent": .flag,
                "quality_reasons": .list(of: .text),
            ]),
        "Forecast": .object(
            "How the level will go on.",
            [
                "as_of": .moment, "level": .number, "level_deviation": .number, "rate_per_day": .number,
                "rate_deviation": .number,
                "full_level": .number, "basis": words(ForecastBasis.self),
            ],
            optional: [
                "full_at": .moment, "full_earliest": .moment.described("One chance in ten that it is full before this."),
                "full_latest": .moment.described("Nine chances in ten that it is full before this."), "data_age_hours": .number,
                "influences": .list(of: .reference("Influence")),
            ]),
        "Influence": .object(
            "What makes some of the coming days different: school holidays, an event, the weather.",
            ["cause": words(DemandInfluence.Cause.self), "from": .day, "to": .day, "factor": .number],
            optional: ["name": .text]),
        "Reason": .object(
            "Why a container is due.",
            ["key": .oneOf(["level", "age", "request", "rhythm", "take-along", "by-hand"]), "text": .text],
            optional: [
                "expected_level": .number, "threshold_level": .number, "full_at": .moment, "days": .number,
                "maximum_days": .number,
                "request": .identifier, "note": .text,
            ]),
        "Emptying": .object(
            "The event that set the level down.",
            ["slot": .identifier, "at": .moment, "confidence": .share, "source": words(EmptyingSource.self)],
            optional: [
                "level_before": .number, "level_after": .number,
                "evidence": .list(of: words(EmptyingEvidence.self)).described("What else speaks for it."),
            ]),
        "Reading": .object(
            "One value from a sensor or a person.",
            [
                "slot": .identifier, "measured_at": .moment, "received_at": .moment, "time_source": words(TimeSource.self),
                "origin": words(ReadingOrigin.self), "quality_reasons": .list(of: .text), "counts_for_level": .flag,
            ],
            optional: [
                "device": .text, "device_time": .moment, "level": .number, "distance_millimetres": .number,
                "temperature_celsius": .number, "battery_percent": .number, "battery_volts": .number, "is_tilted": .flag,
                "frame_counter": .integer,
            ]),
        "Readings": .object(
            "An export.", ["town": .identifier, "from": .moment, "to": .moment, "readings": .list(of: .reference("Reading"))]),
        "LevelSummary": .object(
            "The levels of an hour or a local day.",
            [
                "start": .moment, "start_local": .localMoment, "minimum": .number, "mean": .number, "maximum": .number,
                "count": .count,
            ]),
        "History": .object(
            "One slot's past.",
            [
                "slot": .identifier, "from": .moment, "to": .moment, "aggregation": .oneOf(["raw", "hour", "day"]),
                "emptyings": .list(of: .reference("Emptying")),
            ],
            optional: [
                "readings": .list(of: .reference("Reading")), "levels": .list(of: .reference("LevelSummary")),
                "next_from": .moment.described("Present when the limit cut the answer: ask again with `from` this."),
            ]),
        "Request": .object(
            "An extra emptying that somebody asked for.",
            ["id": .identifier, "slot": .identifier, "due_on": .day, "note": .text, "created_at": .moment]),
    ]

    static let bodies: [String: Schema] = [
        "SeenLevel": .object(
            "A level that somebody saw.",
            [
                "level": .number.with("minimum", 0).with("maximum", 3).described(
                    "Share of the usable volume; above 1 when overfull.")
            ],
            optional: ["seen_at": .moment.orNull.described("Now if not given; not in the future, at most 400 days ago.")]),
        "NewRequest": .object(
            "A wish for an extra emptying.", ["slot": .identifier],
            optional: [
                "due_on": .day.orNull.described("First day on which it may be done; today if not given."),
                "note": .text.orNull.with("maxLength", .integer(NewRequestBody.longestNote)),
            ]),
        "PlanOrder": .object(
            "What is to be planned.", ["day": .day],
            optional: [
                "without_vehicles": .list(of: .identifier).orNull.described("Vehicles that stay at home."),
                "seed": .bounded(0...PlanOrderBody.largestSeed).orNull,
                "iterations": .bounded(PlanOrderBody.iterationRange).orNull,
                "change_budget": .count.orNull.described(
                    "Containers that may get another vehicle than the one that usually empties them; as many as it pays if not given."
                ),
            ]),
        "ReprocessOrder": .object(
            "Which messages to process again; empty means all.", [:],
            optional: [
                "ids": .list(of: .bounded(0...PlanOrderBody.largestSeed)).orNull.with("maxItems", 1000),
                "reason": words(QuarantineReason.self),
            ]),
    ]
}
