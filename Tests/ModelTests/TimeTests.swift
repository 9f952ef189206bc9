import Model
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)),
        ("2026-03-02T06:00:01.250Z", 1_772_431_201_250),
        ("2026-03-02T06:10:00.5+00:00", 1_772_431_800_500),
        ("2026-03-02T07:10:00.123456789+01:00", 1_772_431_800_123),
        ("2026-03-02t07:10:00-01:30", 1_772_440_800_000),
        ("2024-02-29T23:59:59Z", 1_709_251_199_000),
        ("1969-12-31T23:59:59.5Z", -500),
    ])
    func readsRFC3339(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-03-02", "2026-0327T12:39:05Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-02T24:00:00Z",
        "2026-03-02T06:00:00", "2026-03-02T06:00:00.Z", "2026-03-02T06:00:00+0100", "2026-03-02T06:00:00Zx",
        "２026-03-02T06:00:00Z",
    ])
    func refusesWhatIsNoTime(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(arguments: [Int64(0), 1_772_431_201_250, -500, -86_400_001, 951_782_400_000, 4_102_444_799_999])
    func writesWhatItReads(milliseconds: Int64) {
        let moment = Timestamp(milliseconds: milliseconds)
        #expect(Timestamp(rfc3339: moment.rfc3339) == moment)
    }

    @Test func extremeMomentsDoNotTrap() {
        #expect(Timestamp(milliseconds: .max).adding(days: 1e300).milliseconds == .max)
        _ = Timestamp(milliseconds: .min).seconds
        _ = Timestamp(milliseconds: .max).seconds(since: Timestamp(milliseconds: .min))
    }
}

@Suite struct CalendarDayTests {
    @Test func daysCountThroughLeapYearsAndBack() throws {
        for epochDay in stride(from: -200_000, through: 200_000, by: 97) {
            #expect(CalendarDay(epochDay: epochDay).epochDay == epochDay)
        }
        #expect(CalendarDay(epochDay: 0).description == "1970-01-01")
        let day = try #require(CalendarDay(iso: "2024-02-28"))
        #expect(day.adding(days: 1).description == "2024-02-29")
        #expect(day.adding(days: 2).description == "2024-03-01")
    }

    @Test func knowsWeekdays() throws {
        #expect(try #require(CalendarDay(iso: "2026-11-23")).weekday == .monday)
        #expect(try #require(CalendarDay(iso: "1969-12-28")).weekday == .sunday)
    }

    @Test(arguments: ["2026-02-29", "2026-2-01", "2026/02/01", "0000-01-01", "2026-00-10", "abcd-ef-gh", "2026-02-01x"])
    func refusesDaysThatDoNotExist(text: String) {
        #expect(CalendarDay(iso: text) == nil)
    }

    @Test(arguments: [
        ("2026-05-25", "whitMonday"), ("2026-04-03", "goodFriday"), ("2026-06-04", "corpusChristi"),
        ("2027-03-29", "easterMonday"),
        ("2026-11-01", "allSaints"), ("2026-05-14", "ascensionDay"),
    ])
    func knowsTheHolidaysOfNorthRhineWestphalia(day: String, key: String) throws {
        #expect(PublicHolidays.northRhineWestphalia(on: try #require(CalendarDay(iso: day))) == key)
    }

    @Test func anOrdinaryMondayIsNoHoliday() throws {
        #expect(PublicHolidays.northRhineWestphalia(on: try #require(CalendarDay(iso: "2026-11-23"))) == nil)
    }
}

@Suite struct TownClockTests {
    private func berlin() throws -> TownClock { try #require(TownClock(identifier: "Europe/Berlin")) }

    @Test func sixInTheMorningIsOneHourApartInSummerAndWinter() throws {
        let clock = try berlin()
        let winter = try #require(CalendarDay(iso: "2026-01-15"))
        let summer = try #require(CalendarDay(iso: "2026-07-15"))
        #expect(clock.moment(winter, TimeOfDay(hour: 6)).rfc3339 == "2026-01-15T05:00:00Z")
        #expect(clock.moment(summer, TimeOfDay(hour: 6)).rfc3339 == "2026-07-15T04:00:00Z")
    }

    @Test func daysOfTheClockChangeHave23And25Hours() throws {
        let clock = try berlin()
        for (text, hours) in [("2026-03-29", 23.0), ("2026-10-25", 25.0), ("2026-10-26", 24.0)] {
            let day = try #require(CalendarDay(iso: text))
            #expect(clock.moment(day.adding(days: 1)).hours(since: clock.moment(day)) == hours)
        }
    }

    @Test func aSkippedTimeAndARepeatedTimeHaveOneMomentEach() throws {
        let clock = try berlin()
        let spring = try #require(CalendarDay(iso: "2026-03-29"))
        let autumn = try #require(CalendarDay(iso: "2026-10-25"))
        #expect(clock.moment(spring, TimeOfDay(hour: 2, minute: 30)).rfc3339 == "2026-03-29T01:30:00Z")
        #expect(clock.moment(autumn, TimeOfDay(hour: 2, minute: 30)).rfc3339 == "2026-10-25T00:30:00Z")
        #expect(clock.local(clock.moment(autumn, TimeOfDay(hour: 12))).secondOfDay == 12 * 3600)
    }

    @Test func unknownZoneIsRefused() {
        #expect(TownClock(identifier: "Europe/Schwerte") == nil)
    }
}

@Suite struct TimeOfDayTests {
    @Test(arguments: [("6:00", 21600), ("06:00:30", 21630), ("24:00", 86400), ("00:00", 0)])
    func readsTimes(text: String, seconds: Int) { #expect(TimeOfDay(text)?.seconds == seconds) }

    @Test(arguments: ["", "6", "25:61", "49:00", "-1:00", "6:0a", "006:00", "6:00:60"])
    func refusesWhatIsNoTime(text: String) { #expect(TimeOfDay(text) == nil) }
}
