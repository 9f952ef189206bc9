import Model
import Reports

/// Alarms, sensors, and devices that nobody has entered.
extension DocumentSchemas {
    static let devices: [String: Schema] = [
        "Alarm": .object(
            "Something about a slot that somebody should see to.",
            [
                "id": .count, "town": .identifier, "kind": words(AlarmKind.self), "state": .oneOf(["open", "cleared"]),
                "slot": .identifier, "raised_at": .moment,
                "unit": .oneOf(["share", "celsius", "hours", "percent", "none"]).described("Of value and limit."),
            ],
            optional: [
                "site": .identifier, "site_name": .text, "fraction": fraction, "device": .text, "cleared_at": .moment,
                "value": .number.described("What was measured when it was raised."), "limit": .number,
                "acknowledgement": .reference("Acknowledgement"),
            ]),
        "Acknowledgement": .object(
            "That a person has seen an alarm.", ["by": .text, "at": .moment], optional: ["note": .text]),
        "NewAcknowledgement": .object(
            "Who has seen an alarm.", ["by": .text.with("minLength", 1).with("maxLength", 100)],
            optional: ["note": .text.orNull.with("maxLength", 500)]),
        "Device": .object(
            "A sensor with the figures behind the question how far it is to be believed.",
            [
                "device": .text, "is_silent": .flag, "quality": .list(of: .oneOf(DeviceDocument.verdictNames)),
                "battery": .reference("Battery"), "days": .count, "readings": .count, "levels": .count,
                "verdicts": .object(
                    "Readings by verdict.",
                    Dictionary(uniqueKeysWithValues: DeviceDocument.verdictNames.map { ($0, Schema.count) })),
            ],
            optional: [
                "model": .text, "installed": .day, "slot": .identifier, "site": .identifier, "site_name": .text,
                "fraction": fraction, "last_heard_at": .moment, "level": .level, "trust": .share, "usable_share": .share,
                "clock_offset_seconds": .number.described("The device's clock minus the arrival; negative means slow."),
            ]),
        "Battery": .object(
            "A battery and how it goes.", ["is_low": .flag],
            optional: [
                "percent": .number, "volts": .number, "percent_per_day": .number, "volts_per_day": .number,
                "empty_at": .moment.described("When it will be empty if it goes on as it did."),
            ]),
        "Claim": .object(
            "A device that reports although nobody has entered it.",
            [
                "device": .text, "messages": .count, "first_heard_at": .moment, "last_heard_at": .moment,
                "last_messages": .list(of: .reference("QuarantinedMessage")),
            ], optional: ["town": .identifier]),
        "ClaimOrder": .object(
            "Where a device is and what.", ["slot": .identifier],
            optional: [
                "model": .text.orNull.with("maxLength", 100).described(
                    "Vendor/model; none for devices that speak our own format."),
                "container_type": .identifier.orNull.described("Type of the container that stands there."),
                "sensor_offset_millimetres": .number.orNull.with("minimum", -5000).with("maximum", 5000).described(
                    "From the sensor's face down to the full line, if mounted otherwise than the type says."),
                "replaces": .flag.orNull.described("Takes the place of the device that is entered there."),
                "moves": .flag.orNull.described("Leaves the slot at which it is entered now."),
            ]),
        "ClaimResult": .object(
            "What became of a claim.",
            ["device": .text, "slot": .identifier, "waiting": .reference("ReprocessResult")], optional: ["model": .text]),
    ]
}
