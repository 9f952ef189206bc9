import Model
import Sentences

/// The rules in `town.yaml`; whatever is left out keeps its default.
enum RulesMembers {
    static let rules = [
        "thresholds", "fractions", "service", "quiet_hours", "quiet_hour_exceptions", "travel", "closed_days",
        "observes_public_holidays",
    ]
    static let thresholds = ["take_along", "must_empty", "critical", "silent_after_hours", "battery_warning_percent"]
    static let fraction = [
        "density_kilograms_per_cubic_metre", "compaction", "maximum_age_days", "typical_fill_per_day", "level_at_emptying",
    ]
    static let service = ["site_seconds", "crane_seconds", "lift_seconds", "manual_seconds", "disposal_seconds"]
    static let quietHours = ["zone", "fractions", "allowed_from", "allowed_until", "weekdays", "source"]
    static let quietHourException = ["zone", "first_day", "last_day", "allowed_from", "allowed_until", "reason"]
    static let travel = ["detour_factor", "speeds"]
    static let speed = ["up_to_metres", "kilometres_per_hour"]

    static func read(_ record: RecordReader) -> TownRules {
        let standard = TownRules.standard
        return TownRules(
            thresholds: record.record("thresholds", allowing: thresholds).map(readThresholds) ?? standard.thresholds,
            fractions: readFractions(record),
            service: record.record("service", allowing: service).map(readService) ?? standard.service,
            quietHours: record.has("quiet_hours")
                ? record.records("quiet_hours", allowing: quietHours).compactMap(readQuietHours) : standard.quietHours,
            quietHourExceptions: record.records("quiet_hour_exceptions", allowing: quietHourException).compactMap(readException),
            travel: record.record("travel", allowing: travel).map(readTravel) ?? standard.travel,
            closedDays: record.list("closed_days", .day) ?? [],
            observesPublicHolidays: record.optional("observes_public_holidays", .flag) ?? standard.observesPublicHolidays)
    }

    private static func readThresholds(_ record: RecordReader) -> LevelThresholds {
        let standard = LevelThresholds()
        let level = ValueKind.positive(upTo: 2)
        let read = LevelThresholds(
            takeAlong: record.optional("take_along", level) ?? standard.takeAlong,
            mustEmpty: record.optional("must_empty", level) ?? standard.mustEmpty,
            critical: record.optional("critical", level) ?? standard.critical,
            silentAfterHours: record.optional("silent_after_hours", .positive(upTo: 10_000)) ?? standard.silentAfterHours,
            batteryWarningPercent: record.optional("battery_warning_percent", .number(in: 0...100))
                ?? standard.batteryWarningPercent)
        if read.takeAlong > read.mustEmpty || read.mustEmpty > read.critical {
            record.log.report(
                record.place,
                "take_along \(read.takeAlong), must_empty \(read.mustEmpty) and critical \(read.critical) do not ascend",
                remedy: "Levels must satisfy take_along ≤ must_empty ≤ critical (defaults 0.5, 0.8, 0.9)")
        }
        return read
    }

    private static func readFractions(_ record: RecordReader) -> [String: FractionProperties] {
        var properties: [String: FractionProperties] = [:]
        for member in record.map("fractions") {
            var place = record.place(of: "fractions")
            place.text = member.namePlace
            place.member = RecordReader.path(place.member, member.name)
            let nameValue = DocumentValue(content: .text(member.name, .quoted), place: member.namePlace)
            guard let fraction = ValueKind.fraction.convert(nameValue) else {
                record.log.report(place, "'\(member.name)' is not the name of a fraction", remedy: "Use 1 to 64 of a-z 0-9 -")
                continue
            }
            guard let entry = RecordReader(member.value, allowing: Self.fraction, at: place, log: record.log) else { continue }
            properties[fraction.rawValue] = readFraction(entry, standard: .standard(fraction))
        }
        return properties
    }

