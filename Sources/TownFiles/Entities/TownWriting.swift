import Model

/// `town.yaml`.
enum TownWriting {
    static func town(_ data: TownData) -> String {
        var yaml = YAMLText()
        yaml.member("town") { yaml in
            yaml.member("id", YAMLText.scalar(data.town.id.rawValue))
            yaml.member("name", YAMLText.scalar(data.town.name))
            yaml.member("timeZone", YAMLText.scalar(data.town.timeZone))
            yaml.member("language", YAMLText.scalar(data.town.language))
        }
        yaml.member("rules") { write(data.rules, &$0) }
        return yaml.text
    }

    private static func write(_ rules: TownRules, _ yaml: inout YAMLText) {
        yaml.member("thresholds") { write(rules.thresholds, &$0) }
        if !rules.fractions.isEmpty {
            yaml.member("fractions") { yaml in
                for (name, properties) in rules.fractions.sorted(by: { $0.key < $1.key }) {
                    yaml.member(name) { write(properties, &$0) }
                }
            }
        }
        yaml.member("service") { write(rules.service, &$0) }
        yaml.member("quietHours", list: rules.quietHours) { yaml, hours in
            yaml.member("zone", hours.zone.rawValue)
            yaml.member("fractions", hours.fractions.map { YAMLText.names($0.sorted().map(\.rawValue)) })
            yaml.member("allowedFrom", JSONText.string(hours.allowedFrom.description))
            yaml.member("allowedUntil", JSONText.string(hours.allowedUntil.description))
            yaml.member("weekdays", YAMLText.names(hours.weekdays.inWeekOrder.map(\.rawValue)))
            yaml.member("source", YAMLText.scalar(hours.source))
        }
        yaml.member("quietHourExceptions", list: rules.quietHourExceptions) { yaml, exception in
            yaml.member("zone", exception.zone.rawValue)
            yaml.member("firstDay", JSONText.string(exception.firstDay.description))
            yaml.member("lastDay", JSONText.string(exception.lastDay.description))
            yaml.member("allowedFrom", JSONText.string(exception.allowedFrom.description))
            yaml.member("allowedUntil", JSONText.string(exception.allowedUntil.description))
            yaml.member("reason", YAMLText.scalar(exception.reason))
        }
        yaml.member("travel") { write(rules.travel, &$0) }
        yaml.member("closedDays", "[\(rules.closedDays.map { JSONText.string($0.description) }.joined(separator: ", "))]")
        yaml.member("observesPublicHolidays", String(rules.observesPublicHolidays))
    }

    private static func write(_ thresholds: LevelThresholds, _ yaml: inout YAMLText) {
        yaml.member("takeAlong", NumberText.plain(thresholds.takeAlong))
        yaml.member("mustEmpty", NumberText.plain(thresholds.mustEmpty))
        yaml.member("critical", NumberText.plain(thresholds.critical))
        yaml.member("silentAfterHours", NumberText.plain(thresholds.silentAfterHours))
        yaml.member("batteryWarningPercent", NumberText.plain(thresholds.batteryWarningPercent))
    }

    private static func write(_ properties: FractionProperties, _ yaml: inout YAMLText) {
        yaml.member("densityKilogramsPerCubicMetre", NumberText.plain(properties.densityKilogramsPerCubicMetre))
        yaml.member("compaction", NumberText.plain(properties.compaction))
        yaml.member("maximumAgeDays", properties.maximumAgeDays.map(NumberText.plain) ?? "none")
        yaml.member("typicalFillPerDay", NumberText.plain(properties.typicalFillPerDay))
        yaml.member("levelAtEmptying", NumberText.plain(properties.levelAtEmptying))
    }

    private static func write(_ service: ServiceTimes, _ yaml: inout YAMLText) {
        yaml.member("siteSeconds", String(service.siteSeconds))
        yaml.member("craneSeconds", String(service.craneSeconds))
        yaml.member("liftSeconds", String(service.liftSeconds))
        yaml.member("manualSeconds", String(service.manualSeconds))
        yaml.member("disposalSeconds", String(service.disposalSeconds))
    }

    private static func write(_ travel: TravelEstimate, _ yaml: inout YAMLText) {
        yaml.member("detourFactor", NumberText.plain(travel.detourFactor))
        yaml.member("speeds", list: travel.speeds) { yaml, speed in
            yaml.member("upToMetres", NumberText.plain(speed.upToMetres))
            yaml.member("kilometresPerHour", NumberText.plain(speed.kilometresPerHour))
        }
    }
}
