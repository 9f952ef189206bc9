/// Public holidays of North Rhine-Westphalia (Feiertagsgesetz NW §2), computed for any year; they move collection days.
public enum PublicHolidays {
    /// The holiday's English key if the day is one, for instance `whitMonday`.
    public static func northRhineWestphalia(on day: CalendarDay) -> String? {
        let sinceEaster = day.days(since: easterSunday(year: day.year))
        return switch (day.month, day.day, sinceEaster) {
        case (1, 1, _): "newYear"
        case (5, 1, _): "labourDay"
        case (10, 3, _): "germanUnityDay"
        case (11, 1, _): "allSaints"
        case (12, 25, _): "christmasDay"
        case (12, 26, _): "boxingDay"
        case (_, _, -2): "goodFriday"
        case (_, _, 1): "easterMonday"
        case (_, _, 39): "ascensionDay"
        case (_, _, 50): "whitMonday"
        case (_, _, 60): "corpusChristi"
        default: nil
        }
    }

    /// Easter Sunday of the Gregorian calendar by the anonymous algorithm of "Nature" 1876 (Meeus, Jones, Butcher).
    public static func easterSunday(year: Int) -> CalendarDay {
        let a = year % 19
        let b = year / 100
        let c = year % 100
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let month = (h + l - 7 * m + 114) / 31
        let dayOfMonth = (h + l - 7 * m + 114) % 31 + 1
        return CalendarDay(year: year, month: month, day: dayOfMonth) ?? CalendarDay(epochDay: 0)
    }
}
