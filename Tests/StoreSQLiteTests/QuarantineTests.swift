import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("Refused messages")
struct QuarantineTests {
    private let folder = TestFolder()

    private func same(_ message: QuarantinedMessage, as other: QuarantinedMessage) -> Bool {
        var copy = message
        copy.id = other.id
        return copy == other
    }

    @Test("are kept with everything that came, bytes that are no text as well", arguments: Backing.allCases)
    func roundTrip(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        var anonymous = refused(.unknownTopic, payload: [0xff, 0x00, 0xfe])
        (anonymous.town, anonymous.device) = (nil, nil)
        let messages = [refused(), anonymous, refused(.impossibleValue, payload: [])]
        #expect(try store.commit(IntakeBatch(quarantined: messages)).quarantined == 3)
        let stored = try await store.quarantined(reason: nil, after: nil, limit: 10)
        #expect(zip(messages, stored).allSatisfy { same($0, as: $1) } && stored.count == 3)
        #expect(try await store.quarantineCounts() == [.malformed: 1, .unknownTopic: 1, .impossibleValue: 1])
    }

    @Test("that are too large are cut, their true size is kept")
    func cutsLargeOnes() async throws {
        let store = try folder.store(.memory, SQLiteStoreOptions(quarantinePayloadLimit: 100))
        var large = refused(.tooLarge, payload: Array(repeating: 0x20, count: 5000))
        large.payloadSize = 10_000_000
        let whole = refused(payload: Array(repeating: 0x20, count: 5000))
        _ = try store.commit(IntakeBatch(quarantined: [large, whole]))
        let stored = try await store.quarantined(reason: nil, after: nil, limit: 2)
        #expect(stored.map(\.payload.count) == [100, 100])
        #expect(stored.map(\.payloadSize) == [10_000_000, 5000])
    }

    @Test("are kept whole up to the 256 KiB that a message may have, or they could not be processed again")
    func keepsWholeMessages() async throws {
        let store = try folder.store(.memory)
        _ = try store.commit(IntakeBatch(quarantined: [refused(payload: Array(repeating: 0x20, count: 256 * 1024))]))
        #expect(try await store.quarantined(reason: nil, after: nil, limit: 1).first?.payload.count == 256 * 1024)
    }

    @Test("are listed oldest first, page by page, of one reason or all")
    func listing() async throws {
        let store = try folder.store(.memory)
        let reasons: [QuarantineReason] = [.malformed, .unknownDevice, .malformed, .unknownDevice, .malformed]
        _ = try store.commit(
            IntakeBatch(quarantined: reasons.enumerated().map { refused($1, payload: [UInt8($0)]) }))
        let first = try await store.quarantined(reason: .malformed, after: nil, limit: 2)
        #expect(first.map(\.payload) == [[0], [2]])
        let second = try await store.quarantined(reason: .malformed, after: first.last?.id, limit: 2)
        #expect(second.map(\.payload) == [[4]])
    }

    @Test("leave in the same transaction in which their readings are stored")
    func reprocessing() async throws {
        let store = try folder.store(.memory)
        _ = try store.commit(IntakeBatch(quarantined: [refused(.unknownDevice), refused(.malformed)]))
        let waiting = try await store.quarantined(reason: .unknownDevice, after: nil, limit: 10)
        let outcome = try await store.removeQuarantined(waiting.map(\.id), storing: batch([sample()]))
        #expect(outcome.stored == 1)
        #expect(try await store.quarantineCounts() == [.malformed: 1])
        #expect(try await store.allReadings() == [sample()])
    }

    @Test("are only deleted when the operator says from when on")
    func retention() async throws {
        let store = try folder.store(.memory)
        _ = try store.commit(
            IntakeBatch(quarantined: [refused(at: monday.adding(days: -100)), refused(at: monday)]))
        #expect(try await store.deleteQuarantined(before: monday.adding(days: -90)) == 1)
        #expect(try await store.quarantined(reason: nil, after: nil, limit: 9).map(\.receivedAt) == [monday])
    }
}
