import Foundation
import Model
import Testing

@testable import Reports

@Suite("Documents of plans, readings and days")
struct DocumentTests {
    @Test("A plan's document can be read back and has stable snake_case members")
    func planRoundTrip() throws {
        let document = PlanDocument(SampleTown.plan, wording: SampleTown.wording(.german))
        let json = try DocumentEncoder.json(document)
        #expect(try JSONDecoder().decode(PlanDocument.self, from: json) == document)
        let text = String(decoding: json, as: UTF8.self)
        #expect(text.contains(#""distances_are_estimates":true"#))
        #expect(text.contains(#""arrival":"2026-03-02T05:10:00Z""#))
        #expect(text.contains(#""arrival_local":"2026-03-02T06:10:00+01:00""#))
    }

    @Test func everyMemberIsSnakeCase() throws {
        let wording = SampleTown.wording(.english)
        let container = ContainerDocument(SampleTown.status("s1-gw", level: 0.5, due: .rhythm), wording: wording)
        let names = try memberNames(DocumentEncoder.json(PlanDocument(SampleTown.plan, wording: wording)))
            .union(memberNames(DocumentEncoder.json(container)))
            .union(memberNames(DocumentEncoder.json(VehicleDocument(SampleTown.data.vehicles[0]))))
        #expect(names.count > 60)
        for name in names { #expect(name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" }, "\(name)") }
    }

    @Test("The same plan gives the same bytes")
    func documentsAreReproducible() throws {
        let wording = SampleTown.wording(.german)
        let first = try DocumentEncoder.json(PlanDocument(SampleTown.plan, wording: wording))
        #expect(try DocumentEncoder.json(PlanDocument(SampleTown.plan, wording: wording)) == first)
    }

    @Test("A container without data says so by leaving level and band out")
    func noDataIsAbsent() throws {
        let document = ContainerDocument(SampleTown.status("s1-pp", level: nil), wording: SampleTown.wording(.german))
        #expect(document.level == nil)
        #expect(document.fillBand == nil)
        #expect(document.ageSeconds == nil)
        #expect(!document.isSilent, "no sensor, so nothing can be silent")
    }

    @Test("A level above one keeps its value and its band")
    func overfullIsNotClamped() {
        let document = ContainerDocument(SampleTown.status("s1-gw", level: 1.25), wording: SampleTown.wording(.german))
        #expect(document.level == 1.25)
        #expect(document.fillBand == "over-100")
        #expect(document.ageSeconds == 3600)
    }

    @Test func aSensorIsSilentAfterItsLimit() {
        #expect(!SampleTown.status("s1-gw", level: 0.3, heardHoursAgo: 23).isSilent)
        #expect(SampleTown.status("s1-gw", level: 0.3, heardHoursAgo: 25).isSilent)
        #expect(SampleTown.status("s1-gw", level: nil).isSilent, "never heard of")
    }

    @Test("A value that is no number does not stop the document")
    func notANumberIsHarmless() throws {
        var status = SampleTown.status("s1-gw", level: .nan)
        status.current?.trust = .infinity
        let document = ContainerDocument(status, wording: SampleTown.wording(.german))
        #expect(document.level == nil)
        #expect(throws: Never.self) { try DocumentEncoder.json(document) }
    }

    @Test("A reading's quick text and its encoded document say the same", arguments: SampleReadings.all)
    func readingTextEqualsDocument(reading: Reading) throws {
        let document = ReadingDocument(reading)
        let text = document.jsonText
        let encoded = try JSONSerialization.jsonObject(with: DocumentEncoder.json(document)) as? NSDictionary
        #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary == encoded)
    }

    @Test func quarantinedPayloadsAreTextOrBase64() {
        func document(_ payload: [UInt8]) -> QuarantineDocument {
            QuarantineDocument(
                QuarantinedMessage(
                    id: 1, town: nil, receivedAt: SampleTown.six, topic: "x", payload: payload, payloadSize: payload.count,
                    reason: .malformed, detail: ""))
        }
        #expect(document(Array("{\"level\":".utf8)).payloadText == "{\"level\":")
        #expect(document([0xFF, 0x00, 0x10]).payloadText == nil)
        #expect(document([0xFF, 0x00, 0x10]).payloadBase64 == "/wAQ")
    }

    @Test("Hours become local days, also the long one in October")
    func localDays() throws {
        let clock = try #require(TownClock(identifier: "Europe/Berlin"))
        let start = try #require(Timestamp(rfc3339: "2026-10-24T22:00:00Z"))
        let hours = (0..<26).map {
            LevelSummary(
                start: start.adding(seconds: $0 * 3600), minimum: Double($0), mean: Double($0), maximum: Double($0), count: 1)
        }
        let days = LevelSummary.byLocalDay(hours, clock: clock)
        #expect(days.map(\.count) == [25, 1])
        #expect(days[0].mean == 12)
        #expect(days[0].maximum == 24)
        #expect(days[1].start.rfc3339(clock: clock) == "2026-10-26T00:00:00+01:00")
    }

    private func memberNames(_ json: Data) throws -> Set<String> {
        func names(_ value: Any) -> Set<String> {
            if let object = value as? [String: Any] {
                return object.reduce(into: Set(object.keys)) { $0.formUnion(names($1.value)) }
            }
            if let array = value as? [Any] { return array.reduce(into: []) { $0.formUnion(names($1)) } }
            return []
        }
        return names(try JSONSerialization.jsonObject(with: json))
    }
}

enum SampleReadings {
    static let all: [Reading] = [
        Reading(
            slot: "s1-gw", device: "d1", measuredAt: SampleTown.six, deviceTime: SampleTown.six.adding(seconds: -3),
            receivedAt: Timestamp(milliseconds: SampleTown.six.milliseconds + 250), timeSource: .device, origin: .live,
            level: 0.73125,
            distanceMillimetres: 431.25, temperatureCelsius: -3.456, batteryPercent: 88.04, batteryVolts: 3.6012, isTilted: false,
            frameCounter: 4_294_967_296),
        Reading(
            slot: "s1-pp", device: nil, measuredAt: SampleTown.six, receivedAt: SampleTown.six, timeSource: .person,
            origin: .person,
            level: 1, quality: .good),
        Reading(
            slot: "s1-gw", device: "odd\"\\\u{1}name", measuredAt: SampleTown.six, receivedAt: SampleTown.six,
            timeSource: .arrival,
            origin: .backfill, level: -0.03, quality: [.outOfRange, .batteryLow]),
        Reading(
            slot: "s1-gw", device: "d1", measuredAt: SampleTown.six, receivedAt: SampleTown.six, timeSource: .arrival,
            origin: .live,
            level: .nan, isTilted: true, quality: .noLevel),
    ]
}
