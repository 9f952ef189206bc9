import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("Alarms in the store")
struct AlarmTests {
    private let folder = TestFolder()

    private func raise(_ kind: AlarmKind, _ slot: SlotID = "s1", hours: Double = 0) -> AlarmChange {
        .raise(
            NewAlarm(
                town: "dortmund", slot: slot, device: "d1", kind: kind, raisedAt: monday.adding(hours: hours), value: 0.9,
                limit: 0.8))
    }

    private func clear(_ kind: AlarmKind, hours: Double) -> AlarmChange {
        .clear(town: "dortmund", slot: "s1", kind: kind, at: monday.adding(hours: hours))
    }

    private func store(_ store: SQLiteStore, _ changes: [AlarmChange]) throws {
        _ = try store.commit(IntakeBatch(alarms: changes, alarmsFoundAt: monday))
    }

    @Test("an open kind is raised once; cleared, it may be raised again; the first acknowledgement stays")
    func life() async throws {
        let store = try folder.store()
        try self.store(store, [raise(.mustEmpty), raise(.mustEmpty, hours: 1), clear(.fire, hours: 1)])
        let first = try #require(try store.openAlarms().first)
        #expect(try store.openAlarms().count == 1)
        #expect(first.raisedAt == monday)
        let seen = AlarmAcknowledgement(by: "dispatcher", at: monday.adding(hours: 2), note: "tomorrow")
        #expect(try await store.acknowledgeAlarm(town: "dortmund", id: first.id, seen)?.acknowledgement == seen)
        let late = AlarmAcknowledgement(by: "other", at: monday.adding(hours: 3))
        #expect(try await store.acknowledgeAlarm(town: "dortmund", id: first.id, late)?.acknowledgement == seen)
        #expect(try await store.acknowledgeAlarm(town: "schwerte", id: first.id, late) == nil)
        try self.store(store, [clear(.mustEmpty, hours: 4), raise(.mustEmpty, hours: 5)])
        let all = try await store.alarms(town: "dortmund", filter: AlarmFilter(state: .all), before: nil, limit: 10)
        #expect(all.map(\.isOpen) == [true, false])
        #expect(all.last?.clearedAt == monday.adding(hours: 4))
        #expect(try await store.alarm(town: "dortmund", id: first.id)?.acknowledgement == seen)
    }

    @Test("events wait in order for each feed, over a restart, and are forgotten when all have them")
    func events() async throws {
        var store = try folder.store()
        #expect(try await store.undeliveredAlarmEvents(feed: "a", limit: 10).isEmpty)
        #expect(try await store.undeliveredAlarmEvents(feed: "b", limit: 10).isEmpty)
        try self.store(store, [raise(.fire), raise(.tilt), clear(.fire, hours: 1)])
        try store.close()
        store = try folder.store()
        let events = try await store.undeliveredAlarmEvents(feed: "a", limit: 10)
        #expect(events.map(\.happening) == [.raised, .raised, .cleared])
        #expect(events.map(\.alarm.kind) == [.fire, .tilt, .fire])
        #expect(events[0].alarm.clearedAt == nil)
        #expect(events[2].alarm.clearedAt == monday.adding(hours: 1))
        try await store.alarmEventsDelivered(feed: "a", upTo: events[1].id, feeds: ["a", "b"])
        #expect(try await store.undeliveredAlarmEvents(feed: "a", limit: 10) == [events[2]])
        #expect(try await store.undeliveredAlarmEvents(feed: "b", limit: 10) == events)
        try await store.alarmEventsDelivered(feed: "b", upTo: events[2].id, feeds: ["a", "b"])
        #expect(try await store.waitingAlarmEvents(feed: "b") == 0)
        #expect(try await store.statistics().rows["alarm_event"] == 1)
        // A feed that begins now does not get what lies behind it.
        #expect(try await store.undeliveredAlarmEvents(feed: "c", limit: 10).isEmpty)
        try self.store(store, [raise(.silent)])
        #expect(try await store.undeliveredAlarmEvents(feed: "c", limit: 10).map(\.alarm.kind) == [.silent])
    }
}
