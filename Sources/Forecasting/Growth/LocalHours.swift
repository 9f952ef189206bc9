import Model

/// The town's local weekday and hour for every hour of a stretch of time, looked up once: the system's time zone is slow to ask.
struct LocalHours: Sendable {
    /// First hour, counted from 1970-01-01T00:00Z.
    let firstHour: Int
    let hour: [UInt8]
    /// 0 Monday … 6 Sunday; a public holiday is 6.
    let weekday: [UInt8]
    let day: [CalendarDay]
    /// Index into ``day`` and ``dayStart`` for each hour.
    let dayIndex: [Int32]
    /// Hour index at which each local day begins, and the end of the stretch.
    let dayStart: [Int]
    /// Weekday of each local day, in the sense of ``weekday``.
    let weekdayOfDay: [UInt8]

    init(from: Timestamp, to: Timestamp, clock: TownClock, calendar: DemandCalendar) {
        let first = Int(from.seconds.quotientRoundedDown(3600))
        let count = max(1, min(Int(to.seconds.quotientRoundedDown(3600)) + 1 - first, Self.longestHours))
        var hour: [UInt8] = []
        var weekday: [UInt8] = []
        var days: [CalendarDay] = []
        var dayIndex: [Int32] = []
        var starts: [Int] = []
        var weekdays: [UInt8] = []
        hour.reserveCapacity(count)
        weekday.reserveCapacity(count)
        dayIndex.reserveCapacity(count)
        for i in 0..<count {
            let local = clock.local(Timestamp(seconds: Int64(first + i) * 3600))
            if days.last != local.day {
                days.append(local.day)
                starts.append(i)
                weekdays.append(calendar.isHoliday(local.day) ? 6 : UInt8(local.day.weekday.mondayIndex))
            }
            hour.append(UInt8(local.secondOfDay / 3600))
            weekday.append(weekdays[weekdays.count - 1])
            dayIndex.append(Int32(days.count - 1))
        }
        starts.append(count)
        self.firstHour = first
        self.hour = hour
        self.weekday = weekday
        self.day = days
        self.dayIndex = dayIndex
        self.dayStart = starts
        self.weekdayOfDay = weekdays
    }

    var count: Int { hour.count }

    /// Hours since the first hour, with fraction; not limited to the stretch.
    func position(_ moment: Timestamp) -> Double { Double(moment.milliseconds) / 3_600_000 - Double(firstHour) }

    func moment(_ position: Double) -> Timestamp {
        Timestamp(milliseconds: Int64(((position + Double(firstHour)) * 3_600_000).rounded()))
    }

    /// Twenty years of hours; a longer history is cut at its young end by nobody in practice.
    private static let longestHours = 20 * 366 * 24
}

extension Int64 {
    func quotientRoundedDown(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
