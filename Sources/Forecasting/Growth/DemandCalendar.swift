public import Model

/// What is known beforehand about days on which people throw in more or less than on an ordinary day of that week.
///
/// Public holidays count as Sundays. The turn of the year brings a third more glass (AGR, +30 %). Single days may have a factor of
/// their own. School holidays, events and weather are learned: see ``DemandLearning``.
public struct DemandCalendar: Hashable, Sendable {
    public var observesPublicHolidays: Bool
    /// Multiplies the amount expected on a day; 1 for days not named. Values below 0 count as 0.
    public var factors: [CalendarDay: Double]

    public init(observesPublicHolidays: Bool = true, factors: [CalendarDay: Double] = [:]) {
        self.observesPublicHolidays = observesPublicHolidays
        self.factors = factors
    }

    func isHoliday(_ day: CalendarDay) -> Bool {
        observesPublicHolidays && PublicHolidays.northRhineWestphalia(on: day) != nil
    }

    func factor(_ day: CalendarDay, isGlass: Bool) -> Double {
        let given = factors[day].map { $0.isFinite ? max(0, $0) : 1 } ?? 1
        let isTurnOfYear = (day.month == 12 && day.day >= 27) || (day.month == 1 && day.day <= 8)
        return given * (isGlass && isTurnOfYear ? 1.3 : 1)
    }
}
