import Foundation
import Model
import Simulation
import Testing

@Suite struct EmptyingTests {
    static let town = TestTowns.small
    static let schedule = RhythmEmptyings(town: town, seed: 1)
    static let clock = town.town.clock

    private func visits(_ year: Int, _ month: Int, _ day: Int) -> [Visit] {
        Self.schedule.visits(on: CalendarDay(year: year, month: month, day: day)!, clock: Self.clock)
    }

    @Test func nobodyCollectsOnSundaysAndHolidays() {
        #expect(visits(2026, 3, 1).isEmpty)
        #expect(visits(2026, 5, 25).isEmpty)
    }

    @Test func theWorkOfWhitMondayIsDoneOnTuesday() {
        let whitTuesday = Set(visits(2026, 5, 26).map(\.slot))
        let monday = CalendarDay(year: 2026, month: 5, day: 25)!
        let due = Self.town.slots.filter { $0.rhythm?.holds(on: monday) == true }
        #expect(due.count > 15)
        #expect(due.filter { whitTuesday.contains($0.id) }.count > due.count * 9 / 10)
    }

    @Test func aFewContainersAreMissedAndTheRestIsEmptiedInTheShift() {
        let days = (0..<20).map { CalendarDay(year: 2026, month: 3, day: 2)!.adding(days: $0) }.filter { $0.weekday != .sunday }
        let due = days.map { day in Self.town.slots.filter { $0.rhythm?.holds(on: day) == true }.count }.reduce(0, +)
        let found = days.flatMap { Self.schedule.visits(on: $0, clock: Self.clock) }
        #expect((due * 95 / 100..<due).contains(found.count))
        let hours = found.map { Self.clock.local($0.at).secondOfDay / 3600 }
        #expect(hours.allSatisfy { (6...15).contains($0) })
    }

    @Test func aPlanIsDrivenStopByStop() throws {
        let slot = Self.town.slots[0].id
        let text = """
            {"id": "p", "town": "schwerte", "day": "2026-03-04", "tours": [{"vehicle": "glas-1", "stops": [
              {"kind": "site", "arrival": "2026-03-04T06:00:00Z", "departure": "2026-03-04T06:06:00Z", "emptied": [{"slot": "\(slot)"}]}
            ]}]}
            """
        let plan = try JSONDecoder().decode(DrivenPlan.self, from: Data(text.utf8))
        let schedule = PlanEmptyings(plans: [plan], otherwise: Self.schedule)
        let day = CalendarDay(year: 2026, month: 3, day: 4)!
        let driven = schedule.visits(on: day, clock: Self.clock)
        #expect(driven == [Visit(slot: slot, at: Timestamp(rfc3339: "2026-03-04T06:03:00Z")!)])
        #expect(schedule.visits(on: day.adding(days: 1), clock: Self.clock).count > 10)

        var simulation = TownSimulation(town: Self.town, seed: 1, firstDay: day, schedule: PlanEmptyings(plans: [plan]))
        simulation.run(days: 1)
        #expect(simulation.statistics.emptyings == 1)
    }
}
