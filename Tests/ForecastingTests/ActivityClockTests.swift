import Model
import Testing

@testable import Forecasting

@Suite struct ActivityClockTests {
    private func clock(_ from: String, _ to: String, _ calendar: DemandCalendar = DemandCalendar()) throws -> ActivityClock {
        var profile = ActivityProfile.neutral
        profile.weekday = [1.1, 1, 1, 1, 0.9, 1.5, 0.5]
        let local = LocalHours(
            from: try #require(Timestamp(rfc3339: from)), to: try #require(Timestamp(rfc3339: to)),
            clock: try #require(TownClock(identifier: "Europe/Berlin")), calendar: calendar)
        return ActivityClock(local: local, profile: profile, calendar: calendar, isGlass: false)
    }

    private func activeDays(_ clock: ActivityClock, _ from: String, _ to: String) throws -> Double {
        clock.activeDays(from: try #require(Timestamp(rfc3339: from)), to: try #require(Timestamp(rfc3339: to)))
    }

    @Test func aWholeWeekCountsSevenDays() throws {
        let clock = try clock("2026-01-05T00:00:00Z", "2026-02-20T00:00:00Z")
        let week = try activeDays(clock, "2026-01-11T23:00:00Z", "2026-01-18T23:00:00Z")
        #expect(abs(week - 7) < 1e-9)
    }

    @Test func saturdayCountsMoreThanSundayAndTheNightHardlyAtAll() throws {
        let clock = try clock("2026-01-05T00:00:00Z", "2026-02-20T00:00:00Z")
        #expect(abs(try activeDays(clock, "2026-01-09T23:00:00Z", "2026-01-10T23:00:00Z") - 1.5) < 1e-9)
        #expect(abs(try activeDays(clock, "2026-01-10T23:00:00Z", "2026-01-11T23:00:00Z") - 0.5) < 1e-9)
        #expect(try activeDays(clock, "2026-01-13T00:00:00Z", "2026-01-13T04:00:00Z") < 0.06)
    }

    @Test func theDayOf23HoursAndTheDayOf25HoursDifferByOneNightHour() throws {
        let clock = try clock("2026-03-01T00:00:00Z", "2026-11-10T00:00:00Z")
        let ordinary = try activeDays(clock, "2026-03-21T23:00:00Z", "2026-03-22T23:00:00Z")
        let short = try activeDays(clock, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")
        let long = try activeDays(clock, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")
        #expect(abs(short - ordinary) < 0.01)
        #expect(abs(long - ordinary) < 0.01)
    }

    @Test func aPublicHolidayIsLikeASunday() throws {
        let clock = try clock("2026-05-18T00:00:00Z", "2026-06-30T00:00:00Z")
        let whitMonday = try activeDays(clock, "2026-05-24T22:00:00Z", "2026-05-25T22:00:00Z")
        #expect(abs(whitMonday - 0.5) < 1e-9)
    }

    @Test func anEventDoublesItsDay() throws {
        let day = try #require(CalendarDay(iso: "2026-06-17"))
        let clock = try clock("2026-06-01T00:00:00Z", "2026-06-30T00:00:00Z", DemandCalendar(factors: [day: 2]))
        let wednesday = try activeDays(clock, "2026-06-16T22:00:00Z", "2026-06-17T22:00:00Z")
        #expect(abs(wednesday - 2) < 1e-9)
    }

    @Test func outsideTheStretchEveryDayIsAMeanDay() throws {
        let clock = try clock("2026-06-01T00:00:00Z", "2026-06-30T00:00:00Z")
        let later = try activeDays(clock, "2027-01-01T00:00:00Z", "2027-01-11T00:00:00Z")
        #expect(abs(later - 10) < 1e-6)
    }
}
