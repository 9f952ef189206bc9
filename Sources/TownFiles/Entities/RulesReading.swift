import Model

/// The rules in `town.yaml`; whatever is left out keeps its default.
enum RulesMembers {
    static let rules = [
        "thresholds", "fractions", "service", "quietHours", "quietHourExceptions", "travel", "closedDays",
        "observesPublicHolidays",
    ]
    static let thresholds = ["takeAlong", "mustEmpty", "critical", "silentAfterHours", "batteryWarningPercent"]
    static let fraction = [
        "densityKilogramsPerCubicMetre", "compaction", "maximumAgeDays", "typicalFillPerDay", "levelAtEmptying",
    ]
    static let service = ["siteSeconds", "craneSeconds", "liftSeconds", "manualSeconds", "disposalSeconds"]
    static let quietHours = ["zone", "fractions", "allowedFrom", "allowedUntil", "weekdays", "source"]
    static let quietHourException = ["zone", "firstDay", "lastDay", "allowedFrom", "allowedUntil", "reason"]
    static let travel = ["detourFactor", "speeds"]
    static let speed = ["upToMetres", "kilometresPerHour"]

    static func read(_ record: RecordReader) -> TownRules {
        let standard = TownRules.standard
        return TownRules(
            thresholds: record.record("thresholds", allowing: thresholds).map(readThresholds) ?? standard.thresholds,
            fractions: readFractions(record),
            service: record.record("service", allowing: service).map(readService) ?? standard.service,
            quietHours: record.has("quietHours")
                ? record.records("quietHours", allowing: quietHours).compactMap(readQuietHours) : standard.quietHours,
            quietHourExceptions: record.records("quietHourExceptions", allowing: quietHourException).compactMap(readException),
            travel: record.record("travel", allowing: travel).map(readTravel) ?? standard.travel,
            closedDays: record.list("closedDays", .day) ?? [],
            observesPublicHolidays: record.optional("observesPublicHolidays", .flag) ?? standard.observesPublicHolidays)
    }

    private static func readThresholds(_ record: RecordReader) -> LevelThresholds {
        let standard = LevelThresholds()
        let level = ValueKind.positive(upTo: 2)
        let read = LevelThresholds(
            takeAlong: record.optional("takeAlong", level) ?? standard.takeAlong,
            mustEmpty: record.optional("mustEmpty", level) ?? standard.mustEmpty,
            critical: record.optional("critical", level) ?? standard.critical,
            silentAfterHours: record.optional("silentAfterHours", .positive(upTo: 10_000)) ?? standard.silentAfterHours,
            batteryWarningPercent: record.optional("batteryWarningPercent", .number(in: 0...100))
                ?? standard.batteryWarningPercent)
        if read.takeAlong > read.mustEmpty || read.mustEmpty > read.critical {
            record.log.report(
                record.place,
                "takeAlong \(read.takeAlong), mustEmpty \(read.mustEmpty) and critical \(read.critical) do not ascend",
                remedy: "Levels must satisfy takeAlong ≤ mustEmpty ≤ critical (defaults 0.5, 0.8, 0.9)")
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
        // `maximumAgeDays: none` takes the limit away; leaving the member out keeps the default.
        let isUnlimited = record.raw("maximumAgeDays")?.readableText == "none"
        return FractionProperties(
            densityKilogramsPerCubicMetre: record.optional("densityKilogramsPerCubicMetre", .positive(upTo: 20_000))
                ?? standard.densityKilogramsPerCubicMetre,
            compaction: record.optional("compaction", .number(in: 0.1...50)) ?? standard.compaction,
            maximumAgeDays: isUnlimited
                ? nil : record.optional("maximumAgeDays", .positive(upTo: 3660)) ?? standard.maximumAgeDays,
            typicalFillPerDay: record.optional("typicalFillPerDay", .number(in: 0...100)) ?? standard.typicalFillPerDay,
            levelAtEmptying: record.optional("levelAtEmptying", .positive(upTo: 3)) ?? standard.levelAtEmptying)
    }

    private static func readService(_ record: RecordReader) -> ServiceTimes {
        let standard = ServiceTimes()
        let seconds = ValueKind.integer(in: 0...86400)
        return ServiceTimes(
            siteSeconds: record.optional("siteSeconds", seconds) ?? standard.siteSeconds,
            craneSeconds: record.optional("craneSeconds", seconds) ?? standard.craneSeconds,
            liftSeconds: record.optional("liftSeconds", seconds) ?? standard.liftSeconds,
            manualSeconds: record.optional("manualSeconds", seconds) ?? standard.manualSeconds,
            disposalSeconds: record.optional("disposalSeconds", seconds) ?? standard.disposalSeconds)
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
        let firstDay = record.required("firstDay", .day)
        let lastDay = record.required("lastDay", .day)
        let hours = readHours(record)
        let reason = record.required("reason", .name)
        if let firstDay, let lastDay, lastDay < firstDay {
            record.report("lastDay", "\(lastDay) lies before firstDay \(firstDay)", remedy: "Swap the days")
        }
        guard let zone, let firstDay, let lastDay, let hours, let reason else { return nil }
        return QuietHourException(
            zone: zone, firstDay: firstDay, lastDay: lastDay, allowedFrom: hours.from, allowedUntil: hours.until, reason: reason)
    }

    private static func readHours(_ record: RecordReader) -> (from: TimeOfDay, until: TimeOfDay)? {
        let from = record.required("allowedFrom", .timeOfDay)
        let until = record.required("allowedUntil", .timeOfDay)
        guard let from, let until else { return nil }
        if until <= from {
            record.report("allowedUntil", "\(until) is not after allowedFrom \(from)", remedy: "Give the later time here")
        }
        return (from, until)
    }

    private static func readTravel(_ record: RecordReader) -> TravelEstimate {
        let standard = TravelEstimate()
        let detour = record.optional("detourFactor", .number(in: 1...10)) ?? standard.detourFactor
        guard record.has("speeds") else { return TravelEstimate(detourFactor: detour, speeds: standard.speeds) }
        let speeds = record.records("speeds", allowing: speed).compactMap { entry -> TravelEstimate.SpeedClass? in
            let metres = entry.required("upToMetres", .positive(upTo: 40_000_000))
            let speed = entry.required("kilometresPerHour", .number(in: 1...130))
            guard let metres, let speed else { return nil }
            return TravelEstimate.SpeedClass(upToMetres: metres, kilometresPerHour: speed)
        }
        if speeds.isEmpty || zip(speeds, speeds.dropFirst()).contains(where: { $0.upToMetres >= $1.upToMetres }) {
            record.report("speeds", "the lengths do not ascend", remedy: "List at least one class, shortest ways first")
        }
        return TravelEstimate(detourFactor: detour, speeds: speeds)
    }
}