    private static func readFraction(_ record: RecordReader, standard: FractionProperties) -> FractionProperties {
        // `maximum_age_days: none` takes the limit away; leaving the member out keeps the default.
        let isUnlimited = record.raw("maximum_age_days")?.readableText == "none"
        return FractionProperties(
            densityKilogramsPerCubicMetre: record.optional("density_kilograms_per_cubic_metre", .positive(upTo: 20_000))
                ?? standard.densityKilogramsPerCubicMetre,
            compaction: record.optional("compaction", .number(in: 0.1...50)) ?? standard.compaction,
            maximumAgeDays: isUnlimited
                ? nil : record.optional("maximum_age_days", .positive(upTo: 3660)) ?? standard.maximumAgeDays,
            typicalFillPerDay: record.optional("typical_fill_per_day", .number(in: 0...100)) ?? standard.typicalFillPerDay,
            levelAtEmptying: record.optional("level_at_emptying", .positive(upTo: 3)) ?? standard.levelAtEmptying)
    }

    private static func readService(_ record: RecordReader) -> ServiceTimes {
        let standard = ServiceTimes()
        let seconds = ValueKind.integer(in: 0...86400)
        return ServiceTimes(
            siteSeconds: record.optional("site_seconds", seconds) ?? standard.siteSeconds,
            craneSeconds: record.optional("crane_seconds", seconds) ?? standard.craneSeconds,
            liftSeconds: record.optional("lift_seconds", seconds) ?? standard.liftSeconds,
            manualSeconds: record.optional("manual_seconds", seconds) ?? standard.manualSeconds,
            disposalSeconds: record.optional("disposal_seconds", seconds) ?? standard.disposalSeconds)
    }

    private static func readQuietHours(_ record: RecordReader) -> QuietHours? {
        let zone = record.required("zone", ValueKind<Zone>.choice)
        let fractions = record.set("fractions", .fraction)
        let hours = readHours(record)
        let weekdays = record.set("weekdays", ValueKind<Weekday>.choice)
        let source = record.required("source", .name)
        guard let zone, let hours, let source else { return nil }
        guard let weekdays else {
            return QuietHours(
                zone: zone, fractions: fractions, allowedFrom: hours.from, allowedUntil: hours.until, source: source)
        }
        return QuietHours(
            zone: zone, fractions: fractions, allowedFrom: hours.from, allowedUntil: hours.until, weekdays: weekdays,
            source: source)
    }

    private static func readException(_ record: RecordReader) -> QuietHourException? {
        let zone = record.required("zone", ValueKind<Zone>.choice)
        let firstDay = record.required("first_day", .day)
        let lastDay = record.required("last_day", .day)
        let hours = readHours(record)
        let reason = record.required("reason", .name)
        if let firstDay, let lastDay, lastDay < firstDay {
            record.report("last_day", "\(lastDay) lies before first_day \(firstDay)", remedy: "Swap the days")
        }
        guard let zone, let firstDay, let lastDay, let hours, let reason else { return nil }
        return QuietHourException(
            zone: zone, firstDay: firstDay, lastDay: lastDay, allowedFrom: hours.from, allowedUntil: hours.until, reason: reason)
    }

    private static func readHours(_ record: RecordReader) -> (from: TimeOfDay, until: TimeOfDay)? {
        let from = record.required("allowed_from", .timeOfDay)
        let until = record.required("allowed_until", .timeOfDay)
        guard let from, let until else { return nil }
        if until <= from {
            record.report("allowed_until", "\(until) is not after allowed_from \(from)", remedy: "Give the later time here")
        }
        return (from, until)
    }

    private static func readTravel(_ record: RecordReader) -> TravelEstimate {
        let standard = TravelEstimate()
        let detour = record.optional("detour_factor", .number(in: 1...10)) ?? standard.detourFactor
        guard record.has("speeds") else { return TravelEstimate(detourFactor: detour, speeds: standard.speeds) }
        let speeds = record.records("speeds", allowing: speed).compactMap { entry -> TravelEstimate.SpeedClass? in
            let metres = entry.required("up_to_metres", .positive(upTo: 40_000_000))
            let speed = entry.required("kilometres_per_hour", .number(in: 1...130))
            guard let metres, let speed else { return nil }
            return TravelEstimate.SpeedClass(upToMetres: metres, kilometresPerHour: speed)
        }
        if speeds.isEmpty || zip(speeds, speeds.dropFirst()).contains(where: { $0.upToMetres >= $1.upToMetres }) {
            record.report("speeds", "the lengths do not ascend", remedy: "List at least one class, shortest ways first")
        }
        return TravelEstimate(detourFactor: detour, speeds: speeds)
    }
}
