import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("Many who read at once")
struct ManyReadersTests {
    @Test("Reads that block and reads that suspend do not wait for each other", .timeLimit(.minutes(2)))
    func noDeadlock() async throws {
        let folder = TestFolder()
        let store = try folder.store()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<400 {
                group.addTask {
                    _ = try store.registryVersion()
                    _ = try await store.towns()
                    _ = try store.levelVersion()
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.registryVersion() >= 0)
        try store.close()
    }
}
