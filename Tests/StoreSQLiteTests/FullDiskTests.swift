import Foundation
import Model
import Store
import TestBroker
import Testing

@testable import StoreSQLite

/// A file system of few megabytes that really fills up; needs the right to mount.
@Suite(.serialized, .enabled(if: SmallDisk.isAllowed, "mounting a small file system is not allowed here"))
struct FullDiskTests {
    @Test("a full disk fails the commit by name, loses nothing that was committed, and is over when there is room again")
    func fullDisk() async throws {
        let disk = try SmallDisk(megabytes: 4)
        let ballast = disk.path + "/ballast"
        try Data(count: 1 << 20).write(to: URL(filePath: ballast))
        let store = try SQLiteStore(path: disk.path + "/fuellort.sqlite")
        var committed = 0
        var failure: StoreError?
        for number in 0..<2000 {
            let readings = (0..<200).map { sample(at: monday.adding(seconds: number * 200 + $0), level: 0.5) }
            do {
                committed += try store.commit(batch(readings)).stored
            } catch let error as StoreError {
                failure = error
                break
            }
        }
        #expect(failure == .diskFull(path: store.path))
        #expect(try await store.readingCount(town: dortmund) == committed)
        try FileManager.default.removeItem(atPath: ballast)
        #expect(try store.commit(batch([sample(at: monday.adding(days: 30))])).stored == 1)
        #expect(try await store.readingCount(town: dortmund) == committed + 1)
        #expect(try await store.integrityCheck() == [])
        try store.close()
    }
}
