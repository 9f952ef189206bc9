public import Model

extension ForecastModel {
    /// Fits the model to a town's history.
    ///
    /// - Parameters:
    ///   - series: trustworthy levels by slot, in time order; a year is plenty, some weeks do.
    ///   - emptyings: by slot, in time order, sensed and reported. Two within half a day count as one.
    ///   - current: what the trackers know now; optional.
    ///   - asOf: end of what may be known; later data are not looked at.
    ///   - calendar: days that are not like others.
    /// - Complexity: O(readings) with a small constant: 10,000 slots × a year of hourly readings in well under a minute.
    public static func fit(
        town: TownData, series: [SlotID: [LevelPoint]], emptyings: [SlotID: [Emptying]], current: [SlotID: CurrentLevel] = [:],
        asOf: Timestamp, clock: TownClock, calendar: DemandCalendar? = nil, calendarDays: Double = ForecastModel.calendarDays
    ) -> ForecastModel {
        let series = series.mapValues(finite)
        let calendar = calendar ?? DemandCalendar(observesPublicHolidays: town.rules.observesPublicHolidays)
        let active = town.slots.filter(\.isActive)
        let earliest = active.compactMap { series[$0.id]?.first?.at }.min() ?? asOf
        let local = LocalHours(
            from: max(earliest, asOf.adding(days: -historyDays)).adding(days: -1), to: asOf.adding(days: calendarDays),
            clock: clock, calendar: calendar)
        let knowledge = DemandKnowledge(
            DemandInputs(town), sites: town.sites, days: local.day, asOf: clock.local(asOf).day)
        var fleets: [Fraction: Fleet] = [:]
        var states: [SlotID: SlotState] = [:]
        let after = usualLevelAfter(emptyings, asOf: asOf)
        var days: [SlotID: [DayGrowth]] = [:]
        for (family, slots) in Dictionary(grouping: active, by: { Fleet.family($0.fraction) }) {
            var members = slots.sorted { $0.id < $1.id }.compactMap { slot -> SlotData? in
                guard let points = series[slot.id], !points.isEmpty else { return nil }
                return SlotData(
                    slot: slot, points: known(points, asOf: asOf), emptyings: moments(emptyings[slot.id] ?? [], asOf: asOf))
            }
            fleets[family] = FleetFit.fit(
                &members, local: local, asOf: asOf, calendar: calendar, family: family, knowledge: knowledge,
                sites: Set(slots.map(\.site)),
                fallbackRate: { town.rules.properties(of: $0).typicalFillPerDay })
            for member in members { days[member.slot.id] = member.days }
        }
        var model = ForecastModel(
            fittedAt: asOf, rules: town.rules, fleets: fleets, levelAfterEmptying: after, knowledge: knowledge, states: [:])
        let measured = active.filter { series[$0.id]?.isEmpty == false }
        for slot in measured + active.filter({ series[$0.id]?.isEmpty ?? true }) {
            if model.neighbourhood.isEmpty, series[slot.id]?.isEmpty ?? true {
                model.neighbourhood = model.neighbourhood(of: measured, states)
            }
            states[slot.id] = model.state(
                of: slot, points: series[slot.id] ?? [], emptyings: emptyings[slot.id] ?? [], current: current[slot.id],
                asOf: asOf,
                days: days[slot.id])
        }
        model.states = states
        return model
    }

    /// Mean of the measured slots of a site against their fractions' rates, drawn to 1 with the weight of one slot.
    private func neighbourhood(of slots: [Slot], _ states: [SlotID: SlotState]) -> [SiteID: Double] {
        var sums: [SiteID: (logarithms: Double, slots: Double)] = [:]
        for slot in slots {
            guard let state = states[slot.id], state.basis == .readings, state.rate.perDay > 0,
                let usual = fleets[Fleet.family(slot.fraction)]?.rates[slot.fraction]?.perDay, usual > 0
            else { continue }
            sums[slot.site, default: (0, 0)].logarithms += naturalLogarithm(state.rate.perDay / usual)
            sums[slot.site, default: (0, 0)].slots += 1
        }
        return sums.mapValues { max(0.4, min(2.5, exponential($0.logarithms / ($0.slots + 1)))) }
    }

    /// Moments at which the level broke off, in time order, repeats (a report of what the sensor saw) left out.
    static func moments(_ emptyings: [Emptying], asOf: Timestamp) -> [Timestamp] {
        var moments: [Timestamp] = []
        for at in emptyings.map(\.at).sorted() where at <= asOf {
            if let last = moments.last, at.hours(since: last) < 3 { continue }
            moments.append(at)
        }
        return moments
    }

    /// Without what is no number; the very array when there is nothing to leave out.
    static func finite(_ points: [LevelPoint]) -> [LevelPoint] {
        points.allSatisfy(\.level.isFinite) ? points : points.filter(\.level.isFinite)
    }

    private static func known(_ points: [LevelPoint], asOf: Timestamp) -> [LevelPoint] {
        guard let last = points.last, last.at > asOf else { return points }
        return Array(points[..<DayLedger.firstIndex(points, after: asOf, before: points.count)])
    }

    private static func usualLevelAfter(_ emptyings: [SlotID: [Emptying]], asOf: Timestamp) -> Double {
        let levels = emptyings.values.joined().compactMap { $0.at <= asOf ? $0.levelAfter : nil }.filter { $0 < 0.5 }.sorted()
        return levels.count >= 20 ? max(0, levels[levels.count / 2]) : 0.05
    }

    /// Older readings tell nothing about next week.
    static let historyDays = 400.0
}
