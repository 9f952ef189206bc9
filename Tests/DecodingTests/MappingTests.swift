import Decoding
import Foundation
import Model
import Testing

private let devices = [
    KnownDevice(id: "c-1", town: "demo"), KnownDevice(id: "c-1", town: "schwerte"), KnownDevice(id: "17", town: "demo"),
    KnownDevice(id: "nb-1", town: "demo", model: "dragino/dds75-nb"), KnownDevice(id: "m-1", town: "demo", model: "em400-mud"),
]

private func decode(_ rule: MappingRule, _ topic: String, _ payload: [UInt8]) throws -> MessageOutcome {
    MessageDecoder(devices: devices, mappings: [try Mapping(rule)]).decode(topic: topic, payload: payload)
}

private func decode(_ rule: MappingRule, _ topic: String, _ payload: String) throws -> MessageOutcome {
    try decode(rule, topic, Array(payload.utf8))
}

@Suite struct MappingTests {
    private let bintel = MappingRule(
        name: "bintel", topic: "{town}/bins/{device}/#", time: MappedTime(at: "/when", format: .rfc3339),
        level: MappedValue(at: "/state/fill-percent", unit: "share"), distance: MappedValue(at: "/echo/0", unit: "cm"),
        temperature: MappedValue(at: "/state/temp", unit: "fahrenheit"),
        batteryPercent: MappedValue(at: "/battery", unit: "share"),
        batteryVolts: MappedValue(at: "/mv", unit: "millivolt"), tilt: MappedFlag(at: "/pos", yes: "down"), sequence: "/n")

    @Test func readsPointersUnitsAndTheNamesInTheTopic() throws {
        let outcome = try decode(
            bintel, "schwerte/bins/c-1/values/now",
            #"{"when":"2026-03-02T06:00:00Z","state":{"fill-percent":0.57,"temp":68},"echo":[91.5],"battery":0.8,"mv":3300,"pos":"down","n":7}"#
        )
        let observation = try #require(outcome.observations.first)
        #expect(observation.town == "schwerte")
        #expect(observation.device == "c-1")
        #expect(observation.level == 0.57)
        #expect(observation.distanceMillimetres == 915)
        #expect(abs((observation.temperatureCelsius ?? 0) - 20) < 1e-9)
        #expect(observation.batteryPercent == 80)
        #expect(observation.batteryVolts == 3.3)
        #expect(observation.isTilted == true)
        #expect(observation.frameCounter == 7)
        #expect(observation.deviceTime == Timestamp(rfc3339: "2026-03-02T06:00:00Z"))
    }

    @Test func severalReadingsInOneMessage() throws {
        let rule = MappingRule(
            name: "list", topic: "lists/+", device: "/container", town: "demo", readings: "/data",
            time: MappedTime(at: "/t", format: .unixMilliseconds), level: MappedValue(at: "/free", unit: "free-percent"))
        let outcome = try decode(
            rule, "lists/x",
            #"{"data":[{"container":17,"t":1772431200000,"free":43},{"container":"c-1","free":"12"},{"free":1},{"container":"17","free":999}]}"#
        )
        #expect(outcome.observations.map(\.device) == ["17", "c-1"])
        #expect(outcome.observations.map { ($0.level ?? 0) * 100 }.map { $0.rounded() } == [57, 88])
        #expect(outcome.refusals.map(\.element) == [2, 3])
        #expect(outcome.refusals.last?.cause == .impossibleValue)
    }

