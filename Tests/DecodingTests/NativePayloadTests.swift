import Decoding
import Model
import Testing

/// Decodes a payload on the native topic of device `c-1` in town `demo`.
func native(_ payload: String, topic: String = "fuellort/v1/demo/c-1/reading") -> MessageOutcome {
    MessageDecoder().decode(topic: topic, payload: Array(payload.utf8))
}

@Suite struct NativePayloadTests {
    @Test func readsEveryMember() throws {
        let outcome = native(
            """
            {"time":"2026-03-02T06:00:00.250+01:00","level":0.61,"distance_mm":910,"temperature_c":-4.5,"battery_pct":88,
             "battery_v":3.6,"tilt":false,"seq":41,"v":1,"comment":{"anything":["goes",null]}}
            """)
        let observation = try #require(outcome.observations.first)
        #expect(observation.town == "demo")
        #expect(observation.device == "c-1")
        #expect(observation.deviceTime == Timestamp(rfc3339: "2026-03-02T05:00:00.250Z"))
        #expect(observation.level == 0.61)
        #expect(observation.usableDistanceMillimetres == 910)
        #expect(observation.temperatureCelsius == -4.5)
        #expect(observation.batteryPercent == 88)
        #expect(observation.batteryVolts == 3.6)
        #expect(observation.isTilted == false)
        #expect(observation.frameCounter == 41)
        #expect(observation.quality == .good)
    }

    @Test func whatIsAbsentOrNullStaysUnknown() throws {
        let observation = try #require(native(#"{"level":1.25,"time":null,"battery_pct":null}"#).observations.first)
        #expect(observation.level == 1.25)
        #expect(observation.deviceTime == nil)
        #expect(observation.batteryPercent == nil)
        #expect(observation.quality == .good)
    }

    @Test(arguments: [-0.03, 1.26, 3])
    func levelsOutsideTheContainerAreKeptAndFlagged(level: Double) throws {
        let observation = try #require(native("{\"level\":\(level)}").observations.first)
        #expect(observation.level == level)
        #expect(observation.quality == .outOfRange)
    }

    @Test func goodElementsOfABatchAreKeptAndBadOnesRefusedOneByOne() {
        let outcome = native(#"[{"level":0.1,"seq":1},{"level":"high"},{"seq":3},{"level":9},7,{"level":0.2,"seq":2}]"#)
        #expect(outcome.observations.map(\.level) == [0.1, 0.2])
        #expect(outcome.refusals.map(\.element) == [1, 2, 3, 4])
        #expect(outcome.refusals.map(\.cause) == [.wrongShape, .wrongShape, .impossibleValue, .wrongShape])
        #expect(outcome.refusals[2].detail.contains("level is 9"))
    }

    @Test(arguments: [
        (#"{"level":0.5,"level":0.6}"#, Refusal.Cause.wrongShape, "twice"),
        (#"{"level":0.5,"l\u0065vel":0.6}"#, .wrongShape, "twice"),
        (#"{"level":NaN}"#, .impossibleValue, "NaN"),
        (#"{"level":-Infinity}"#, .impossibleValue, "-Infinity"),
        (#"{"level":1e400}"#, .impossibleValue, "1e400"),
        (#"{"level":-0.51}"#, .impossibleValue, "-0.51"),
        (#"{"distance_mm":20001}"#, .impossibleValue, "distance_mm"),
        (#"{"temperature_c":6543.6}"#, .impossibleValue, "temperature_c"),
        (#"{"battery_pct":127}"#, .impossibleValue, "battery_pct"),
        (#"{"battery_v":-1}"#, .impossibleValue, "battery_v"),
        (#"{"level":"0.5"}"#, .wrongShape, "a number"),
        (#"{"level":true}"#, .wrongShape, "a number"),
        (#"{"tilt":1}"#, .wrongShape, "true or false"),
        (#"{"level":0.5,"time":1772431200}"#, .wrongShape, "RFC 3339"),
        (#"{"level":0.5,"time":"2026-02-30T06:00:00Z"}"#, .wrongShape, "RFC 3339"),
        (#"{"level":0.5,"seq":-1}"#, .wrongShape, "whole number"),
        (#"{"level":0.5,"seq":1.5}"#, .wrongShape, "whole number"),
        (#"{"level":0.5,"v":2}"#, .wrongShape, "1"),
        (#"{"time":"2026-03-02T06:00:00Z","seq":3}"#, .wrongShape, "at least one of"),
        ("{}", .wrongShape, "at least one of"),
        ("[]", .wrongShape, "empty"),
        ("[[]]", .wrongShape, "an array"),
        ("3", .wrongShape, "no object"),
        ("", .notJSON, "empty"),
        ("{\"level\":0.5", .notJSON, "cut"),
        ("{\"level\":0.5,}", .notJSON, "'}' at byte 13"),
        ("{\"level\":.5}", .notJSON, "'.' at byte 9"),
        ("{\"level\":00.5}", .notJSON, "invalid number"),
        ("{'level':0.5}", .notJSON, "at byte 1"),
        ("{\"level\":0.5} {}", .notJSON, "byte 14"),
    ])
    func saysWhatIsWrongAndWhere(payload: String, cause: Refusal.Cause, hint: String) throws {
        let refusal = try #require(native(payload).refusals.first)
        #expect(refusal.cause == cause)
        #expect(refusal.detail.contains(hint), "\(refusal.detail)")
        #expect(refusal.device == "c-1")
    }

    @Test(arguments: [
        "fuellort/v1/demo/c-1", "fuellort/v1/demo/c-1/reading/x", "fuellort/v1/demo//reading", "fuellort/v1/de mo/c-1/reading",
        "fuellort/v1/demo/c-1/level", "fuellort/v1/demo/\u{0}/reading", "fuellort/v2/demo/c-1/reading", "",
        "fuellort/v1/" + String(repeating: "a/", count: 500), String(repeating: "/", count: 65_000),
    ])
    func refusesTopicsThatAreNotOurs(topic: String) {
        #expect(native(#"{"level":0.5}"#, topic: topic).refusals.first?.cause == .unknownTopic)
    }

    @Test(arguments: ["fuellort/v1/demo/alarms", "fuellort/v1/demo/alarms/hafen-1/must-empty"])
    func ownAlarmsHeardAgainAreNoFault(topic: String) {
        #expect(native(#"{"id":17,"kind":"must-empty"}"#, topic: topic).ignored?.reason == .ownAlarm)
    }

    @Test func aDeviceMayBeCalledAlarms() {
        #expect(native(#"{"level":0.5}"#, topic: "fuellort/v1/demo/alarms/reading").observations.first?.device == "alarms")
    }

    @Test func refusesABatchOfMoreReadingsThanAnyDeviceStores() {
        let batch = { (count: Int) in "[" + [String](repeating: #"{"tilt":true}"#, count: count).joined(separator: ",") + "]" }
        #expect(native(batch(2000)).observations.count == 2000)
        #expect(native(batch(2001)).refusals.first?.cause == .tooLarge)
    }

    @Test func refusesAPayloadAboveTheLimitUnread() {
        let decoder = MessageDecoder(payloadLimit: 1000)
        let outcome = decoder.decode(topic: "fuellort/v1/demo/c-1/reading", payload: [UInt8](repeating: 0x5B, count: 1001))
        #expect(outcome.refusals.first?.reason == .tooLarge)
    }
}
