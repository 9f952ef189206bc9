import Model

extension TownEntityWriting {
    /// A town's rules, all of them, also those that are as by default.
    static func json(_ rules: TownRules) -> String {
        JSONText.object([
            ("thresholds", thresholds(rules.thresholds)),
            ("fractions", JSONText.object(rules.fractions.sorted { $0.key < $1.key }.map { ($0.key, fraction($0.value)) })),
            ("service", service(rules.service)), ("quiet_hours", JSONText.list(rules.quietHours.map(quietHours))),
            ("quiet_hour_exceptions", JSONText.list(rules.quietHourExceptions.map(exception))),
            ("travel", travel(rules.travel)), ("closed_days", texts(rules.closedDays.map(\.description))),
            ("observes_public_holidays", String(rules.observesPublicHolidays)),
        ])
    }

    private static func thresholds(_ thresholds: LevelThresholds) -> String {
        JSONText.object([
            ("take_along", number(thresholds.takeAlong)), ("must_empty", number(thresholds.mustEmpty)),
            ("critical", number(thresholds.critical)), ("silent_after_hours", number(thresholds.silentAfterHours)),
            ("battery_warning_percent", number(thresholds.batteryWarningPercent)),
        ])
    }

    private static func fraction(_ properties: FractionProperties) -> String {
        JSONText.object([
            ("density_kilograms_per_cubic_metre", number(properties.densityKilogramsPerCubicMetre)),
            ("compaction", number(properties.compaction)),
            ("maximum_age_days", properties.maximumAgeDays.map(number) ?? text("none")),
            ("typical_fill_per_day", number(properties.typicalFillPerDay)),
            ("level_at_emptying", number(properties.levelAtEmptying)),
        ])
    }

    private static func service(_ service: ServiceTimes) -> String {
        JSONText.object([
            ("site_seconds", String(service.siteSeconds)), ("crane_seconds", String(service.craneSeconds)),
            ("lift_seconds", String(service.liftSeconds)), ("manual_seconds", String(service.manualSeconds)),
            ("disposal_seconds", String(service.disposalSeconds)),
        ])
    }

    private static func quietHours(_ hours: QuietHours) -> String {
        JSONText.object([
            ("zone", text(hours.zone.rawValue)), ("fractions", hours.fractions.map { texts($0.sorted().map(\.rawValue)) }),
            ("allowed_from", text(hours.allowedFrom.description)), ("allowed_until", text(hours.allowedUntil.description)),
            ("weekdays", weekdays(hours.weekdays)), ("source", text(hours.source)),
        ])
    }

    private static func exception(_ exception: QuietHourException) -> String {
        JSONText.object([
            ("zone", text(exception.zone.rawValue)), ("first_day", text(exception.firstDay.description)),
            ("last_day", text(exception.lastDay.description)), ("allowed_from", text(exception.allowedFrom.description)),
            ("allowed_until", text(exception.allowedUntil.description)), ("reason", text(exception.reason)),
        ])
    }

    private static func travel(_ travel: TravelEstimate) -> String {
        JSONText.object([
            ("detour_factor", number(travel.detourFactor)),
            (
                "speeds",
                JSONText.list(
                    travel.speeds.map { speed in
                        JSONText.object([
                            ("up_to_metres", number(speed.upToMetres)),
                            ("kilometres_per_hour", number(speed.kilometresPerHour)),
                        ])
                    })
            ),
        ])
    }
}
