import Model
import Sentences

/// School holidays, events and weather (tables): what makes days different from each other.
enum CalendarMembers {
    static let schoolHolidays = ["id", "name", "from", "to"]
    static let event = ["id", "kind", "name", "from", "to", "sites", "district", "zone", "fractions", "expected_factor"]
    static let weather = [
        "day", "mean_temperature_celsius", "max_temperature_celsius", "rain_millimetres", "sunshine_hours",
    ]
    /// Longer is a slip of the pen in a year.
    static let longestDays = 400

    /// Without an `id` a period is called after its first day.
    static func readSchoolHolidays(_ records: [RecordReader]) -> Entries<SchoolHolidays> {
        var entries = Entries<SchoolHolidays>()
        for record in records {
            let name = record.required("name", .name)
            let period = readPeriod(record)
            let id: SchoolHolidaysID? =
                record.has("id") ? record.required("id", .identifier()) : period.map { ID($0.from.description) }
            var value: SchoolHolidays?
            if let id, let name, let period { value = SchoolHolidays(id: id, name: name, from: period.from, to: period.to) }
            entries.append(record, key: id?.rawValue, value: value)
        }
        return entries
    }

    static func readEvents(_ records: [RecordReader]) -> Entries<TownEvent> {
        EquipmentMembers.read(records) { (record, id: TownEventID?) in
            let kind = record.required("kind", .eventKind)
            let name = record.required("name", .name)
            let period = readPeriod(record)
            let sites: [SiteID] = record.list("sites", .identifier()) ?? []
            let district = record.optional("district", .name)
            let zone = record.optional("zone", ValueKind<Zone>.choice)
            let fractions = record.list("fractions", .fraction) ?? []
            let factor = record.optional("expected_factor", .number(in: 0.05...50))
            guard let id, let kind, let name, let period else { return nil }
            return TownEvent(
                id: id, kind: kind, name: name, from: period.from, to: period.to, sites: sites, district: district, zone: zone,
                fractions: fractions, expectedFactor: factor)
        }
    }

    static func readWeather(_ records: [RecordReader]) -> Entries<DayWeather> {
        var entries = Entries<DayWeather>()
        for record in records {
            let day = record.required("day", .day)
            let mean = record.optional("mean_temperature_celsius", .number(in: -60...60))
            let maximum = record.optional("max_temperature_celsius", .number(in: -60...60))
            let rain = record.optional("rain_millimetres", .number(in: 0...2000))
            let sunshine = record.optional("sunshine_hours", .number(in: 0...24))
            if let mean, let maximum, maximum < mean {
                record.report(
                    "max_temperature_celsius", "the highest temperature \(maximum) lies below the mean \(mean)",
                    remedy: "Swap the two columns, or leave the wrong value empty")
            }
            entries.append(
                record, key: day?.description,
                value: day.map {
                    DayWeather(
                        day: $0, meanCelsius: mean, maximumCelsius: maximum, rainMillimetres: rain, sunshineHours: sunshine)
                })
        }
        return entries
    }

    private static func readPeriod(_ record: RecordReader) -> (from: CalendarDay, to: CalendarDay)? {
        let from = record.required("from", .day)
        let to = record.required("to", .day)
        guard let from, let to else { return nil }
        if to < from {
            record.report("to", "\(to) lies before from \(from)", remedy: "Swap the days; both belong to the period")
        } else if to.days(since: from) > longestDays {
            record.report(
                "to", "the period from \(from) to \(to) is longer than \(longestDays) days",
                remedy: "Correct the year, or write one line a year")
        }
        return (from, to)
    }
}

extension ValueKind where Value == String {
    /// The word for events that are alike.
    static var eventKind: ValueKind {
        ValueKind(wanted: "a word such as market or festival (1 to 64 of a-z 0-9 -)") { value in
            guard let text = value.readableText, (1...64).contains(text.utf8.count),
                text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
            else { return nil }
            return text
        }
    }
}
