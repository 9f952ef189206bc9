import Foundation
import GRDB
import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("When the database can not be used")
struct FailureTests {
    private let folder = TestFolder()

    /// Keeps the write lock of the file.
    private func lock(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        return other
    }

    @Test("a lock held by another program is told with the path, and nothing is stored")
    func busy() async throws {
        let store = try folder.store(.file, SQLiteStoreOptions(busySeconds: 0.05))
        let other = try lock(folder.file)
        #expect(throws: StoreError.busy(path: folder.file)) { try store.commit(batch([sample()])) }
        await #expect(throws: StoreError.busy(path: folder.file)) { try await store.replaceTown(try sampleTown(), at: monday) }
        #expect(try await store.allReadings() == [])
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try store.commit(batch([sample()])).stored == 1)
    }

    @Test("a lock that goes away in time is waited for")
    func waitsForTheLock() async throws {
        let store = try folder.store(.file, SQLiteStoreOptions(busySeconds: 30))
        let other = try lock(folder.file)
        async let outcome = Task.detached { try store.commit(batch([sample()])) }.value
        try await Task.detached { try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") } }.value
        #expect(try await outcome.stored == 1)
    }

    @Test("others can read while a transaction is open, and see what was committed before")
    func readsWhileWriting() async throws {
        let writer = try folder.store()
        _ = try writer.commit(batch([sample()]))
        let reader = try folder.store(.file, SQLiteStoreOptions(access: .readOnly))
        let other = try lock(folder.file)
        #expect(try await reader.allReadings() == [sample()])
        #expect(try await writer.allReadings() == [sample()])
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        _ = try writer.commit(batch([sample(at: monday.adding(hours: 1))]))
        #expect(try await reader.allReadings().count == 2)
    }

    @Test("a transaction that fails at its very end leaves no memory: what comes again is stored, and is no repeat")
    func failsAtTheEnd() async throws {
        struct AtTheEnd: Error {}
        let store = try folder.store()
        _ = try store.commit(batch([sample(counter: 1)]))
        let later = [sample(at: monday.adding(hours: 1), counter: 2), sample(at: monday.adding(hours: 2), counter: 3)]
        #expect(throws: AtTheEnd.self) {
            try store.writeNow { db in
                _ = try store.store(batch(later), db)
                throw AtTheEnd()
            }
        }
        #expect(try store.commit(batch(later)).stored == 2)
        #expect(try store.commit(batch(later)).repeats == 2)
        #expect(try await store.readingCount(town: dortmund) == 3)
    }

    @Test("a full disk stores nothing of the batch, and what was stored stays", arguments: [60, 70, 80])
    func diskFull(_ pages: Int) async throws {
        let store = try folder.store(.file, SQLiteStoreOptions(pageLimit: pages))
        var stored = 0
        #expect(throws: StoreError.diskFull(path: folder.file)) {
            for hour in 0..<2000 {
                let readings = (0..<100).map {
                    sample(at: monday.adding(seconds: hour * 3600 + $0), counter: Int64(hour * 100 + $0))
                }
                stored += try store.commit(batch(readings)).stored
            }
        }
        #expect(stored > 0)
        #expect(try await store.readingCount(town: dortmund) == stored)
        #expect(try await store.integrityCheck() == [])
        try store.close()
        let roomier = try folder.store()
        #expect(try roomier.commit(batch([sample(at: monday.adding(days: 300))])).stored == 1)
    }

    @Test("opened for reading it refuses to write")
    func readOnlyAccess() throws {
        try folder.store().close()
        let reader = try folder.store(.file, SQLiteStoreOptions(access: .readOnly))
        #expect(throws: StoreError.readOnly(path: folder.file)) { try reader.commit(batch([sample()])) }
    }

    @Test("a file without permission to write is told as such", .enabled(if: geteuid() != 0, "root may write everywhere"))
    func readOnlyFile() throws {
        try folder.store().close()
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.file)
        #expect(throws: StoreError.readOnly(path: folder.file)) { try folder.store().commit(batch([sample()])) }
    }

    @Test("a folder that is not there is told with the path", arguments: [SQLiteStoreOptions.Access.readWrite, .readOnly])
    func missingFolder(_ access: SQLiteStoreOptions.Access) throws {
        let path = "/nowhere/at/all/fuellort.sqlite"
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path, options: SQLiteStoreOptions(access: access)) }
        #expect(error.map { if case .cannotOpen(path, _) = $0 { true } else { false } } == true)
    }

    @Test("a file that is no database is told as damaged and left as it is")
    func noDatabase() throws {
        let text = String(repeating: "This is not a database. ", count: 400)
        try text.write(toFile: folder.file, atomically: true, encoding: .utf8)
        let error = #expect(throws: StoreError.self) { try folder.store() }
        #expect(error.map { if case .corrupt(folder.file, _) = $0 { true } else { false } } == true)
        #expect(try String(contentsOfFile: folder.file, encoding: .utf8) == text)
    }

    @Test("a database of another program is told as such and left as it is")
    func foreignDatabase() throws {
        let other = try DatabaseQueue(path: folder.file)
        try other.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
        try other.close()
        let before = try Data(contentsOf: URL(filePath: folder.file))
        let error = #expect(throws: StoreError.self) { try folder.store() }
        #expect(error?.description.contains("another program") == true)
        #expect(try Data(contentsOf: URL(filePath: folder.file)) == before)
    }

    @Test("a damaged page is found by the check and by those who read it")
    func damagedPage() async throws {
        let store = try folder.store()
        _ = try store.commit(batch((0..<2000).map { sample(at: monday.adding(seconds: $0)) }))
        try store.close()
        var bytes = try Data(contentsOf: URL(filePath: folder.file))
        for offset in bytes.count - 40_000..<bytes.count - 20_000 { bytes[offset] = 0xa5 }
        try bytes.write(to: URL(filePath: folder.file))
        let damaged = try folder.store()
        let faults = (try? await damaged.integrityCheck()) ?? ["can not be read"]
        #expect(!faults.isEmpty)
        await #expect(throws: StoreError.self) { try await damaged.allReadings() }
    }
}
