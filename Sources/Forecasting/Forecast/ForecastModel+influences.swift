public import Model

extension ForecastModel {
    /// What of the coming days is not like others for a slot, in order of time; `nil` where nothing is known. Small effects of holidays
    /// and weather are left out, events never.
    func influences(_ slot: SlotID, asOf: Timestamp, days: Int) -> [DemandInfluence]? {
        guard let knowledge, let state = states[slot] else { return nil }
        let family = Fleet.family(state.slot.fraction)
        guard let fleet = fleets[family] else { return nil }
        let position = Int(fleet.activity.local.position(asOf))
        guard fleet.activity.local.dayIndex.indices.contains(position) else { return nil }
        let first = Int(fleet.activity.local.dayIndex[position])
        let ahead = first..<min(knowledge.days.count, first + max(0, days))
        let site = state.slot.site
        var found: [DemandInfluence] = []
        for (event, range) in knowledge.events(at: site, family: family) {
            let span = range.clamped(to: ahead)
            guard !span.isEmpty else { continue }
            found.append(influence(.event, event.name, span, fleet.effects.event(event).log))
        }
        let holidays = fleet.effects.schoolHolidays(at: site, zone: knowledge.zone(of: site))
        for (number, period) in knowledge.inputs.schoolHolidays.enumerated() where isWorthSaying(holidays.log) {
            let span = ahead.filter { knowledge.holidays[$0] == number }
            guard let start = span.first, let end = span.last else { continue }
            found.append(influence(.schoolHolidays, period.name, start..<(end + 1), holidays.log))
        }
        if let weather = knowledge.weather, !ahead.isEmpty {
            let span = ahead.prefix(Self.weatherDays)
            let log = span.reduce(0) { $0 + fleet.effects.weather(weather[$1]) } / Double(span.count)
            if isWorthSaying(log) { found.append(influence(.weather, nil, span.startIndex..<span.endIndex, log)) }
        }
        return found.sorted { ($0.from, $0.cause.rawValue, $0.name ?? "") < ($1.from, $1.cause.rawValue, $1.name ?? "") }
    }

    private func isWorthSaying(_ log: Double) -> Bool { abs(log) >= 0.03 }

    private func influence(
        _ cause: DemandInfluence.Cause, _ name: String?, _ span: Range<Int>, _ log: Double
    ) -> DemandInfluence {
        let days = knowledge?.days ?? []
        return DemandInfluence(
            cause: cause, name: name, from: days[span.lowerBound], to: days[span.upperBound - 1],
            factor: (exponential(log) * 1000).rounded() / 1000)
    }

    /// Weather forecasts tell of so many days.
    private static let weatherDays = 5
    static let influenceDays = 14

    /// What was learned of each family of fractions: for evaluations.
    public var learnedEffects: [LearnedEffect] {
        guard let knowledge else { return [] }
        return fleets.sorted { $0.key < $1.key }.flatMap { family, fleet -> [LearnedEffect] in
            var list: [LearnedEffect] = []
            if !knowledge.inputs.schoolHolidays.isEmpty {
                let one = fleet.effects.schoolHolidays
                list.append(LearnedEffect(family: family, name: "school-holidays", one))
                list += fleet.effects.bySite.filter { abs($0.value.log) >= 0.1 }.sorted { $0.key < $1.key }.map {
                    LearnedEffect(
                        family: family, name: "school-holidays at \($0.key)",
                        fleet.effects.schoolHolidays(at: $0.key, zone: knowledge.zone(of: $0.key)))
                }
            }
            for (kind, effect) in fleet.effects.events.sorted(by: { $0.key < $1.key }) {
                list.append(LearnedEffect(family: family, name: "event \(kind)", effect))
            }
            if knowledge.weather != nil {
                for (number, name) in ["temperature", "rain", "sunshine"].enumerated() {
                    list.append(
                        LearnedEffect(
                            family: family, name: name, DemandEffect(log: fleet.effects.weather[number], deviation: 0)))
                }
            }
            return list
        }
    }
}

/// An effect as it was learned: of weather, for one standard deviation more.
public struct LearnedEffect: Sendable, Hashable {
    /// Glass of all colours together, else the fraction.
    public var family: Fraction
    public var name: String
    /// 1.2 is a fifth more; of events, against what the town expects.
    public var factor: Double
    /// Standard deviation of the factor's logarithm; 0 where it was not looked at.
    public var deviation: Double

    init(family: Fraction, name: String, _ effect: DemandEffect) {
        self.family = family
        self.name = name
        (factor, deviation) = (effect.factor, effect.deviation)
    }
}

extension ForecastModel {
    /// Looks at the coming days from another moment: what is known of the weather reaches some days ahead. Slots keep their states
    /// until their next update. O(sites × days); nothing to do without weather.
    mutating func look(from asOf: Timestamp, clock: TownClock) {
        guard knowledge?.weather != nil else { return }
        knowledge?.look(from: clock.local(asOf).day)
        for family in fleets.keys {
            let sites = Set(states.values.filter { Fleet.family($0.slot.fraction) == family }.map(\.slot.site))
            fleets[family]?.tell(knowledge, sites: sites, family: family)
        }
    }
}
