import Model
import Simulation
import Testing

@Suite struct TownSimulationTests {
    static let town = TestTowns.small
    static let monday = CalendarDay(year: 2026, month: 3, day: 2)!

    @Test func nothingIsLostOrMadeUp() {
        let schedule = RhythmEmptyings(town: Self.town, seed: 1)
        var simulation = TownSimulation(town: Self.town, seed: 1, firstDay: Self.monday, schedule: schedule)
        let before = simulation.contentLitres
        simulation.run(days: 28)
        let happened = simulation.statistics
        let expected = before + happened.depositedLitres - happened.sideDepositLitres - happened.emptiedLitres
        #expect(abs(simulation.contentLitres - expected) < 1e-3)
        #expect(happened.emptyings > 500)
        #expect(happened.sideDepositLitres > 0)
    }

    @Test func levelsOnlyFallWhereATruckHasBeen() {
        let schedule = RhythmEmptyings(town: Self.town, seed: 1)
        var simulation = TownSimulation(town: Self.town, seed: 1, firstDay: Self.monday, schedule: schedule)
        simulation.run(days: 14)
        for _ in 0..<7 {
            let day = simulation.day
            let visited = Set(schedule.visits(on: day, clock: simulation.clock).map(\.slot))
            let before = Self.town.slots.map { simulation.level(of: $0.id) ?? 0 }
            simulation.run(days: 1)
            for (slot, level) in zip(Self.town.slots, before) where !visited.contains(slot.id) {
                #expect((simulation.level(of: slot.id) ?? 0) >= level)
            }
        }
    }

    @Test func withoutTrucksEverythingOverflowsAndNothingIsEmptied() {
        var simulation = TownSimulation(town: Self.town, seed: 1, firstDay: Self.monday, schedule: NoEmptyings())
        simulation.run(days: 120)
        let full = Self.town.slots.filter { (simulation.level(of: $0.id) ?? 0) > 1 }.count
        #expect(full > Self.town.slots.count * 8 / 10)
        #expect(Self.town.slots.allSatisfy { (simulation.level(of: $0.id) ?? 0) <= TownSimulation.heapedLevel + 1e-9 })
        #expect(simulation.statistics.emptyings == 0)
    }

    @Test func saturdayIsTheBusiestDayAtTheBringBanksAndSundayTheQuietest() {
        var banks = Self.town
        banks.slots.removeAll { $0.fraction == .litter }
        var simulation = TownSimulation(town: banks, seed: 1, firstDay: Self.monday, schedule: NoEmptyings())
        var litres = [Double](repeating: 0, count: 7)
        for _ in 0..<28 {
            let weekday = simulation.day.weekday.mondayIndex
            let before = simulation.statistics.depositedLitres
            simulation.run(days: 1)
            litres[weekday] += simulation.statistics.depositedLitres - before
        }
        #expect(litres.max() == litres[5])
        #expect(litres.min() == litres[6])
        #expect((2.5...3.6).contains(litres[5] / litres[6]))
    }

    @Test func atTheTurnOfTheYearThereIsMoreGlass() {
        var glass = Self.town
        glass.slots.removeAll { !$0.fraction.isGlass }
        func weekOfDeposits(from day: CalendarDay) -> Double {
            var simulation = TownSimulation(town: glass, seed: 1, firstDay: day, schedule: NoEmptyings())
            simulation.run(days: 7)
            return simulation.statistics.depositedLitres
        }
        let winter = weekOfDeposits(from: CalendarDay(year: 2027, month: 1, day: 4)!)
        let summer = weekOfDeposits(from: CalendarDay(year: 2026, month: 7, day: 6)!)
        #expect((1.15...1.45).contains(winter / summer))
    }

    @Test func whatHappensAtASlotDoesNotDependOnTheOthers() throws {
        let slot = try #require(Self.town.slots.first { $0.device != nil })
        var alone = Self.town
        alone.slots = [slot]
        var all = TownSimulation(town: Self.town, seed: 1, firstDay: Self.monday, schedule: NoEmptyings())
        var one = TownSimulation(town: alone, seed: 1, firstDay: Self.monday, schedule: NoEmptyings())
        all.run(days: 10)
        one.run(days: 10)
        #expect(all.level(of: slot.id) == one.level(of: slot.id))
    }

    @Test func theClockChangesAreDaysLikeOthers() {
        for month in [3, 10] {
            let day = CalendarDay(year: 2026, month: month, day: month == 3 ? 28 : 24)!
            var simulation = TownSimulation(
                town: Self.town, seed: 1, firstDay: day, schedule: RhythmEmptyings(town: Self.town, seed: 1))
            simulation.run(days: 3)
            #expect(simulation.day == day.adding(days: 3))
            #expect(simulation.statistics.deposits > 100)
        }
    }
}
