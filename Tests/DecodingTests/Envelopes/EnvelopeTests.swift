import Decoding
import Model
import Testing

private let decoder = MessageDecoder(devices: [
    KnownDevice(id: "24e124713d000101", town: "demo", model: "EM400-MUD"),
    KnownDevice(id: "a84041c2a1860201", town: "demo", model: "dragino/dds75-lb"),
    KnownDevice(id: "0000000000000009", town: "demo", model: "tekelek/tek766", sendPeriodSeconds: 3600),
    KnownDevice(id: "no-decoder", town: "demo", model: "acme/echo-1"),
    KnownDevice(id: "twin", town: "demo"), KnownDevice(id: "twin", town: "schwerte"),
])

private func decode(_ topic: String, _ payload: String) -> MessageOutcome {
    decoder.decode(topic: topic, payload: Array(payload.utf8))
}

private func tts(_ uplink: String, _ rest: String = "", device: String = "24E124713D000101") -> String {
    #"{"end_device_ids":{"device_id":"b1","dev_eui":"\#(device)","dev_addr":"260B0001"},"uplink_message":{\#(uplink)}\#(rest)}"#
}

@Suite struct EnvelopeTests {
    private static let frame = #""f_port":85,"frm_payload":"AXVLA2fIAASCjgMFAAA=""#

