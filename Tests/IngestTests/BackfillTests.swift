import Foundation
import Model
import Store
import StoreSQLite
import Synchronization
import Testing

@testable import Ingest

/// The Things Stack's Storage Integration, from a small server that answers as documented.
@Suite(.timeLimit(.minutes(1))) struct BackfillTests {
    /// Keeps uplinks and answers one call after the other, as the integration does.
    private final class Storage: Sendable {
        struct Call: Sendable {
            var path: String
            var query: [String: String]
            var headers: [String: String]
        }

        let server: SmallServer

        /// - Parameter refusals: statuses of the first answers.
        init(uplinks: [(at: String, line: String)], refusals: [Int] = []) throws {
            let left = Mutex(refusals)
            let seen = Mutex<[Call]>([])
            server = try SmallServer { request in
                let call = Call(path: request.path, query: request.query, headers: request.headers)
                seen.withLock { $0.append(call) }
                guard request.headers["authorization"] == "Bearer NNSXS.KEY" else { return (401, [:], "") }
                if let status = left.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
                    return (status, status == 429 ? ["Retry-After": "7"] : [:], "")
                }
                let after = request.query["after"] ?? ""
                let before = request.query["before"] ?? "z"
                let lines = uplinks.filter { $0.at > after && $0.at <= before }.prefix(Int(request.query["limit"] ?? "") ?? 0)
                return (200, ["Content-Type": "text/event-stream"], lines.map { $0.line + "\n" }.joined())
            }
            self.seen = { seen.withLock { $0 } }
        }

        let seen: @Sendable () -> [Call]
    }

    private static func uplink(_ number: Int, device: String = "bin-1", level: Double) -> (at: String, line: String) {
        let at = TestTown.morning.adding(seconds: number * 600).rfc3339
        let line =
            #"{"result":{"end_device_ids":{"device_id":"\#(device)","dev_addr":"26011234"},"received_at":"\#(at)","uplink_message":"#
            + #"{"f_cnt":\#(number),"f_port":1,"frm_payload":"AQ==","received_at":"\#(at)","decoded_payload":{"fillingLevel":\#(level)}}}}"#
        return (at, line)
    }

    private func source(_ storage: Storage, key: String = "NNSXS.KEY", limit: Int = 10) throws -> StorageIntegration {
        StorageIntegration(
            server: try #require(URL(string: "http://127.0.0.1:\(storage.server.port)")), application: "bins", key: key,
            limit: limit)
    }

    private func backfill(_ store: SQLiteStore, rested: (@Sendable (Double) -> Void)? = nil) -> Backfill {
        Backfill(store: store, now: { TestTown.morning.adding(days: 2) }, rest: { rested?($0) })
    }

    @Test func everyPageIsFetchedAndAgainChangesNothing() async throws {
        let storage = try Storage(uplinks: (0..<37).map { Self.uplink($0, level: 0.3 + Double($0) * 0.01) })
        let store = try SQLiteStore.inMemory()
        try await store.replaceTown(TestTown.data(), at: TestTown.morning)
        let (from, to) = (TestTown.morning.adding(seconds: -1), TestTown.morning.adding(days: 1))
        let outcome = try await backfill(store).run(try source(storage), from: from, to: to)
        #expect(outcome.messages == 37 && outcome.storedReadings == 37 && outcome.calls == 4)
        let call = try #require(storage.seen().first)
        #expect(call.path == "/api/v3/as/applications/bins/packages/storage/uplink_message")
        #expect(call.headers["accept"] == "text/event-stream")
        #expect(call.query["limit"] == "10" && call.query["order"] == "received_at")
        let again = try await backfill(store).run(try source(storage), from: from, to: to)
        #expect(again.storedReadings == 0 && again.repeatedReadings == 37)
        let readings = try store.readingsForDerivation(town: TestTown.id, slot: "slot-1", since: from)
        #expect(readings.count == 37 && readings.allSatisfy { $0.origin == .backfill })
        let level = try #require(try await store.currentLevel(town: TestTown.id, slot: "slot-1"))
        #expect(level.level.map { abs($0 - 0.66) < 0.001 } == true)
        #expect(level.lastHeardAt == nil)
        #expect(try await store.quarantineCounts().isEmpty)
    }

    @Test func aBusyServerIsAskedAgainWhenItSays() async throws {
        let storage = try Storage(uplinks: [Self.uplink(0, level: 0.5)], refusals: [429, 503])
        let store = try SQLiteStore.inMemory()
        try await store.replaceTown(TestTown.data(), at: TestTown.morning)
        let rests = Mutex<[Double]>([])
        let resting = backfill(store) { seconds in rests.withLock { $0.append(seconds) } }
        let outcome = try await resting.run(
            try source(storage), from: TestTown.morning.adding(seconds: -1), to: TestTown.morning.adding(days: 1))
        #expect(outcome.storedReadings == 1 && outcome.calls == 3)
        #expect(rests.withLock { $0 } == [7, 1])
    }

    @Test func aWrongKeyIsSaid() async throws {
        let storage = try Storage(uplinks: [])
        let store = try SQLiteStore.inMemory()
        let error = await #expect(throws: BackfillError.self) {
            try await backfill(store).run(
                try source(storage, key: "wrong"), from: TestTown.morning, to: TestTown.morning.adding(days: 1))
        }
        #expect(error?.description.contains("refuses the key") == true)
    }

    @Test func unknownDevicesAreNamedAndNotKept() async throws {
        let storage = try Storage(uplinks: [Self.uplink(0, device: "stranger", level: 0.5), Self.uplink(1, level: 0.5)])
        let store = try SQLiteStore.inMemory()
        try await store.replaceTown(TestTown.data(), at: TestTown.morning)
        let outcome = try await backfill(store).run(
            try source(storage), from: TestTown.morning.adding(seconds: -1), to: TestTown.morning.adding(days: 1))
        #expect(outcome.unknownDevices == ["stranger"])
        #expect(outcome.storedReadings == 1)
        #expect(try await store.quarantineCounts().isEmpty)
    }
}
