import Model

/// What a town knows of days that are not like others, laid out over the local days of a stretch of time.
struct DemandKnowledge: Sendable {
    let inputs: DemandInputs
    /// Local days of the stretch; the other arrays have one element for each.
    let days: [CalendarDay]
    /// Index of the school holidays of each day; -1 on other days.
    let holidays: [Int32]
    /// Weather against the mean of the past, faded out over the days ahead; `nil` where nothing can be learned from it.
    private(set) var weather: WeatherFeatures?
    private let sites: [SiteID: Site]
    /// Indices of the days of each event within the stretch.
    private let eventDays: [Range<Int>]

    /// `nil` when nothing is known: then every day is an ordinary one.
    init?(_ inputs: DemandInputs, sites: [Site], days: [CalendarDay], asOf: CalendarDay) {
        guard !inputs.isEmpty, let first = days.first else { return nil }
        self.inputs = inputs
        self.days = days
        self.sites = Dictionary(sites.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
        func range(_ from: CalendarDay, _ to: CalendarDay) -> Range<Int> {
            let lower = max(0, min(days.count, from.days(since: first)))
            return lower..<max(lower, min(days.count, to.days(since: first) + 1))
        }
        var holidays = Array(repeating: Int32(-1), count: days.count)
        for (number, period) in inputs.schoolHolidays.enumerated() {
            for day in range(period.from, period.to) { holidays[day] = Int32(number) }
        }
        self.holidays = holidays
        eventDays = inputs.events.map { range($0.from, $0.to) }
        weather = WeatherFeatures(inputs.weather, days: days, asOf: asOf)
    }

    /// The same, seen from another day: the weather is foreseen from there.
    mutating func look(from asOf: CalendarDay) { weather = weather?.seen(from: asOf, inputs.weather, days: days) }

    func zone(of site: SiteID) -> Zone? { sites[site]?.zone }

    /// Events that reach a site with something of the family, with their days.
    func events(at site: SiteID, family: Fraction) -> [(event: TownEvent, days: Range<Int>)] {
        guard !inputs.events.isEmpty, let place = sites[site] else { return [] }
        return zip(inputs.events, eventDays).compactMap { event, days in
            guard !days.isEmpty, event.reaches(place),
                event.fractions.isEmpty || event.fractions.contains(where: { Fleet.family($0) == family })
            else { return nil }
            return (event, days)
        }
    }

    /// Whether each day of the stretch has an event at the site; `nil` where there never is one.
    func eventDays(at site: SiteID, family: Fraction) -> [Bool]? {
        let events = events(at: site, family: family)
        guard !events.isEmpty else { return nil }
        var marks = Array(repeating: false, count: days.count)
        for event in events { for day in event.days { marks[day] = true } }
        return marks
    }
}

/// What a town tells the forecast of its days.
struct DemandInputs: Hashable, Sendable {
    var schoolHolidays: [SchoolHolidays]
    var events: [TownEvent]
    var weather: [DayWeather]

    init(_ town: TownData) {
        schoolHolidays = town.schoolHolidays
        events = town.events
        weather = town.weather
    }

    var isEmpty: Bool { schoolHolidays.isEmpty && events.isEmpty && weather.isEmpty }
}