    @Test func theThingsStackWithItsNetworkServersTimeAndSession() throws {
        let message = tts(
            Self.frame
                + #","f_cnt":41,"session_key_id":"AYf=","received_at":"2026-03-02T06:00:01.25Z","rx_metadata":[{"time":"1970-01-01T00:00:11Z"}]"#,
            #","received_at":"2026-03-02T06:00:02Z""#)
        let observation = try #require(decode("v3/bins@ttn/devices/b1/up", message).observations.first)
        #expect(observation.device == "24e124713d000101")
        #expect(observation.town == "demo")
        #expect(observation.distanceMillimetres == 910)
        #expect(observation.serverTime == Timestamp(rfc3339: "2026-03-02T06:00:01.250Z"))
        #expect(observation.frameCounter == 41)
        #expect(observation.session == "AYf=")
    }

    @Test func aCounterLeftOutIsZero() throws {
        #expect(decode("v3/bins/devices/b1/up", tts(Self.frame)).observations.first?.frameCounter == 0)
    }

    @Test func anItemOfTheStorageIntegrationIsReadLikeTheMessage() {
        #expect(decode("backfill", #"{"result":\#(tts(Self.frame))}"#).observations.first?.distanceMillimetres == 910)
    }

    @Test func whatTheConsoleMadeUpIsNoReading() {
        #expect(decode("v3/bins/devices/b1/up", tts(Self.frame, #","simulated":true"#)).ignored?.reason == .simulated)
    }

    @Test func escapedSlashesInBase64AreResolved() {
        let message = tts(#""f_port":85,"frm_payload":"BIL\/\/w==""#)
        #expect(decode("v3/bins/devices/b1/up", message).observations.first?.distanceStatus == .outOfRange)
    }

    @Test(arguments: [
        ("v3/a/devices/b1/join", IgnoredMessage.Reason.join), ("v3/a@t/devices/b1/down/ack", .downlink),
        ("v3/a/devices/b1/service/data", .service), ("v3/a/devices/b1/location/solved", .location),
    ])
    func otherEventsOfTheThingsStackAreIgnoredWithTheirReason(topic: String, reason: IgnoredMessage.Reason) {
        let ignored = decode(topic, #"{"end_device_ids":{"dev_eui":"24E124713D000101"}}"#).ignored
        #expect(ignored?.reason == reason)
        #expect(ignored?.device == "24e124713d000101")
    }

    @Test(arguments: ["join", "ack", "txack", "log", "status", "location", "integration"])
    func otherEventsOfChirpStackAreIgnored(event: String) {
        let topic = "application/1/device/24e124713d000101/event/" + event
        #expect(decode(topic, #"{"deviceInfo":{"devEui":"24e124713d000101"}}"#).ignored?.device == "24e124713d000101")
        #expect(decode(topic, #"{"devEUI":"24e124713d000101","fCnt":1}"#).ignored?.device == "24e124713d000101")
    }

    @Test func theBatteryOfAChirpStackStatusIsKept() throws {
        let topic = "application/1/device/24e124713d000101/event/status"
        let message = #"{"deviceInfo":{"devEui":"24e124713d000101"},"time":"2026-03-02T10:00:00Z","batteryLevel":7.5}"#
        let observation = try #require(decode(topic, message).observations.first)
        #expect(observation.batteryPercent == 7.5)
        #expect(observation.isEventOnly)
        let unknown = #"{"deviceInfo":{"devEui":"24e124713d000101"},"batteryLevelUnavailable":true,"batteryLevel":0}"#
        #expect(decode(topic, unknown).ignored?.reason == .status)
    }

    /// The EUI 24e124713d000101 and the address 01aa0001 in base 64, as protobuf JSON writes bytes.
    @Test func chirpStackV3WithBase64Identifiers() throws {
        let message = """
            {"applicationID":"1","devEUI":"JOEkcT0AAQE=","devAddr":"AaoAAQ==","fCnt":7,"fPort":85,"data":"BIKOAw==",
             "publishedAt":"2026-03-02T06:10:00.5Z","rxInfo":[{"time":"1970-01-01T00:00:00Z"}],"objectJSON":"{}"}
            """
        let observation = try #require(decode("application/1/device/24e124713d000101/event/up", message).observations.first)
        #expect(observation.device == "24e124713d000101")
        #expect(observation.session == "01aa0001")
        #expect(observation.distanceMillimetres == 910)
        #expect(observation.serverTime == Timestamp(rfc3339: "2026-03-02T06:10:00.500Z"))
    }

    @Test func loriotRepeatsWithAllGatewaysUnderTheSameCounter() throws {
        func message(_ command: String) -> String {
            #"{"cmd":"\#(command)","EUI":"24E124713D000101","ts":1772431200000,"fcnt":2,"port":85,"data":"04828e03"}"#
        }
        let first = try #require(decode("loriot", message("rx")).observations.first)
        #expect(decode("loriot", message("gw")).observations.first == first)
        #expect(first.serverTime == Timestamp(rfc3339: "2026-03-02T06:00:00Z"))
        #expect(decode("loriot", message("txd")).ignored?.reason == .service)
    }

    @Test func thingParkWithNumbersAsTexts() throws {
        let message =
            #"{"DevEUI_uplink":{"DevEUI":"A84041C2A1860201","FPort":"2","FCntUp":"26","Time":"2026-03-02T06:00:00+01:00","payload_hex":"0ce405dc0000c801"}}"#
        let observation = try #require(decode("mqtt/things/A84041C2A1860201/uplink", message).observations.first)
        #expect(observation.distanceMillimetres == 1500)
        #expect(observation.frameCounter == 26)
        #expect(observation.serverTime == Timestamp(rfc3339: "2026-03-02T05:00:00Z"))
        #expect(decode("x", #"{"DevEUI_location":{"DevEUI":"A84041C2A1860201"}}"#).ignored?.reason == .location)
    }

    @Test func anUnreadableTimeOfAMilesightGatewayIsFlagged() throws {
        let message = #"{"devEUI":"24e124713d000101","time":"2020-0327T12:39:05Z","fCnt":0,"fPort":85,"data":"BIKOAw=="}"#
        let observation = try #require(decode("gateway", message).observations.first)
        #expect(observation.serverTime == nil)
        #expect(observation.quality == .clockWrong)
    }

    // MARK: ThingsBoard

    @Test func thingsBoardInAllItsForms() throws {
        let topic = "v1/devices/24e124713d000101/telemetry"
        let plain = try #require(decode(topic, #"{"fullLevel":91,"batteryLevel":77}"#).observations.first)
        #expect(plain.level == 0.91)
        #expect(plain.batteryPercent == 77)
        let timed = decode(topic, #"[{"ts":1772431200000,"values":{"distance":910}},{"distance_cm":85},{"colour":"red"}]"#)
        #expect(timed.observations.map(\.distanceMillimetres) == [910, 850])
        #expect(timed.observations[0].deviceTime == Timestamp(rfc3339: "2026-03-02T06:00:00Z"))
        #expect(timed.refusals.map(\.element) == [2])
        let gateway = decode(
            "v1/gateway/telemetry",
            #"{"24E124713D000101":[{"values":{"level":0.5}},{"values":{"level":0.6}}],"no decoder":[{"level":1}]}"#)
        #expect(gateway.observations.map(\.level) == [0.5, 0.6])
        #expect(gateway.refusals.first?.cause == .unknownDevice)
    }

    @Test func theDeviceApiNeedsANameBecauseABrokerHidesTheToken() {
        let refusal = decode("v1/devices/me/telemetry", #"{"level":0.5}"#).refusals.first
        #expect(refusal?.cause == .unknownDevice)
        #expect(refusal?.detail.contains("'device'") == true)
        #expect(decode("v1/devices/me/telemetry", #"{"device":"24e124713d000101","level":0.5}"#).observations.first?.level == 0.5)
        #expect(decode("v1/devices/me/attributes", #"{"firmware":"1"}"#).ignored?.reason == .service)
    }

    // MARK: Who decodes

    @Test func theBytesWinWhereADecoderIsKnown() {
        let message = tts(Self.frame + #","decoded_payload":{"distance":99999,"level":3}"#)
        let observation = decode("v3/bins/devices/b1/up", message).observations.first
        #expect(observation?.distanceMillimetres == 910)
        #expect(observation?.level == nil)
    }

    @Test func theServersObjectCountsWhereThereIsNoDecoder() throws {
        let object = #"{"distance":{"value":1200,"unit":"mm"},"batteryVoltage":3.4,"temp":7000,"position":"tilt"}"#
        let message = tts(#""f_cnt":4,"frm_payload":"AQI=","decoded_payload":"# + object, device: "no-decoder")
        let observation = try #require(decode("v3/bins/devices/b1/up", message).observations.first)
        #expect(observation.distanceMillimetres == 1200)
        #expect(observation.batteryVolts == 3.4)
        #expect(observation.temperatureCelsius == nil)
        #expect(observation.isTilted == true)
        #expect(observation.flags.isSuperset(of: [.decodedByServer, .valueLeftOut]))
    }

    @Test func withoutDecoderAndWithoutObjectTheMessageSaysWhatToDo() throws {
        let refusal = try #require(
            decode("v3/bins/devices/b1/up", tts(#""frm_payload":"AQI=""#, device: "no-decoder")).refusals.first)
        #expect(refusal.cause == .undecodable)
        #expect(refusal.detail.contains("acme/echo-1"))
    }

    @Test func bytesThatDoNotFitTheModelAreShown() throws {
        let refusal = try #require(decode("v3/bins/devices/b1/up", tts(#""f_port":85,"frm_payload":"C/8BAQ==""#)).refusals.first)
        #expect(refusal.cause == .undecodable)
        #expect(refusal.detail.contains("0bff0101"))
        #expect(refusal.device == "24e124713d000101")
    }

    @Test func aDeviceOfTwoTownsIsNotGuessed() {
        let refusal = decode("v3/bins/devices/b1/up", tts(Self.frame, device: "twin")).refusals.first
        #expect(refusal?.cause == .unknownDevice)
        #expect(refusal?.detail.contains("demo, schwerte") == true)
    }

    /// Found by fuzzing: a text of a Sensoneo with 314 °C.
    @Test func whatNoSensorCanMeasureIsLeftOutAndTheRestKept() throws {
        let known = MessageDecoder(devices: [KnownDevice(id: "24e124713d000101", town: "demo", model: "sensoneo/single")])
        let message = tts(#""f_port":1,"frm_payload":"KFUzLjc2VDMxNEQyNTFQMSk=""#)
        let observation = try #require(known.decode(topic: "v3/a/devices/b1/up", payload: Array(message.utf8)).observations.first)
        #expect(observation.temperatureCelsius == nil)
        #expect(observation.distanceMillimetres == 2510)
        #expect(observation.flags.contains(.valueLeftOut))
    }

    // MARK: History

    @Test func storedReadingsKeepTheirTimeAndLoseTheCounterOfTheUplink() throws {
        let known = MessageDecoder(devices: [KnownDevice(id: "24e124713d000101", town: "demo", model: "em500-udl")])
        let message = tts(#""f_port":85,"f_cnt":9,"frm_payload":"IM4AwtlqsAQDgh4A","received_at":"2026-10-26T06:00:00Z""#)
        let observations = known.decode(topic: "v3/a/devices/b1/up", payload: Array(message.utf8)).observations
        #expect(observations.map(\.isHistory) == [false, true])
        #expect(observations.map(\.frameCounter) == [9, nil])
        #expect(observations[1].deviceTime == Timestamp(seconds: 1_792_655_872))
        #expect(observations[1].serverTime == nil)
    }

    @Test func storedReadingsWithoutAClockArePlacedByTheSendingPeriod() throws {
        let message = tts(
            #""f_port":16,"frm_payload":"EAAAAABkBaoAYwWq","received_at":"2026-03-02T06:00:00Z""#, device: "0000000000000009")
        let observations = decode("v3/a/devices/b1/up", message).observations
        #expect(observations.map(\.distanceMillimetres) == [1000, 990])
        #expect(observations.last?.deviceTime == Timestamp(rfc3339: "2026-03-02T05:00:00Z"))
    }

    // MARK: Bad messages

    @Test(arguments: [
        ("", Refusal.Cause.notJSON), ("[1,2,3]", .wrongShape), ("{}", .wrongShape), (#"{"end_device_ids":{}}"#, .wrongShape),
        (#"{"end_device_ids":{"dev_eui":"24E124713D000101"}}"#, .wrongShape), (tts(#""frm_payload":"!!""#), .badBase64),
        (tts(#""frm_payload":7"#), .wrongShape), (tts(#""f_port":300,"frm_payload":"AQ==""#), .wrongShape),
        (tts(#""f_cnt":-1,"frm_payload":"AQ==""#), .wrongShape), (tts(#""f_cnt":1,"f_cnt":2,"frm_payload":"AQ==""#), .wrongShape),
        (tts(Self.frame, device: "0102030405060708"), .unknownDevice),
    ])
    func aBadMessageIsRefusedWithItsCause(payload: String, cause: Refusal.Cause) {
        #expect(decode("v3/bins/devices/b1/up", payload).refusals.first?.cause == cause)
    }

    @Test func namesWithEscapesAreTheSameNames() {
        let escaped = tts(Self.frame).replacing("uplink_message", with: #"\u0075plink\u005fmessage"#)
        #expect(decode("v3/bins/devices/b1/up", escaped).observations.first?.distanceMillimetres == 910)
    }

    @Test func aFrameNoDeviceCanSendIsRefused() {
        let frame = String(repeating: "AXVL", count: 8192 / 3 + 1)
        #expect(decode("v3/bins/devices/b1/up", tts(#""frm_payload":"\#(frame)""#)).refusals.first?.cause == .tooLarge)
    }

    @Test func deepNestingIsRefusedAtOnce() {
        let payload = String(repeating: "{\"a\":", count: 50_000)
        #expect(decode("v3/bins/devices/b1/up", payload).refusals.first?.cause == .tooDeep)
    }

    @Test func aMessageOfNoKnownFormNamesTheWayOut() {
        let refusal = decode("some/topic", #"{"x":1}"#).refusals.first
        #expect(refusal?.cause == .unknownTopic)
        #expect(refusal?.detail.contains("mapping") == true)
    }
}
