import Model

/// A plausible fixed plan: the towns know about how fast each container fills and come often enough to find it about 60 % full on
/// average (HMD study), on the weekdays on which the district is served.
struct RhythmDesign: Sendable {
    let key: RandomKey
    /// How well the usual fill is known (sigma of a lognormal; assumption).
    static let knowledgeSigma = 0.25
    /// Monday of a week in which every rhythm is counted.
    static let anchor = CalendarDay(epochDay: 20_458)

    func assign(to data: inout TownData) {
        let index = TownIndex(data)
        let districts = District.all.map(\.name)
        for position in data.slots.indices {
            let slot = data.slots[position]
            let type = index.containerType(of: slot)
            let behaviour = SlotBehaviour(slot: slot, type: type, rules: data.rules, key: key)
            var draw = key["rhythm design"][slot.id.rawValue].generator
            let believed = behaviour.ratePerDay * draw.spread(Self.knowledgeSigma)
            let level = data.rules.properties(of: slot.fraction).levelAtEmptying
            let site = index.sites[slot.site]
            let area = (districts.firstIndex(of: site?.district ?? "") ?? 0) * 2 + Int(2 * key["half"][slot.site.rawValue].unit)
            data.slots[position].rhythm =
                slot.fraction == .litter
                ? litterRhythm(days: level / believed, area: area) : bankRhythm(days: level / believed, slot: slot, area: area)
        }
    }

    /// One to three times a week, or every two to four weeks, on a day of the district.
    private func bankRhythm(days: Double, slot: Slot, area: Int) -> Rhythm {
        let offset = slot.fraction.isGlass ? 0 : slot.fraction == .paper ? 2 : 4
        let first = (area + offset) % 5
        switch days {
        case ..<2.9: return Rhythm(everyWeeks: 1, weekdays: [.monday, .wednesday, .friday], anchor: Self.anchor)
        case ..<5: return Rhythm(everyWeeks: 1, weekdays: [Self.workday(first), Self.workday(first + 3)], anchor: Self.anchor)
        default:
            let weeks = max(1, min(4, Int((days / 7).rounded())))
            let shift = Int(Double(weeks) * key["week"][slot.site.rawValue].unit)
            return Rhythm(everyWeeks: weeks, weekdays: [Self.workday(first)], anchor: Self.anchor.adding(days: 7 * shift))
        }
    }

    private func litterRhythm(days: Double, area: Int) -> Rhythm {
        let weekdays: Set<Weekday> =
            switch days {
            case ..<1.6: [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday]
            case ..<3: area % 2 == 0 ? [.monday, .wednesday, .friday] : [.tuesday, .thursday, .saturday]
            case ..<5: area % 2 == 0 ? [.monday, .thursday] : [.tuesday, .friday]
            default: [Self.workday(area % 5)]
            }
        return Rhythm(everyWeeks: 1, weekdays: weekdays, anchor: Self.anchor)
    }

    private static func workday(_ index: Int) -> Weekday { Weekday(mondayIndex: ((index % 5) + 5) % 5) }
}
