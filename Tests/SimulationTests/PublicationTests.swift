import Foundation
import Model
import Simulation
import Synchronization
import Testing

@Suite struct PublicationTests {
    static let town = TestTowns.small
    static let until = Timestamp(rfc3339: "2026-03-16T05:30:00Z")!

    private static func play(days: Double, town: TownData = town, seed: UInt64 = 1) -> (
        messages: [SimulatedMessage], end: Publication
    ) {
        var publication = Publication(
            town: town, seed: seed, schedule: RhythmEmptyings(town: town, seed: seed), from: until.adding(days: -days),
            until: until)
        var messages: [SimulatedMessage] = []
        while let day = publication.nextDay() { messages += day }
        return (messages, publication)
    }

    /// Two days of the whole town, played once for all tests that look at them.
    static let twoDays = play(days: 2)

    /// FNV-1a over topics and payloads.
    private func fingerprint(_ messages: [SimulatedMessage]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for message in messages {
            for byte in message.topic.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            for byte in message.payload { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        return hash
    }

    @Test func theSameSeedGivesTheSameMessagesByteForByte() {
        let again = Self.play(days: 2).messages
        #expect(again == Self.twoDays.messages)
        #expect(fingerprint(again) == fingerprint(Self.twoDays.messages))
        #expect(fingerprint(Self.play(days: 2, seed: 6).messages) != fingerprint(again))
    }

    @Test func messagesComeInTheOrderOfDeliveryWithinTheSpan() {
        let times = Self.twoDays.messages.map(\.deliveredAt)
        #expect(times == times.sorted())
        #expect(times.allSatisfy { $0 >= Self.until.adding(days: -2) && $0 < Self.until })
    }

    /// One message in two hours, less what batches save and radio loses.
    @Test func aDayHasAboutAsManyReadingsAsSensorsTimesTwelve() {
        let objects = Self.twoDays.messages.map { $0.payload.filter { $0 == UInt8(ascii: "{") }.count }.reduce(0, +)
        let expected = Double(Self.town.devices.count * 24)
        #expect((0.9...1.0).contains(Double(objects) / expected))
    }

    @Test func everyPayloadIsJSONOfTheNativeFormat() throws {
        let known: Set = ["v", "time", "seq", "level", "distance_mm", "temperature_c", "battery_pct", "battery_v", "tilt"]
        for message in Self.twoDays.messages.prefix(3000) {
            let document = try JSONSerialization.jsonObject(with: Data(message.payload))
            let batch = document as? [[String: Any]]
            let readings = try batch ?? [#require(document as? [String: Any])]
            for reading in readings {
                #expect(Set(reading.keys).isSubset(of: known))
                #expect((reading["time"] as? String).flatMap { Timestamp(rfc3339: $0) } != nil)
                #expect(reading["seq"] is Int)
                #expect((reading["level"] == nil) != (reading["distance_mm"] == nil))
            }
            #expect(message.topic.hasPrefix("fuellort/v1/schwerte/sim-"))
        }
    }

    @Test func sequenceNumbersGoOnFromOneRunToTheNext() throws {
        let topic = try #require(Self.twoDays.messages.last { $0.payload.first == UInt8(ascii: "{") }).topic
        let whole = Self.twoDays.messages.filter { $0.topic == topic }.map(Self.sequences)
        let secondDay = Self.play(days: 1).messages.filter { $0.topic == topic }.map(Self.sequences)
        #expect(secondDay.count >= 8)
        #expect(Array(whole.suffix(secondDay.count)) == secondDay)
        #expect(whole.count > secondDay.count)
    }

    private static func sequences(_ message: SimulatedMessage) -> String {
        String(decoding: message.payload, as: UTF8.self).components(separatedBy: "\"seq\":").dropFirst()
            .map { $0.prefix { $0.isNumber } }.joined(separator: " ")
    }

    @Test func sensorsAreFaultyInTheStatedShares() {
        let town = TestTowns.demo
        let counts = TownSimulation(
            town: town, seed: 1, firstDay: CalendarDay(year: 2026, month: 3, day: 2)!, schedule: NoEmptyings()
        ).sensorsByClass
        let total = Double(counts.values.reduce(0, +))
        #expect(total == Double(town.devices.count))
        for sensorClass in SensorClass.allCases {
            #expect(abs(Double(counts[sensorClass] ?? 0) / total - sensorClass.share) < 0.03, "\(sensorClass)")
        }
        #expect(abs(SensorClass.allCases.map(\.share).reduce(0, +) - 1) < 1e-9)
    }

    @Test func someMessagesComeTwiceSomeLateSomeNever() {
        let statistics = Self.play(days: 10).end.statistics
        let messages = Double(statistics.messages)
        #expect((0.01...0.04).contains(Double(statistics.duplicates) / messages))
        #expect((0.002...0.05).contains(Double(statistics.late) / messages))
        #expect((0.02...0.1).contains(Double(statistics.lost) / Double(statistics.lost + statistics.readings)))
    }

    @Test func aCleanSensorShowsTheTrueLevel() throws {
        let index = TownIndex(Self.town)
        var errors: [Double] = []
        var newest: [String: Double] = [:]
        for message in Self.twoDays.messages where message.deliveredAt > Self.until.adding(hours: -3) {
            guard let reading = try JSONSerialization.jsonObject(with: Data(message.payload)) as? [String: Any],
                let distance = reading["distance_mm"] as? Double
            else { continue }
            newest[message.topic] = distance
        }
        // The simulation stands at the end of the last local day; look at slots that nobody visits any more on it.
        for slot in Self.town.slots {
            guard let device = slot.device, let distance = newest["fuellort/v1/schwerte/\(device)/reading"],
                let type = index.containerType(of: slot), let level = FillLevel.level(distanceMillimetres: distance, type: type),
                let truth = Self.twoDays.end.level(of: slot.id), truth < 0.95,
                slot.rhythm?.holds(on: CalendarDay(year: 2026, month: 3, day: 16)!) == false
            else { continue }
            errors.append(abs(truth - level))
        }
        errors.sort()
        #expect(errors.count > 50)
        #expect(errors[errors.count / 2] < 0.08)
    }

    @Test func twoTownsArePublishedTogether() async throws {
        var other = Self.town
        other.town.id = "dortmund"
        let towns = [Self.town, other]
        let publications = towns.map { town in
            Publication(
                town: town, seed: 1, schedule: NoEmptyings(), from: Self.until.adding(hours: -3), until: Self.until)
        }
        let sink = Recorder()
        var run = PublishingRun(publications, pace: .maximum)
        let sent = try await run.run(to: sink) { _ in }
        let messages = sink.messages.withLock { $0 }
        #expect(sent.messages == messages.count)
        #expect(sent.readings >= messages.count)
        #expect(messages.contains { $0.topic.hasPrefix("fuellort/v1/dortmund/") })
        #expect(messages.contains { $0.topic.hasPrefix("fuellort/v1/schwerte/") })
        #expect(messages.map(\.deliveredAt) == messages.map(\.deliveredAt).sorted())
        #expect(sink.isFinished.withLock { $0 })
    }

    @Test func trucksDriveThePlansThatTheServiceHasForTheDay() async throws {
        struct EverythingEachDay: PlanSource {
            let slots: [SlotID]

            func plan(town: TownID, day: CalendarDay) async -> DrivenPlan? {
                let text = """
                    {"town": "\(town)", "day": "\(day)", "tours": [{"stops": [{"arrival": "\(day)T05:00:00Z",
                      "departure": "\(day)T09:00:00Z", "emptied": [\(slots.map { "{\"slot\": \"\($0)\"}" }.joined(separator: ","))]}]}]}
                    """
                return try? JSONDecoder().decode(DrivenPlan.self, from: Data(text.utf8))
            }
        }
        let publication = Publication(
            town: Self.town, seed: 1, schedule: NoEmptyings(), from: Self.until.adding(days: -1), until: Self.until)
        let slots = Self.town.slots.map(\.id)
        var run = PublishingRun([publication], pace: .maximum, plans: EverythingEachDay(slots: slots))
        _ = try await run.run(to: Recorder()) { _ in }
        // Two local days are touched.
        #expect(run.results.first?.statistics.emptyings == 2 * slots.count)
    }

    @Test func aCancelledRunEndsEarlyButProperly() async throws {
        let sink = Recorder()
        let publication = Publication(
            town: Self.town, seed: 1, schedule: NoEmptyings(), from: Self.until, until: Self.until.adding(days: 30))
        let task = Task {
            var run = PublishingRun([publication], pace: .timesReal(1))
            return try await run.run(to: sink) { _ in }
        }
        task.cancel()
        #expect(try await task.value.messages < 100)
        #expect(sink.isFinished.withLock { $0 })
    }
}

/// Keeps what it is given.
final class Recorder: MessageSink {
    let messages = Mutex<[SimulatedMessage]>([])
    let isFinished = Mutex(false)

    func send(_ message: SimulatedMessage) async throws { messages.withLock { $0.append(message) } }

    func finish() async throws { isFinished.withLock { $0 = true } }
}
