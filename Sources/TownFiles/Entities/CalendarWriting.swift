import Model

/// School holidays, events and weather as tables.
enum CalendarWriting {
    static func schoolHolidays(_ periods: [SchoolHolidays]) -> String {
        TableText.table(
            CalendarMembers.schoolHolidays,
            periods.map { [$0.id.rawValue, $0.name, $0.from.description, $0.to.description] })
    }

    static func events(_ events: [TownEvent]) -> String {
        TableText.table(
            CalendarMembers.event,
            events.map { event in
                [
                    event.id.rawValue, event.kind, event.name, event.from.description, event.to.description,
                    words(event.sites.map(\.rawValue)), event.district, event.zone?.rawValue,
                    words(event.fractions.map(\.rawValue)), event.expectedFactor.map(NumberText.plain),
                ]
            })
    }

    static func weather(_ days: [DayWeather]) -> String {
        TableText.table(
            CalendarMembers.weather,
            days.map { day in
                [day.day.description] as [String?]
                    + [day.meanCelsius, day.maximumCelsius, day.rainMillimetres, day.sunshineHours].map {
                        $0.map(NumberText.plain)
                    }
            })
    }

    private static func words(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: " ") }
}
