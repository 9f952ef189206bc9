import Foundation
import Model
import Sentences
import Testing
import TownFiles

@Suite("School holidays, events and weather of a town")
struct CalendarFileTests {
    @Test func aPeriodWithoutANameOfItsOwnIsCalledAfterItsFirstDay() throws {
        let period = try #require(try SampleTown.read().schoolHolidays.first)
        #expect(period.id == "2026-10-17")
        #expect(CalendarDay(iso: "2026-10-31").map(period.holds) == true)
        #expect(CalendarDay(iso: "2026-11-01").map(period.holds) == false)
    }

    @Test func anEventReachesWhatIsNamed() throws {
        let town = try SampleTown.read()
        let (market, run) = (try #require(town.events.first), try #require(town.events.last))
        #expect(town.sites.filter(market.reaches).map(\.id) == ["S1"])
        #expect(town.sites.filter(run.reaches).map(\.id) == ["S2"])
        #expect(market.expectedFactor == 2.5)
        #expect(market.fractions == [.glassWhite, .paper])
    }

    @Test func theWeatherOfTheComingWeekLeavesWhatWasObserved() throws {
        let town = try SampleTown.read()
        let text = "day,max_temperature_celsius\n2026-06-02,30\n2026-06-03,31\n"
        let later = try TownFileReader.read(.weather, named: "dwd.csv", bytes: Array(text.utf8), over: town)
        #expect(later.weather.map(\.day.description) == ["2026-06-01", "2026-06-02", "2026-06-03"])
        #expect(later.weather.map(\.maximumCelsius) == [19, 30, 31])
        #expect(later.weather[0].rainMillimetres == 3.2)
    }

    @Test(
        "Slips of the pen are named with line, column and remedy",
        arguments: [
            ("school-holidays.csv", "name,from,to\nSommer,2026-09-01,2026-07-20\n", "to", "lies before"),
            ("school-holidays.csv", "name,from,to\nSommer,2026-07-20,2036-09-01\n", "to", "longer than"),
            ("school-holidays.csv", "name,from,to\nSommer,20.07.2026,2026-09-01\n", "from", "is not a day"),
            ("school-holidays.csv", "name,from,to\nA,2026-07-20,2026-07-21\nB,2026-07-20,2026-07-22\n", "id", "twice"),
            ("events.csv", "id,kind,name,from,to,sites\na,market,A,2026-07-20,2026-07-21,S1 S9\n", "sites", "no site 'S9'"),
            ("events.csv", "id,kind,name,from,to,district\na,market,A,2026-07-20,2026-07-21,Hörd\n", "district", "no site lies"),
            ("events.csv", "id,kind,name,from,to\na,Big Market,A,2026-07-20,2026-07-21\n", "kind", "is not a word"),
            ("events.csv", "id,kind,name,from,to,expected_factor\na,m,A,2026-07-20,2026-07-21,-1\n", "expected_factor", "is not"),
            ("weather.csv", "day,rain_millimetres\n2026-06-01,-1\n", "rain_millimetres", "is not a number"),
            ("weather.csv", "day,sunshine_hours\n2026-06-01,3\n2026-06-01,4\n", "day", "twice"),
            (
                "weather.csv", "day,mean_temperature_celsius,max_temperature_celsius\n2026-06-01,9,3\n",
                "max_temperature_celsius", "below"
            ),
            ("weather.csv", "day,rain\n2026-06-01,1\n", "rain", "no such member"),
        ])
    func faults(_ file: String, _ text: String, _ member: String, _ problem: String) throws {
        let faults = SampleTown.faults(changing: [file: text])
        let fault = try #require(faults.first)
        #expect(faults.count == 1)
        #expect(fault.member == member || fault.member?.hasSuffix(member) == true)
        #expect(fault.problem.description.contains(problem))
        #expect(fault.line != nil)
        #expect(!fault.remedy.description.isEmpty)
    }

    @Test func thePublishedSchoolHolidaysCanBeImported() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "config/calendars/school-holidays-nrw.csv")
        let bytes = [UInt8](try Data(contentsOf: file))
        let town = try TownFileReader.read(.schoolHolidays, named: "nrw.csv", bytes: bytes, over: try SampleTown.read())
        #expect(town.schoolHolidays.count == 15)
        let ordered = town.schoolHolidays.sorted { $0.from < $1.from }
        for (one, next) in zip(ordered, ordered.dropFirst()) { #expect(one.to < next.from) }
    }
}
