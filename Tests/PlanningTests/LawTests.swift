import Model
import Testing

@testable import Planning

/// Hours, pauses and the calendar.
@Suite struct LawTests {
    @Test func noWorkInAResidentialZoneBeforeSeven() throws {
        var town = MapTown("Da.T")
        town.change(site: "a") { $0.zone = .residential }
        town.data.vehicles[0].shift.start = TimeOfDay(hour: 5, minute: 45)
        let plan = try town.plan()
        #expect(plan.violations == [])
        #expect(try #require(plan.stop(at: "a")).beginsAt >= TimeOfDay(hour: 7))
    }

    @Test func theFirstStopsOfAnEarlyShiftAreOutsideTheResidentialZone() throws {
        var town = MapTown("DabcdefT", level: 0.9)
        town.change(site: "a") { $0.zone = .residential }
        town.data.vehicles[0].shift = Shift(start: TimeOfDay(hour: 5, minute: 45), lengthSeconds: 5400)
        let plan = try town.plan()
        #expect(plan.violations == [])
        // There is time for the rest, but the quiet site has to be last or left.
        for stop in plan.tours.flatMap(\.stops) where stop.place == .site("a") { #expect(stop.beginsAt >= TimeOfDay(hour: 7)) }
        #expect(plan.emptiedSlots.contains("f"))
    }

    @Test func aHeatExceptionAllowsAnEarlierStart() throws {
        var town = MapTown("Da.T")
        town.change(site: "a") { $0.zone = .residential }
        // Too short to wait until seven.
        town.data.vehicles[0].shift = Shift(start: TimeOfDay(hour: 5, minute: 45), lengthSeconds: 3600)
        #expect(try town.plan().obstacle("a") == .timeWindow)
        town.data.rules.quietHourExceptions = [
            QuietHourException(
                zone: .residential, firstDay: MapTown.wednesday, lastDay: MapTown.wednesday.adding(days: 2),
                allowedFrom: TimeOfDay(hour: 6), allowedUntil: TimeOfDay(hour: 20), reason: "28 °C forecast")
        ]
        let plan = try town.plan()
        #expect(plan.violations == [])
        #expect(plan.emptiedSlots == ["a"])
        #expect(try town.plan(on: MapTown.wednesday.adding(days: 5)).obstacle("a") == .timeWindow)
    }

    @Test func glassHoursBindGlassOnly() throws {
        var town = MapTown("D.a.T")
        town.addSlot("a-paper", at: "a", fraction: .paper)
        town.data.rules.quietHours = [
            QuietHours(
                zone: .commercial, fractions: [.glassWhite], allowedFrom: TimeOfDay(hour: 9), allowedUntil: TimeOfDay(hour: 12),
                source: "glass hours")
        ]
        town.data.vehicles[0].compartments.append(Compartment(fractions: [.paper], volumeLitres: 12_000))
        town.data.vehicles.append(MapTown.glassTruck("paper truck"))
        town.data.vehicles[1].compartments = [Compartment(fractions: [.paper], volumeLitres: 12_000)]
        let plan = try town.plan()
        #expect(plan.violations == [])
        let stops = plan.tours.flatMap(\.stops)
        #expect(try #require(stops.first { $0.emptied.contains { $0.slot == "a" } }).beginsAt >= TimeOfDay(hour: 9))
        #expect(plan.emptiedSlots.count == 2)
    }

    @Test func theTipIsReachedBeforeItCloses() throws {
        var town = MapTown("DabcdefghijT", level: 0.9)
        town.data.disposalSites[0].openingWindows = [
            OpeningWindow(opens: TimeOfDay(hour: 7), closes: TimeOfDay(hour: 14))
        ]
        town.data.disposalSites[0].serviceSeconds = 111 * 60
        town.data.vehicles[0].compartments = [Compartment(fractions: [.glassWhite], volumeLitres: 40_000)]
        town.data.vehicles[0].shift = Shift(start: TimeOfDay(hour: 10), lengthSeconds: 8 * 3600)
        let plan = try town.plan()
        #expect(plan.violations == [])
        let tip = try #require(plan.tours.first?.stops.first { $0.place == .disposal("tip") })
        #expect(tip.endsAt <= TimeOfDay(hour: 14))
        #expect(plan.emptiedSlots.count == 10)
    }

    @Test func aTipThatClosesTooEarlyKeepsEverythingOut() throws {
        var town = MapTown("D.a.T")
        town.data.disposalSites[0].openingWindows = [OpeningWindow(opens: TimeOfDay(hour: 4), closes: TimeOfDay(hour: 6))]
        let plan = try town.plan()
        #expect(plan.tours.isEmpty)
        #expect(plan.obstacle("a") == .shift)
    }

    @Test func longToursHaveTheirBreaks() throws {
        // 25 containers of which each needs 5 min and the ways: above six hours.
        var town = MapTown("Dabcdefghijklmnopqrstuvwx.T", level: 0.5)
        town.data.rules.thresholds.mustEmpty = 0.4
        town.data.rules.service.craneSeconds = 780
        let plan = try town.plan()
        #expect(plan.violations == [])
        let tour = try #require(plan.tours.first)
        #expect(tour.totals.durationSeconds - tour.totals.breakSeconds > 6 * 3600)
        #expect(tour.totals.breakSeconds >= 30 * 60)
        let places = tour.stops.map(\.place)
        #expect(places.dropFirst().first != .rest && places.dropLast().last != .rest)
    }

    @Test func fourAndAHalfHoursOfDrivingNeedABreak() throws {
        // 90 km out: 2.5 h each way.
        let dots = String(repeating: ".", count: 89)
        let plan = try MapTown("D\(dots)aT").plan()
        #expect(plan.violations == [])
        let tour = try #require(plan.tours.first)
        #expect(tour.totals.drivingSeconds > 16_200)
        #expect(tour.totals.breakSeconds >= 45 * 60)
    }

    @Test func nobodyCollectsOnWhitMondayAndItsRhythmMovesToTuesday() throws {
        let whitMonday = CalendarDay(iso: "2026-05-25")!
        let tuesday = whitMonday.adding(days: 1)
        var town = MapTown("D.a.b.T", level: 0.1)
        for (slot, weekday) in [(SlotID("a"), Weekday.monday), ("b", .tuesday)] {
            town.change(slot: slot) {
                $0.device = nil
                $0.rhythm = Rhythm(everyWeeks: 1, weekdays: [weekday], anchor: whitMonday)
            }
            town.levels[slot] = nil
        }
        let monday = try town.plan(on: whitMonday)
        #expect(monday.tours.isEmpty)
        #expect(monday.obstacle("a") == .noCollectionDay)
        let plan = try town.plan(on: tuesday)
        #expect(Set(plan.emptiedSlots) == ["a", "b"])
        #expect(plan.emptying("a")?.reason == .rhythm)
        #expect(try town.plan(on: tuesday.adding(days: 1)).emptiedSlots.isEmpty)
    }

    @Test(arguments: [("2026-03-29", 23), ("2026-10-25", 25), ("2026-03-22", 24)])
    func clockChangesKeepWallTimes(_ iso: String, hoursOfDay: Int) throws {
        let sunday = CalendarDay(iso: iso)!
        let length = MapTown.clock.moment(sunday.adding(days: 1)).hours(since: MapTown.clock.moment(sunday))
        #expect(Int(length) == hoursOfDay)
        var town = MapTown("D.a.T")
        town.data.vehicles[0].shift.weekdays = [.sunday]
        town.change(site: "a") { $0.openingWindows = [OpeningWindow(opens: TimeOfDay(hour: 8), closes: TimeOfDay(hour: 9))] }
        let plan = try town.plan(on: sunday)
        #expect(plan.violations == [])
        let stop = try #require(plan.stop(at: "a"))
        #expect(stop.beginsAt >= TimeOfDay(hour: 8) && stop.endsAt <= TimeOfDay(hour: 9))
    }

    @Test func aShiftOverMidnightOnTheNightOfTheClockChange() throws {
        let saturday = CalendarDay(iso: "2026-10-24")!
        var town = MapTown("D.a.b.T")
        town.data.vehicles[0].shift = Shift(start: TimeOfDay(hour: 22), lengthSeconds: 8 * 3600, weekdays: [.saturday])
        town.change(site: "a") {
            $0.openingWindows = [OpeningWindow(weekdays: [.sunday], opens: .midnight, closes: TimeOfDay(hour: 5))]
        }
        let plan = try town.plan(on: saturday)
        #expect(plan.violations == [])
        #expect(Set(plan.emptiedSlots) == ["a", "b"])
        #expect(plan.stop(at: "a").map { MapTown.clock.day(of: $0.departure) } == saturday.adding(days: 1))
    }

    @Test func aClosedDepotKeepsItsTrucksHome() throws {
        var town = MapTown("D.a.T")
        town.data.depots[0].openingWindows = [OpeningWindow(weekdays: [.monday], opens: TimeOfDay(hour: 5), closes: .endOfDay)]
        #expect(try town.plan().obstacle("a") == .noVehicle)
    }
}
