import Model
import Reports

/// The schemas of all documents; a test holds each against what the endpoints really answer.
enum DocumentSchemas {
    static let all: [String: Schema] =
        service.merging(towns, uniquingKeysWith: first).merging(containers, uniquingKeysWith: first)
        .merging(plans, uniquingKeysWith: first).merging(days, uniquingKeysWith: first)
        .merging(devices, uniquingKeysWith: first).merging(bodies, uniquingKeysWith: first)
        .merging(routing, uniquingKeysWith: first).merging(changes, uniquingKeysWith: first)
        .merging(states, uniquingKeysWith: first)
        .merging(figures, uniquingKeysWith: first).merging(settings, uniquingKeysWith: first)

    private static func first(_ one: Schema, _ other: Schema) -> Schema { one }

    static func words<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> Schema where Word.RawValue == String {
        .oneOf(Word.allCases.map(\.rawValue))
    }

    static let fraction = Schema.text.with("examples", ["glass-white", "paper"])

    private static let service: [String: Schema] = [
        "Problem": .object(
            "A problem (RFC 9457).",
            [
                "type": .text, "title": .text, "status": .integer, "detail": .text,
                "instance": .text.described("Identifies the request in the log."),
            ],
            optional: [
                "member": .text.described("The parameter, body member or header at fault."),
                "remedy": .text.described("What to do."), "parts": .list(of: .reference("ReadinessPart")),
                "faults": .list(of: .reference("Fault")).described("All that is wrong with what was to be put."),
                "code": .integer.described("In answers to VROOM's clients: 2, wrong input."),
                "error": .text.described("In answers to VROOM's clients."),
            ]),
        "Health": .object("The process answers.", ["status": .constant("ok")]),
        "Readiness": .object(
            "Everything answers.", ["status": .constant("ready"), "parts": .list(of: .reference("ReadinessPart"))]),
        "ReadinessPart": .object(
            "Something the service depends on.", ["name": .text, "is_ready": .flag, "detail": .text], optional: ["remedy": .text]),
        "QuarantinedMessage": .object(
            "A refused message.",
            [
                "id": .integer, "received_at": .moment, "topic": .text, "reason": words(QuarantineReason.self), "detail": .text,
                "payload_bytes": .count,
            ],
            optional: [
                "town": .identifier, "device": .text, "payload_text": .text,
                "payload_base64": .text.with("contentEncoding", "base64"),
            ]),
        "QuarantineCounts": .object(
            "Refused messages by reason.",
            Dictionary(uniqueKeysWithValues: QuarantineReason.allCases.map { ($0.rawValue, Schema.count) })),
        "ReprocessResult": .object(
            "What became of the messages.",
            ["messages": .count, "stored_readings": .count, "repeated_readings": .count, "still_refused": .count]),
    ]

    private static let towns: [String: Schema] = [
        "Town": .object(
            "A town is a tenant: every record belongs to one.",
            ["id": .identifier, "name": .text, "time_zone": .text, "language": .text]),
        "Site": .object(
            "An address with one or more containers.",
            [
                "id": .identifier, "name": .text, "latitude": .latitude, "longitude": .longitude, "zone": words(Zone.self),
                "opening_windows": .list(of: .reference("OpeningWindow")), "required_skills": .list(of: .text),
                "slots": .list(of: .reference("Slot")),
            ], optional: ["district": .text, "setup_seconds": .integer, "note": .text]),
        "Slot": .object(
            "A named position for one container of one fraction.",
            ["id": .identifier, "fraction": fraction, "is_active": .flag],
            optional: ["container": .identifier, "container_type": .identifier, "device": .text]),
        "OpeningWindow": .object(
            "A stretch of a day; without weekdays it holds every day.", ["opens": .timeOfDay, "closes": .timeOfDay],
            optional: ["weekdays": .list(of: words(Weekday.self))]),
        "Vehicle": .object(
            "A collection vehicle.",
            [
                "id": .identifier, "name": .text, "depot": .identifier, "is_available": .flag, "payload_kilograms": .number,
                "compartments": .list(of: .reference("Compartment")), "emptying_methods": .list(of: words(EmptyingMethod.self)),
                "skills": .list(of: .text), "shift": .reference("Shift"), "energy": .reference("Energy"), "speed_factor": .number,
                "disposal_sites": .list(of: .identifier).described("Empty: all that take the fraction."),
            ],
            optional: [
                "note": .text,
                "road_profile": .text.described(
                    "By which profile its ways are computed; absent: by the settings and its payload."),
            ]),
        "Compartment": .object("A chamber of the body.", ["fractions": .list(of: fraction), "volume_litres": .number]),
        "Shift": .object(
            "When the crew works, by the town's clocks.",
            [
                "start": .timeOfDay, "length_seconds": .integer, "weekdays": .list(of: words(Weekday.self)),
                "rule_set": words(TourRuleSet.self),
            ]),
        "Energy": .object(
            "What it burns and emits.",
            [
                "carrier": words(Energy.Carrier.self), "units_per_100_kilometres": .number,
                "carbon_dioxide_kilograms_per_unit": .number,
            ]),
    ]
}