    @Test func deviceBytesInsideJSONGoToTheModelsDecoder() throws {
        let rule = MappingRule(
            name: "frames", topic: "net/{device}", time: MappedTime(at: "/rx", format: .unixSeconds), sequence: "/c",
            frame: MappedFrame(at: "/payload", encoding: .hex, port: "/port"))
        let observation = try #require(
            try decode(rule, "net/m-1", #"{"payload":"04828E03","port":85,"rx":1772431200,"c":5}"#).observations.first)
        #expect(observation.distanceMillimetres == 910)
        #expect(observation.serverTime == Timestamp(seconds: 1_772_431_200))
        #expect(observation.frameCounter == 5)
        #expect(try decode(rule, "net/m-1", #"{"payload":"zz"}"#).refusals.first?.cause == .badHex)
    }

    @Test(arguments: [MappedFrame.Encoding.binary, .hex]) func aWholePayloadMayBeTheFrame(encoding: MappedFrame.Encoding) throws {
        let rule = MappingRule(name: "nb", topic: "nb/{device}", frame: MappedFrame(encoding: encoding))
        let hex = "F86841105698765400640CE41B000003E869A5240003E769A515F0"
        let outcome = try decode(rule, "nb/nb-1", encoding == .hex ? Array(hex.utf8) : bytes(hex))
        #expect(outcome.observations.map(\.distanceMillimetres) == [1000, 999])
        #expect(outcome.observations.map(\.isHistory) == [false, true])
    }

    @Test func whatIsMissingIsNamedWithItsPointer() throws {
        let refusal = try #require(try decode(bintel, "demo/bins/c-1/x", #"{"state":{}}"#).refusals.first)
        #expect(refusal.detail.contains("bintel"))
        let text = try #require(try decode(bintel, "demo/bins/c-1/x", #"{"state":{"fill-percent":"full"}}"#).refusals.first)
        #expect(text.detail.contains("\"full\""))
    }

    @Test func aTopicThatDoesNotMatchIsLeftToTheOthers() throws {
        for topic in ["demo/bins", "demo/bin/c-1/x", "demo/bins/c-1"] {
            #expect(
                try decode(bintel, topic, "{}").refusals.first?.cause == (topic == "demo/bins/c-1" ? .wrongShape : .unknownTopic))
        }
    }

    @Test func theSubscriptionFollowsFromThePattern() throws {
        #expect(try Mapping(bintel).topicFilter == "+/bins/+/#")
    }

    @Test func allFaultsOfARuleAreNamedAtOnce() {
        let rule = MappingRule(
            name: "bad", topic: "a/#/b", device: "no-slash", level: MappedValue(at: "/x", unit: "bars"),
            distance: MappedValue(at: "/a~2", unit: "mm"))
        let faults = #expect(throws: MappingFaults.self) { try Mapping(rule) }
        #expect(faults?.faults.map(\.member) == ["device", "level.unit", "distance.at", "topic"])
        #expect(faults?.description.contains("share, percent") == true)
    }

    @Test(arguments: [
        (MappingRule(name: "x", topic: "a/b", level: MappedValue(at: "/l", unit: "share")), "device"),
        (MappingRule(name: "x", topic: "a/{device}", device: "/d", level: MappedValue(at: "/l", unit: "share")), "device"),
        (MappingRule(name: "x", topic: "a/{device}"), "level"),
        (MappingRule(name: "x", topic: "a/b{device}", level: MappedValue(at: "/l", unit: "share")), "topic"),
        (MappingRule(name: "x", topic: "{device}/{device}", level: MappedValue(at: "/l", unit: "share")), "topic"),
        (MappingRule(name: "x", topic: "", level: MappedValue(at: "/l", unit: "share")), "topic"),
        (MappingRule(name: "x", topic: "{device}", frame: MappedFrame(at: "/f", encoding: .binary)), "frame.encoding"),
        (MappingRule(name: "x", topic: "a", device: "/d", frame: MappedFrame(encoding: .hex)), "frame.at"),
        (
            MappingRule(name: "x", topic: "{device}", tilt: MappedFlag(at: "/t"), frame: MappedFrame(at: "/f", encoding: .hex)),
            "frame"
        ),
        (MappingRule(name: "x", topic: "{town}/{device}", town: "demo", tilt: MappedFlag(at: "/t")), "town"),
        (MappingRule(name: "", topic: "{device}", tilt: MappedFlag(at: "/t")), "name"),
    ])
    func aRuleThatCanNotWorkIsRefused(rule: MappingRule, member: String) {
        let faults = #expect(throws: MappingFaults.self) { try Mapping(rule) }
        #expect(faults?.faults.contains { $0.member == member } == true, "\(faults?.description ?? "")")
    }

    @Test func aRuleIsReadFromADocument() throws {
        let text = """
            {"name":"a","topic":"t/{device}","level":{"at":"/l","unit":"percent"},"time":{"at":"/t","format":"unix-seconds"},
             "battery_percent":{"at":"/b","unit":"percent"}}
            """
        let rule = try JSONDecoder().decode(MappingRule.self, from: Data(text.utf8))
        #expect(rule.batteryPercent == MappedValue(at: "/b", unit: "percent"))
        #expect(rule.time?.format == .unixSeconds)
        _ = try Mapping(rule)
    }
}
