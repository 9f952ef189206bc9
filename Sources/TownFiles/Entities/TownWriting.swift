import Model

/// `town.yaml`.
enum TownWriting {
    static func town(_ data: TownData) -> String {
        var yaml = YAMLText()
        yaml.member("town") { yaml in
            yaml.member("id", YAMLText.scalar(data.town.id.rawValue))
            yaml.member("name", YAMLText.scalar(data.town.name))
            yaml.member("time_zone", YAMLText.scalar(data.town.timeZone))
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
        yaml.member("quiet_hours", list: rules.quietHours) { yaml, hours in
            yaml.member("zone", hours.zone.rawValue)
            yaml.member("fractions", hours.fractions.map { YAMLText.names($0.sorted().map(\.rawValue)) })
            yaml.member("allowed_from", JSONText.string(hours.allowedFrom.description))
            yaml.member("allowed_until", JSONText.string(hours.allowedUntil.description))
            yaml.member("weekdays", YAMLText.names(hours.weekdays.inWeekOrder.map(\.rawValue)))
            yaml.member("source", YAMLText.scalar(hours.source))
        }
        yaml.member("quiet_hour_exceptions", list: rules.quietHourExceptions) { yaml, exception in
            yaml.member("zone", exception.zone.rawValue)
            yaml.member("first_day", JSONText.string(exception.firstDay.description))
            yaml.member("last_day", JSONText.string(exception.lastDay.description))
            yaml.member("allowed_from", JSONText.string(exception.allowedFrom.description))
            yaml.member("allowed_until", JSONText.string(exception.allowedUntil.description))
            yaml.member("reason", YAMLText.scalar(exception.reason))
        }
        yaml.member("travel") { write(rules.travel, &$0) }
        yaml.member("closed_days", "[\(rules.closedDays.map { JSONText.string($0.description) }.joined(separator: ", "))]")
        yaml.member("observes_public_holidays", String(rules.observesPublicHolidays))
    }

    private static func write(_ thresholds: LevelThresholds, _ yaml: inout YAMLText) {
        yaml.member("take_along", NumberText.plain(thresholds.takeAlong))
        yaml.member("must_empty", NumberText.plain(thresholds.mustEmpty))
        yaml.member("critical", NumberText.plain(thresholds.critical))
        yaml.member("silent_after_hours", NumberText.plain(thresholds.silentAfterHours))
        yaml.member("battery_warning_percent", NumberText.plain(thresholds.batteryWarningPercent))
    }

    private static func write(_ properties: FractionProperties, _ yaml: inout YAMLText) {
        yaml.member("density_kilograms_per_cubic_metre", NumberText.plain(properties.densityKilogramsPerCubicMetre))
        yaml.member("compaction", NumberText.plain(properties.compaction))
        yaml.member("maximum_age_days", properties.maximumAgeDays.map(NumberText.plain) ?? "none")
        yaml.member("typical_fill_per_day", NumberText.plain(properties.typicalFillPerDay))
        yaml.member("level_at_emptying", NumberText.plain(properties.levelAtEmptying))
    }

    private static func write(_ service: ServiceTimes, _ yaml: inout YAMLText) {
        yaml.member("site_seconds", String(service.siteSeconds))
        yaml.member("crane_seconds", String(service.craneSeconds))
        yaml.member("lift_seconds", String(service.liftSeconds))
        yaml.member("manual_seconds", String(service.manualSeconds))
        yaml.member("disposal_seconds", String(service.disposalSeconds))
    }

    private static func write(_ travel: TravelEstimate, _ yaml: inout YAMLText) {
        yaml.member("detour_factor", NumberText.plain(travel.detourFactor))
        yaml.member("speeds", list: travel.speeds) { yaml, speed in
            yaml.member("up_to_metres", NumberText.plain(speed.upToMetres))
            yaml.member("kilometres_per_hour", NumberText.plain(speed.kilometresPerHour))
        }
    }
}
