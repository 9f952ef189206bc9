import Model

/// The period that a link asks for; else the last twelve whole weeks, which are offered and not yet computed.
struct EvaluationWish: Hashable, Sendable {
    var from: CalendarDay
    var to: CalendarDay
    var isAsked: Bool
    var lastSunday: CalendarDay

    init(_ call: PageCall, today: CalendarDay) {
        self.init(from: call.day("from"), to: call.day("to"), today: today)
    }

    init(from: CalendarDay?, to: CalendarDay?, today: CalendarDay) {
        lastSunday = today.adding(days: -today.weekday.mondayIndex - 1)
        isAsked = from != nil && to != nil
        self.to = to ?? lastSunday
        self.from = from ?? self.to.adding(days: 1 - 12 * 7)
    }
}
