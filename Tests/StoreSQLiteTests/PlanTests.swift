import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("Plans and requests")
struct PlanTests {
    private let folder = TestFolder()

    private let day = CalendarDay(year: 2026, month: 3, day: 3)!

    private func townStore() async throws -> SQLiteStore {
        let store = try folder.store(.memory)
        try await store.replaceTown(try sampleTown(), at: monday)
        try await store.replaceTown(try sampleTown(schwerte), at: monday)
        return store
    }

    @Test("a plan comes back as it was saved; saving it again replaces it")
    func roundTrip() async throws {
        let store = try await townStore()
        var plan = samplePlan(day: day)
        try await store.savePlan(plan)
        #expect(try await store.plan(town: dortmund, id: "plan-1") == plan)
        plan.leftOut = []
        try await store.savePlan(plan)
        #expect(try await store.plans(town: dortmund, day: nil, before: nil, limit: 10) == [plan])
        #expect(try await store.plan(town: schwerte, id: "plan-1") == nil)
    }

    @Test("plans are listed newest first, page by page, of one day or all")
    func listing() async throws {
        let store = try await townStore()
        for number in 0..<5 {
            try await store.savePlan(
                samplePlan(
                    PlanID("plan-\(number)"), day: day.adding(days: number % 2),
                    createdAt: monday.adding(hours: Double(number / 2))))
        }
        func ids(day: CalendarDay? = nil, before: PlanID? = nil, limit: Int) async throws -> [PlanID] {
            try await store.plans(town: dortmund, day: day, before: before, limit: limit).map(\.id)
        }
        #expect(try await ids(limit: 3) == ["plan-4", "plan-3", "plan-2"])
        #expect(try await ids(before: "plan-2", limit: 3) == ["plan-1", "plan-0"])
        #expect(try await ids(day: day, limit: 9) == ["plan-4", "plan-2", "plan-0"])
        #expect(try await ids(before: "gone", limit: 3) == [])
        #expect(try await store.plans(town: schwerte, day: nil, before: nil, limit: 9).isEmpty)
    }

    @Test("a plan of a town that is not there is refused by name")
    func unknownTown() async throws {
        let store = try await townStore()
        await #expect(throws: StoreError.unknownTown("unna")) { try await store.savePlan(samplePlan(town: "unna", day: day)) }
    }

    @Test("a request is open from its day on until the slot is emptied")
    func requests() async throws {
        let store = try await townStore()
        let request = EmptyingRequest(id: "r1", slot: "s1", dueOn: day, note: "Säcke daneben", createdAt: monday)
        try await store.addRequest(request, town: dortmund)
        #expect(try await store.openRequests(town: dortmund, on: day.adding(days: -1)).isEmpty)
        #expect(try await store.openRequests(town: dortmund, on: day) == [request])
        #expect(try await store.openRequests(town: schwerte, on: day).isEmpty)

        let earlier = emptying(at: monday.adding(hours: -1))
        let guessed = emptying(at: monday.adding(hours: 1), source: .inferred)
        _ = try store.commit(
            IntakeBatch(levels: [
                LevelChange(town: dortmund, slot: "s1", state: state(level: 0.5), emptyings: [earlier, guessed]),
                LevelChange(
                    town: schwerte, slot: "s1", state: state(level: 0.5), emptyings: [emptying(at: monday.adding(hours: 2))]),
            ]))
        #expect(try await store.openRequests(town: dortmund, on: day.adding(days: 3)) == [request])
        try await store.reportEmptying(emptying(at: monday.adding(hours: 3), source: .reported), town: dortmund)
        #expect(try await store.openRequests(town: dortmund, on: day).isEmpty)
    }

    @Test("a request for a slot that is not there is refused by name")
    func unknownSlot() async throws {
        let store = try await townStore()
        let request = EmptyingRequest(id: "r1", slot: "s9", dueOn: day, note: "", createdAt: monday)
        await #expect(throws: StoreError.unknownSlot("s9")) { try await store.addRequest(request, town: dortmund) }
    }
}
