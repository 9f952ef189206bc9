import Model

/// A fixed interval that a class of containers may have.
enum RhythmCandidate: Int, CaseIterable, Sendable, Comparable {
    case sixAWeek = 0
    case fiveAWeek, threeAWeek, twoAWeek, weekly, everyTwoWeeks, everyThreeWeeks, everyFourWeeks

    static func < (a: RhythmCandidate, b: RhythmCandidate) -> Bool { a.rawValue < b.rawValue }

    /// Of some fractions crews work on Saturdays too.
    static func all(saturdays: Bool) -> [RhythmCandidate] { allCases.filter { saturdays || $0 != .sixAWeek } }

    /// The rhythm of a site in a slice of ``Sectors``.
    func rhythm(slice: Int, saturdays: Bool, anchor: CalendarDay) -> Rhythm {
        let first = slice / Sectors.slicesPerWeekday % Sectors.weekdays
        let part = slice % Sectors.slicesPerWeekday
        let day = { (index: Int) in Weekday(mondayIndex: index % 5) }
        let weekly = { (weekdays: Set<Weekday>) in Rhythm(everyWeeks: 1, weekdays: weekdays, anchor: anchor) }
        switch self {
        case .sixAWeek: return weekly([.monday, .tuesday, .wednesday, .thursday, .friday, .saturday])
        case .fiveAWeek: return weekly([.monday, .tuesday, .wednesday, .thursday, .friday])
        case .threeAWeek where saturdays && first * 4 + part >= 10: return weekly([.tuesday, .thursday, .saturday])
        case .threeAWeek: return weekly([.monday, .wednesday, .friday])
        case .twoAWeek: return weekly([day(first), day(first + 3)])
        case .weekly: return weekly([day(first)])
        case .everyTwoWeeks: return Rhythm(everyWeeks: 2, weekdays: [day(first)], anchor: anchor.adding(days: 7 * (part / 2)))
        case .everyThreeWeeks: return Rhythm(everyWeeks: 3, weekdays: [day(first)], anchor: anchor.adding(days: 7 * (part % 3)))
        case .everyFourWeeks: return Rhythm(everyWeeks: 4, weekdays: [day(first)], anchor: anchor.adding(days: 7 * part))
        }
    }
}
