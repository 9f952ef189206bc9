import Dispatching
import Model
import Reports
import Roads
import Sentences
import StoreSQLite
import Testing

@Suite("Settings at the desk")
struct SettingsDeskTests {
    private static let renamed = Array(
        #"{"id":"market","name":"Alter Markt","latitude":51.51,"longitude":7.46,"zone":"commercial"}"#.utf8)

    private func rename(_ town: DeskTown, author: String? = nil) async throws -> SettingsChange {
        try await town.desk.changeSetting(
            town: "alpha",
            SettingOrder(kind: .sites, id: "market", json: Self.renamed, author: author, isExpected: { _ in true }))
    }

    @Test func aChangeIsStoredWithWhatWasAndWhoDidIt() async throws {
        let town = try await DeskTown()
        let change = try await rename(town, author: "Kaya")
        #expect(change.entries.count == 1)
        #expect(try await town.desk.townData("alpha").sites.first { $0.id == "market" }?.name == "Alter Markt")
        let kept = try await town.desk.settingsChange(town: "alpha", number: change.number)
        #expect(kept.author == "Kaya")
        #expect(kept.entries.first?.before?.contains("\"Markt\"") == true)
        #expect(kept.entries.first?.after?.contains("Alter Markt") == true)
    }

    @Test("Undo brings the town back, is itself in the history, and can be undone")
    func undo() async throws {
        let town = try await DeskTown()
        let before = try await town.desk.townData("alpha")
        let change = try await rename(town)
        let undo = try await town.desk.undoSettings(town: "alpha", change: change.number, author: nil)
        #expect(try await town.desk.townData("alpha") == before)
        let history = try await town.desk.settingsChanges(town: "alpha", kind: .sites, id: "market", before: nil, limit: 10)
        #expect(history.map(\.action) == [.undo, .edit])
        #expect(history.last?.undoneBy == undo.number)
        _ = try await town.desk.undoSettings(town: "alpha", change: undo.number, author: nil)
        #expect(try await town.desk.townData("alpha").sites.first { $0.id == "market" }?.name == "Alter Markt")
    }

    @Test("What was changed since is not taken back over somebody's head")
    func undoOfTheOutdated() async throws {
        let town = try await DeskTown()
        let change = try await rename(town)
        let later = Array(#"{"id":"market","name":"Neuer Markt","latitude":51.51,"longitude":7.46}"#.utf8)
        _ = try await town.desk.changeSetting(
            town: "alpha", SettingOrder(kind: .sites, id: "market", json: later, isExpected: { _ in true }))
        let error = await #expect(throws: DeskError.self) {
            try await town.desk.undoSettings(town: "alpha", change: change.number, author: nil)
        }
        #expect(error?.description.contains("site 'market'") == true)
    }

    @Test func aVehiclesProfileMustBeOneThatIsThere() async throws {
        let store = try SQLiteStore.inMemory()
        let desk = DispatchDesk(
            store: store, quarantine: NothingToReprocess(), travel: KnownProfiles(), now: { DeskTown.now })
        var data = try DeskTown.data("alpha")
        try await desk.replaceTown(data)
        func vehicle(_ profile: String) -> SettingOrder {
            let json = """
                {"id":"crane","name":"Kran","depot":"yard","payload_kilograms":9000,"emptying_methods":["crane"],
                 "compartments":[{"fractions":["glass-green"],"volume_litres":10000}],"road_profile":"\(profile)"}
                """
            return SettingOrder(kind: .vehicles, id: "crane", json: Array(json.utf8), isExpected: { _ in true })
        }
        let error = await #expect(throws: DeskError.self) {
            try await desk.changeSetting(town: "alpha", vehicle("crane-18"))
        }
        #expect(error?.description.contains("crane-18t, litter-van") == true)
        _ = try await desk.changeSetting(town: "alpha", vehicle("crane-18t"))
        #expect(try await desk.townData("alpha").vehicles.first?.roadProfile == "crane-18t")
        data.vehicles[0].roadProfile = "crane-18"
        let wrong = data
        await #expect(throws: DeskError.self) { try await desk.replaceTown(wrong) }
    }

    @Test func staleExpectationsAreRefusedAndNothingIsStored() async throws {
        let town = try await DeskTown()
        await #expect(throws: DeskError.stale(what: "\("site" as Sentence) '\("market")'")) {
            try await town.desk.changeSetting(
                town: "alpha", SettingOrder(kind: .sites, id: "market", json: Self.renamed, isExpected: { $0 == nil }))
        }
        #expect(try await town.desk.settingsChanges(town: "alpha", kind: .sites, id: nil, before: nil, limit: 10).isEmpty)
    }

    @Test("An import is one change; taken back, everything is as before, also the slots' devices")
    func importAndUndo() async throws {
        let town = try await DeskTown()
        let before = try await town.desk.townData("alpha")
        let slots = "id,site,fraction,container,device\nmarket-green,market,glass-green,c1,\npark-green,park,glass-green,c3,d1\n"
        let trial = try await town.desk.importFiles(
            town: "alpha", ["slots.csv": Array(slots.utf8)], isTrial: true, author: nil)
        #expect(trial.entryCount == 3)
        #expect(try await town.desk.townData("alpha") == before)
        let change = try await town.desk.importFiles(
            town: "alpha", ["slots.csv": Array(slots.utf8)], isTrial: false, author: nil)
        #expect(try await town.desk.townData("alpha").slots.count == 2)
        _ = try await town.desk.undoSettings(town: "alpha", change: change.number, author: nil)
        let after = try await town.desk.townData("alpha")
        #expect(Set(after.slots) == Set(before.slots))
        #expect(try await town.store.assignments(town: "alpha", slot: "park-green").contains { $0.assigned == .device("d1") })
    }

    @Test func faultsOfAnImportNameFileAndLine() async throws {
        let town = try await DeskTown()
        let error = await #expect(throws: DeskError.self) {
            try await town.desk.importFiles(
                town: "alpha", ["slots.csv": Array("id,site,fraction\nx,nowhere,paper\n".utf8)], isTrial: false, author: nil)
        }
        guard case .faulty(let faults) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(faults.first?.part == "slots.csv")
        #expect(faults.first?.line == 2)
    }

    @Test func figuresCountWhatTheStoreKnows() async throws {
        let town = try await DeskTown()
        try await town.see(1.2, hoursAgo: 30)
        try await town.see(0.1, hoursAgo: 20)
        let month = CalendarMonth(of: DeskTown.tuesday)
        let report = try await town.desk.monthReport(town: "alpha", month: month)
        #expect(report.slots == 3)
        #expect(report.observedSlots == 1)
        #expect(abs(report.overfull.overfullHours - 10) < 0.1)
        let spots = try await town.desk.hotSpots(town: "alpha", days: 30)
        #expect(spots.sites.map(\.site.id) == ["market"])
    }

    @Test func notesStayInOrder() async throws {
        let town = try await DeskTown()
        _ = try await town.desk.addNote(town: "alpha", slot: "market-green", author: nil, text: "one")
        _ = try await town.desk.addNote(town: "alpha", slot: "market-green", author: "K", text: "two")
        #expect(try await town.desk.notes(town: "alpha", slot: "market-green").map(\.text) == ["two", "one"])
    }
}

private struct KnownProfiles: TownWays {
    var profileNames: [String]? { ["crane-18t", "litter-van"] }
    func profile(of vehicle: Vehicle) -> String { vehicle.roadProfile ?? "crane-18t" }
    func source(profile: String, town: TownData, driven: @escaping DrivenDetour) async -> any TravelMatrixSource {
        StraightLineEstimate()
    }
}
