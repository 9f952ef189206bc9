import GRDB
import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("The registry of towns")
struct RegistryTests {
    private let folder = TestFolder()

    @Test("gives back a town exactly as it was imported", arguments: Backing.allCases)
    func roundTrip(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        let data = try sampleTown()
        try await store.replaceTown(data, at: monday)
        #expect(try await store.townData(dortmund) == data)
        #expect(try await store.towns() == [data.town])
        #expect(try store.allTownData() == [data])
        #expect(try await store.townData(schwerte) == nil)
    }

    @Test("replaces everything of the town, nothing of another, and changes its version")
    func replacing() async throws {
        let store = try folder.store(.memory)
        let other = try sampleTown(schwerte)
        try await store.replaceTown(other, at: monday)
        try await store.replaceTown(try sampleTown(), at: monday)
        let version = try store.registryVersion()

        var smaller = try sampleTown()
        smaller.sites.removeFirst()
        smaller.sites[0].name = "Borsigplatz Süd"
        smaller.slots = smaller.slots.reversed()
        smaller.vehicles = []
        smaller.rules.thresholds.mustEmpty = 0.75
        try await store.replaceTown(smaller, at: monday.adding(hours: 1))
        #expect(try await store.townData(dortmund) == smaller)
        #expect(try await store.townData(schwerte) == other)
        #expect(try store.registryVersion() != version)
    }

    @Test("refuses a town with two entries of one name and keeps what it had")
    func refusesDoubles() async throws {
        let store = try folder.store(.memory)
        let data = try sampleTown()
        try await store.replaceTown(data, at: monday)
        var double = data
        double.town.name = "Tremonia"
        double.sites.append(data.sites[0])
        await #expect(throws: StoreError.self) { try await store.replaceTown(double, at: monday) }
        #expect(try await store.townData(dortmund) == data)
    }

    @Test("notes when containers and devices were swapped")
    func notesSwaps() async throws {
        let store = try folder.store(.memory)
        var data = try sampleTown()
        try await store.replaceTown(data, at: monday)
        try await store.replaceTown(data, at: monday.adding(hours: 1))
        data.slots[0].device = "d2"
        let noon = monday.adding(hours: 6)
        try await store.replaceTown(data, at: noon)
        data.slots.removeFirst()
        let evening = monday.adding(hours: 12)
        try await store.replaceTown(data, at: evening)
        #expect(
            try await store.assignments(town: dortmund, slot: "s1") == [
                SlotAssignment(slot: "s1", assigned: .container("c1"), from: monday, until: evening),
                SlotAssignment(slot: "s1", assigned: .device("d1"), from: monday, until: noon),
                SlotAssignment(slot: "s1", assigned: .device("d2"), from: noon, until: evening),
            ])
        #expect(
            try await store.assignments(town: dortmund, slot: "s2") == [
                SlotAssignment(slot: "s2", assigned: .container("c2"), from: monday, until: nil)
            ])
    }

    @Test("keeps the history of a slot that is taken out")
    func keepsHistory() async throws {
        let store = try folder.store(.memory)
        var data = try sampleTown()
        try await store.replaceTown(data, at: monday)
        _ = try store.commit(batch([sample()]))
        data.slots = []
        try await store.replaceTown(data, at: monday)
        #expect(try await store.allReadings() == [sample()])
    }

    @Test("shows its columns to people who look with SQL")
    func readableColumns() async throws {
        let store = try folder.store(.memory)
        try await store.replaceTown(try sampleTown(), at: monday)
        let row = try await store.read { db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT site.name || ' ' || site.latitude || ' ' || fraction || ' ' || container_type.usable_volume_litres
                    FROM slot JOIN site ON site.town = slot.town AND site.id = slot.site
                    JOIN container ON container.town = slot.town AND container.id = slot.container
                    JOIN container_type ON container_type.town = slot.town AND container_type.id = container.type
                    WHERE slot.id = 's1'
                    """)
        }
        #expect(row == "Borsigplatz 51.5136 glass-white 3200.0")
    }
}
