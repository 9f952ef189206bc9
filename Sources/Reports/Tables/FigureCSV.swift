import Model

/// Month report, hot spots and suggestions as tables; headers are the members' names of the documents.
public enum FigureCSV {
    /// One row a day.
    public static func document(_ report: MonthReport, wording: Wording, dialect: CSVDialect) -> String {
        let writer = CSVWriter(dialect: dialect, clock: wording.names.clock)
        var text = writer.header([
            "day", "plan", "planned_lifts", "distance_kilometres", "tour_hours", "diesel_litres", "electric_kilowatt_hours",
            "carbon_dioxide_kilograms", "emptied", "planned_and_emptied", "planned_not_emptied", "distance_basis",
        ])
        for day in report.days {
            text += writer.row([
                .day(day.day), .optional(day.plan?.rawValue), .integer(Int64(day.planned.containers)),
                .decimal(Double(day.planned.distanceMetres) / 1000, digits: 1),
                .decimal(Double(day.planned.durationSeconds) / 3600, digits: 2),
                .decimal(day.planned.dieselLitres, digits: 1), .decimal(day.planned.electricKilowattHours, digits: 1),
                .decimal(day.planned.carbonDioxideKilograms, digits: 1), .integer(Int64(day.emptied)),
                .integer(Int64(day.plannedAndEmptied)), day.plannedNotEmptied.map { .integer(Int64($0)) } ?? .empty,
                day.plan == nil ? .empty : .optional(report.distanceBasis?.rawValue),
            ])
        }
        return text
    }

    /// One row a site.
    public static func document(_ spots: HotSpots, wording: Wording, dialect: CSVDialect) -> String {
        let writer = CSVWriter(dialect: dialect, clock: wording.names.clock)
        var text = writer.header([
            "site", "site_name", "district", "overfull_hours", "observed_hours", "overfull_percent", "episodes",
            "highest_percent", "readings", "emptyings", "overfull_emptyings", "slots",
        ])
        for entry in spots.sites {
            text += writer.row([
                .text(entry.site.id.rawValue), .text(entry.site.name), .optional(entry.site.district),
                .decimal(entry.overfull.overfullHours, digits: 1), .decimal(entry.overfull.observedHours, digits: 1),
                .optional(entry.overfull.share.map { $0 * 100 }, digits: 1), .integer(Int64(entry.overfull.episodes)),
                .optional(entry.overfull.highestLevel.map { $0 * 100 }, digits: 0), .integer(Int64(entry.readings)),
                .integer(Int64(entry.emptyings)), .integer(Int64(entry.overfullEmptyings)),
                .text(entry.slots.map(\.slot.rawValue).joined(separator: " ")),
            ])
        }
        return text
    }

    /// One row a suggestion.
    public static func document(_ sizing: RightSizing, wording: Wording, dialect: CSVDialect) -> String {
        let writer = CSVWriter(dialect: dialect, clock: wording.names.clock)
        var text = writer.header([
            "slot", "site_name", "fraction", "verdict", "observations", "median_percent", "high_decile_percent",
            "overfull_emptying_percent", "overfull_hours", "interval_days", "suggested_interval_days", "is_limited_by_age",
            "usable_volume_litres", "suggested_volume_litres", "saved_emptyings_per_year", "text",
        ])
        for entry in sizing.suggestions {
            text += writer.row([
                .text(entry.slot.id.rawValue), .text(entry.site.name), .text(wording.name(entry.slot.fraction)),
                .text(entry.verdict.rawValue), .integer(Int64(entry.levelAtEmptying.count)),
                .decimal(entry.levelAtEmptying.median * 100, digits: 1),
                .decimal(entry.levelAtEmptying.highDecile * 100, digits: 1),
                .decimal(entry.overfullEmptyingShare * 100, digits: 1), .decimal(entry.overfull.overfullHours, digits: 1),
                .optional(entry.intervalDays, digits: 1), .optional(entry.suggestedIntervalDays, digits: 1),
                .flag(entry.isLimitedByAge), .optional(entry.type?.usableVolumeLitres, digits: 0),
                .optional(entry.suggestedVolumeLitres, digits: 0), .optional(entry.savedEmptyingsPerYear, digits: 1),
                .text(wording.sentence(entry)),
            ])
        }
        return text
    }

    /// One row a measure over all weeks, then one a week and measure. Differences are driven less fixed, in percent of fixed.
    public static func document(_ evaluation: Evaluation, wording: Wording, dialect: CSVDialect) -> String {
        let writer = CSVWriter(dialect: dialect, clock: wording.names.clock)
        let words = EvaluationText(evaluation, language: wording.language)
        var text = writer.header([
            "monday", "measure", "name", "driven", "fixed", "difference_percent", "low_percent", "high_percent", "saving_shown",
            "finding",
        ])
        for one in evaluation.comparisons {
            text += writer.row([
                .empty, .text(one.measure.rawValue), .text(words.name(one.measure)), .decimal(one.driven, digits: 2),
                .decimal(one.fixed, digits: 2), .optional(one.difference.map { $0 * 100 }, digits: 1),
                .optional(one.low.map { $0 * 100 }, digits: 1), .optional(one.high.map { $0 * 100 }, digits: 1),
                .flag(one.showsSaving), .text(evaluation.finding.rawValue),
            ])
        }
        for week in evaluation.weeks {
            for measure in EvaluationMeasure.allCases {
                let (driven, fixed) = (measure.value(week.driven), measure.value(week.fixed))
                text += writer.row([
                    .day(week.monday), .text(measure.rawValue), .text(words.name(measure)), .decimal(driven, digits: 2),
                    .decimal(fixed, digits: 2), .optional(fixed > 0 ? (driven / fixed - 1) * 100 : nil, digits: 1), .empty,
                    .empty, .empty, .empty,
                ])
            }
        }
        return text
    }
}
