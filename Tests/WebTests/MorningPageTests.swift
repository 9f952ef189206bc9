import HTTPTypes
import Model
import Reports
import Testing

@testable import Web

@Suite("What people look at first")
struct MorningPageTests {
    private static let browser: HTTPFields = [.accept: "text/html"]

    private func alarm(_ id: Int64, _ slot: Int, _ kind: AlarmKind, hour: Int, isOver: Bool = false) -> Alarm {
        let raised = SampleTown.now.adding(hours: Double(hour - 24))
        return Alarm(
            id: id, town: "dortmund", slot: SampleTown.slotID(slot), device: nil, kind: kind, raisedAt: raised,
            clearedAt: isOver ? raised.adding(hours: 1) : nil, value: 1.02, limit: 0.8)
    }

    @Test func aContainerHasOneRowHoweverManyAlarmsItRaises() {
        let groups = AlarmTable.Group.all(of: [
            alarm(6, 2, .battery, hour: 9), alarm(5, 1, .overfull, hour: 8), alarm(4, 1, .critical, hour: 7),
            alarm(3, 2, .fire, hour: 6), alarm(2, 1, .mustEmpty, hour: 5),
        ])
        #expect(groups.map(\.slot) == [SampleTown.slotID(2), SampleTown.slotID(1)], "the newest alarm first")
        #expect(groups[0].standing.map(\.kind) == [.fire, .battery], "the most urgent first")
        #expect(groups[1].standing.map(\.kind) == [.overfull])
        #expect(groups[1].included.map(\.kind) == [.critical, .mustEmpty])
    }

    @Test func anAlarmThatIsOverDoesNotHideAnOpenOne() {
        let group = AlarmTable.Group.all(of: [alarm(2, 1, .mustEmpty, hour: 9), alarm(1, 1, .overfull, hour: 3, isOver: true)])[0]
        #expect(group.standing.map(\.kind) == [.overfull, .mustEmpty])
        #expect(group.included.isEmpty)
    }

    @Test func theContainersPageExplainsTheNextDaysPlanNotTheNewest() async throws {
        try await visit { visitor async throws in
            // Monday's plan is made before Tuesday's, as a plan of several days is.
            for day in ["2026-03-02", "2026-03-03"] {
                _ = try await visitor.post("/api/v1/towns/dortmund/plans", #"{"day": "\#(day)"}"#)
            }
            let page = try await visitor.ask(
                "/towns/dortmund/containers/slot-001?lang=de", headers: Self.browser, checked: false)
            #expect(page.text.contains("02.03.2026?"))
            #expect(!page.text.contains("03.03.2026?"))
        }
    }

    @Test(
        "Before the dispatcher comes the days of the page are at hand; at noon nobody asks for them",
        arguments: [(5, true), (12, false)])
    func theMorningIsPrepared(hour: Int, isAsked: Bool) async throws {
        let desk = MemoryDesk()
        let moment = SampleTown.data(slotCount: 1).town.clock.moment(SampleTown.day, TimeOfDay(hour: hour, minute: 20))
        let office = Office(
            desk: desk, status: FixedStatus(), metrics: PrometheusRegistry(), configuration: WebConfiguration(now: { moment }),
            assets: AssetLibrary([:]))
        await MorningWatch(office: office).look()
        let days = await desk.daysAsked
        let expected = (0..<3).map { SampleTown.day.adding(days: $0) }
        #expect(Set(days) == (isAsked ? Set(expected) : []))
    }

    @Test func daysWithoutAVehicleAtWorkArePassedOver() throws {
        let vehicles = SampleTown.data(slotCount: 1).vehicles
        let workdays = try #require(vehicles.first?.shift.weekdays)
        let day = TodaySubject.dutyDay(from: SampleTown.day, vehicles: vehicles)
        #expect(workdays.contains(day.weekday))
        var sundays = vehicles
        for index in sundays.indices { sundays[index].shift.weekdays = [.sunday] }
        #expect(TodaySubject.dutyDay(from: SampleTown.day, vehicles: sundays).weekday == .sunday)
        #expect(TodaySubject.dutyDay(from: SampleTown.day, vehicles: []) == SampleTown.day)
    }
}
