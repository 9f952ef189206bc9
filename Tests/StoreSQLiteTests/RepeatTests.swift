import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("A repeated reading")
struct RepeatTests {
    private let folder = TestFolder()

    @Test("with the same slot and time leaves the first alone", arguments: Backing.allCases)
    func sameSlotAndTime(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        #expect(try store.commit(batch([sample(level: 0.1), sample(level: 0.2)])).repeats == 1)
        #expect(
            try store.commit(batch([sample(level: 0.3, device: nil)])) == IntakeOutcome(stored: 0, repeats: 1, quarantined: 0))
        #expect(try await store.allReadings().map(\.level) == [0.1])
    }

    @Test("brought again by a late gateway with another time is found by its frame counter", arguments: Backing.allCases)
    func sameFrame(_ backing: Backing) async throws {
        let store = try folder.store(backing)
        let first = sample(counter: 12)
        let late = sample(at: Timestamp(milliseconds: monday.milliseconds + 317), counter: 12)
        #expect(try store.commit(batch([first, late])) == IntakeOutcome(stored: 1, repeats: 1, quarantined: 0))
        #expect(try store.commit(batch([late])).repeats == 1)
        #expect(try await store.allReadings() == [first])
    }

    @Test("is found by its frame counter after a restart")
    func sameFrameAfterRestart() async throws {
        let first = try folder.store()
        _ = try first.commit(batch([sample(counter: 12), sample(at: monday.adding(hours: 9), counter: 21)]))
        try first.close()
        let second = try folder.store()
        // Nine hours before the newest: not among what is read back at the start, so the table is asked.
        let older = sample(at: Timestamp(milliseconds: monday.milliseconds + 317), counter: 12)
        let newer = sample(at: Timestamp(milliseconds: monday.adding(hours: 9).milliseconds - 317), counter: 21)
        #expect(try second.commit(batch([older, newer])).repeats == 2)
    }

    @Test("is found among many newer ones of its slot")
    func sameFrameLongAgo() async throws {
        let store = try folder.store(.memory)
        let hourly = (0..<100).map { sample(at: monday.adding(hours: Double($0)), counter: Int64($0)) }
        _ = try store.commit(batch(hourly))
        let late = hourly.map { sample(at: $0.measuredAt.adding(seconds: 2), counter: $0.frameCounter) }
        #expect(try store.commit(batch(late)).stored == 0)
    }

    @Test("that another process stored a moment ago is found")
    func sameFrameOfAnotherProcess() async throws {
        let here = try folder.store()
        let there = try folder.store()
        _ = try here.commit(batch([sample(at: monday.adding(hours: -1), counter: 11)]))
        _ = try there.commit(batch([sample(counter: 12)]))
        #expect(try here.commit(batch([sample(at: monday.adding(seconds: 1), counter: 12)])).repeats == 1)
    }

    @Test(
        "is not one when counter, device, slot or a quarter of an hour differ",
        arguments: [
            sample(at: monday.adding(seconds: 5), counter: 13), sample(at: monday.adding(seconds: 5), device: "d2", counter: 12),
            sample("s2", at: monday.adding(seconds: 5), counter: 12), sample(at: monday.adding(seconds: 900), counter: 12),
            sample(at: monday.adding(seconds: -900), counter: 12), sample(at: monday.adding(seconds: 5)),
        ])
    func notARepeat(_ other: Reading) throws {
        let store = try folder.store(.memory)
        #expect(try store.commit(batch([sample(counter: 12), other])).stored == 2)
    }

    @Test("of a burst that comes out of order and twice is stored once each")
    func burst() async throws {
        let store = try folder.store()
        let readings = (0..<150).map { sample(at: monday.adding(seconds: $0 * 600), counter: Int64($0)) }
        var random = SystemRandomNumberGenerator()
        let outcome = try store.commit(batch((readings + readings).shuffled(using: &random)))
        #expect(outcome == IntakeOutcome(stored: 150, repeats: 150, quarantined: 0))
        #expect(try await store.allReadings() == readings)
    }

    @Test("is none when the device has joined anew: the counter begins again in another session", arguments: Backing.allCases)
    func otherSession(_ backing: Backing) async throws {
        var store = try folder.store(backing)
        func frame(_ session: String, seconds: Int, counter: Int64 = 0) -> Reading {
            var reading = sample(at: monday.adding(seconds: seconds), counter: counter)
            reading.session = session
            return reading
        }
        #expect(try store.commit(batch([frame("a", seconds: 0), frame("b", seconds: 120)])).stored == 2)
        #expect(try store.commit(batch([frame("a", seconds: 1), frame("b", seconds: 121)])).repeats == 2)
        // Hours later, so that the frames of the morning are not among those that are remembered.
        let later = (1...8).map { frame("b", seconds: 20_000 + $0 * 3600, counter: Int64($0)) }
        #expect(try store.commit(batch(later)).stored == 8)
        if backing == .file {
            try store.close()
            store = try folder.store()
        }
        #expect(try store.commit(batch([frame("a", seconds: 2), frame("b", seconds: 122)])).repeats == 2)
        try await store.compact(now: monday.adding(days: 3))
        #expect(try store.commit(batch([frame("a", seconds: 3), frame("b", seconds: 123)])).repeats == 2)
        #expect(try await store.allReadings().count == 10)
    }
}
