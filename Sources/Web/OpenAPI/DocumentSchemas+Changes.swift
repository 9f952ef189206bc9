import Model
import Reports

extension DocumentSchemas {
    private static let position = Schema.count.described(
        "Number that the stop shall have afterwards; the start at the depot is 0.")

    static let changes: [String: Schema] = [
        "PlanEdit": .object(
            "One change of a plan; which members it takes depends on its action.", ["action": .oneOf(PlanEdit.actions)],
            optional: [
                "slot": .identifier, "tour": .identifier, "vehicle": .identifier, "stop": .count, "position": position,
                "stops": .list(of: .count), "minutes": .bounded(1...240), "to_tour": .identifier, "to_vehicle": .identifier,
                "disposal_site": .identifier,
            ]),
        "PlanEdits": .object(
            "Edits that are carried out together.", ["edits": .list(of: .reference("PlanEdit")).with("minItems", 1)],
            optional: [
                "revision": .count.orNull.described("The revision that you saw; refused with 409 when the plan has moved on."),
                "by": .text.orNull.described("Who: a role or a desk."),
                "reason": .text.orNull.described("Needed when the change breaks rules."),
                "preview": .flag.described("Only shows what would become of it."),
            ]),
        "Author": .object("Who does it.", [:], optional: ["by": .text.orNull, "reason": .text.orNull]),
        "PlanChange": .object(
            "A plan after a change.",
            [
                "plan": .reference("Plan"), "is_saved": .flag, "new_violations": .list(of: .reference("Violation")),
                "difference": .reference("PlanDifference"), "can_undo": .flag, "can_redo": .flag,
            ]),
        "PlanDifference": .object(
            "What a plan changes against another.",
            [
                "added": .list(of: .reference("SlotChange")), "removed": .list(of: .reference("SlotChange")),
                "moved": .list(of: .reference("SlotChange")), "newly_left_out": .list(of: .reference("LeftOut")),
                "vehicles_added": .list(of: .identifier), "vehicles_removed": .list(of: .identifier),
                "reordered": .list(of: .identifier), "before": .reference("Totals"), "after": .reference("Totals"),
            ]),
        "SlotChange": .object(
            "A container and the vehicle that empties it before and after.", ["slot": .identifier],
            optional: ["site_name": .text, "before": .identifier, "after": .identifier]),
        "PlanRevision": .object(
            "One entry of a plan's history.",
            [
                "number": .count, "at": .moment, "by": .text, "change": .oneOf(["made", "edit", "undo", "redo", "replan"]),
                "violation_count": .count, "text": .text,
            ],
            optional: [
                "edits": .list(of: .reference("PlanEdit")), "revision": .count, "wish": .reference("ReplanWish"), "reason": .text,
            ]),
        "ReplanOrder": .object(
            "What changed during the day.", [:],
            optional: [
                "at": .text.orNull.described("RFC 3339, or `10:15` by the town's clock on the plan's day; now if not given."),
                "driven": words(ReplanWish.Driven.self).orNull.described("What counts as done by then."),
                "without_vehicles": .list(of: .identifier).orNull, "full_vehicles": .list(of: .identifier).orNull,
                "slots": .list(of: .identifier).orNull.described("Containers that have to be emptied besides."),
                "change_budget": .count.orNull.described("Containers that may change places."),
                "seconds": .number.orNull, "iterations": .bounded(PlanOrderBody.iterationRange).orNull,
            ]),
        "ReplanWish": .object(
            "What a re-plan was asked for.",
            [
                "at": .moment, "driven": words(ReplanWish.Driven.self), "without_vehicles": .list(of: .identifier),
                "full_vehicles": .list(of: .identifier), "slots": .list(of: .identifier),
            ], optional: ["change_budget": .count]),
        "Proposal": .object(
            "A re-plan that waits to be accepted or discarded.",
            [
                "id": .identifier, "revision": .count, "created_at": .moment, "wish": .reference("ReplanWish"),
                "plan": .reference("Plan"), "difference": .reference("PlanDifference"),
            ]),
        "CrewReport": .object(
            "What a crew reports; which members it takes depends on its event.",
            [
                "key": .text.with("minLength", 1).with("maxLength", 64).described(
                    "Unique; sent again it makes no second report."),
                "tour": .identifier, "event": .oneOf(CheckOff.Event.keys),
            ],
            optional: [
                "at": .moment.orNull.described("Now if not given."), "stop": .count.orNull, "slot": .identifier.orNull,
                "reason": words(NotEmptiedReason.self).orNull, "level": .number.with("minimum", 0).with("maximum", 3).orNull,
                "note": .text.with("maxLength", 500).orNull,
                "kilometres": .number.orNull.described("By the odometer, over the whole tour; with tour-finished."),
            ]),
        "CheckOff": .object(
            "What a crew reported.",
            [
                "key": .text, "plan": .identifier, "tour": .identifier, "event": .oneOf(CheckOff.Event.keys), "at": .moment,
                "received_at": .moment,
            ],
            optional: [
                "stop": .count, "slots": .list(of: .identifier), "slot": .identifier, "reason": words(NotEmptiedReason.self),
                "reason_text": .text, "level": .number, "note": .text, "kilometres": .number,
            ]),
        "PlanProgress": .object(
            "Planned beside done.",
            ["plan": .identifier, "revision": .count, "tours": .list(of: .reference("TourProgress"))]),
        "TourProgress": .object(
            "How far a tour has come.",
            [
                "tour": .identifier, "vehicle": .identifier, "is_full": .flag, "planned_containers": .count,
                "emptied_containers": .count, "done_stops": .list(of: .count), "emptied": .list(of: .identifier),
                "not_emptied": .list(of: .reference("NotEmptied")), "open": .list(of: .identifier),
            ], optional: ["started_at": .moment, "finished_at": .moment]),
        "NotEmptied": .object(
            "A container that the crew could not empty.",
            ["slot": .identifier, "reason": words(NotEmptiedReason.self), "text": .text]),
        "Explanation": .object(
            "Why a container is or is not emptied.",
            [
                "slot": .identifier, "plan": .identifier, "sentences": .list(of: .text),
                "outcome": .oneOf(["emptied", "left-out", "not-on-the-way", "not-due", "emptied-before", "inactive"]),
            ],
            optional: [
                "reason": .reference("Reason"), "vehicle": .identifier, "nearest_vehicle": .identifier,
                "obstacle": words(LeftOut.Obstacle.self), "expected_level": .number, "threshold_level": .number,
                "overflow_risk": .share, "next_chance": .moment, "safe_until": .moment,
                "age_days": .number,
            ]),
        "PlanLimits": .object(
            "What holds a plan back, and what more would bring.",
            [
                "plan": .identifier, "left_out": .count, "one_more_hour": .reference("PlanGain"), "sentences": .list(of: .text),
            ],
            optional: [
                "binding": words(LeftOut.Obstacle.self), "one_more_vehicle": .reference("PlanGain"), "vehicle": .identifier,
            ]),
        "PlanGain": .object(
            "Differences to the same plan without the addition.",
            ["more_served": .integer, "distance_metres": .integer, "duration_seconds": .integer]),
        "PlanRun": .object(
            "A plan being made in the background.",
            [
                "id": .identifier.described("Also the plan's, once it is done."), "day": .day, "phase": words(PlanRun.Phase.self),
                "is_over": .flag, "started_at": .moment, "elapsed_seconds": .number,
            ], optional: ["part": .count, "parts": .count, "best_cost": .integer, "iterations": .count, "failure": .text]),
    ]
}
