import Decoding
import Foundation
import Testing

/// After the tables of Milesight-IoT/SensorDecoders (facts only).
@Suite struct MilesightTests {
    @Test(arguments: [
        DeviceFact(
            "em400-mud", 85, "01 75 4B 03 67 C8 00 04 82 8E 03 05 00 00",
            #"{"battery_pct":75,"temperature_c":20,"distance_mm":910,"status":"ok","tilt":false}"#, "a plain uplink"),
        DeviceFact(
            "em400-mud", 85, "05 00 01 04 82 8E 03",
            #"{"tilt":true,"distance_mm":910,"battery_pct":null,"temperature_c":null}"#, "any order, any subset"),
        DeviceFact("em400-tld", 85, "03 67 6F FF", #"{"temperature_c":-14.5,"distance_mm":null}"#, "cold, signed"),
        DeviceFact("em400-udl", 85, "04 82 FF FF", #"{"distance_mm":null,"status":"out_of_range"}"#, "FFFF is no distance"),
        DeviceFact("em400-mud", 85, "04 82 00 00", #"{"distance_mm":0,"status":"invalid_too_near"}"#, "0 is a lid that touches"),
        DeviceFact("em400-mud", 85, "01 75 FF", #"{"battery_pct":null}"#, "an unknown battery stays unknown"),
        DeviceFact(
            "em400-mud", 85, "83 67 90 01 00 84 82 5E 01 00",
            #"{"temperature_c":40,"temperature_alarm":false,"distance_mm":350,"distance_alarm":"released"}"#, "alarms released"),
        DeviceFact(
            "em400-tld", 85, "04 82 8E 03 06 88 B0 9B 12 03 9C 73 71 00 01",
            #"{"distance_mm":910,"position_first":51.551152,"position_second":7.435164,"position_status":1}"#, "with position"),
        DeviceFact("em310-udl", 85, "03 82 44 08 04 00 00", #"{"distance_mm":2116,"tilt":false}"#, "upright"),
        DeviceFact(
            "em500-udl", 85, "01 75 64 83 E9 B0 04 0A 00 01",
            #"{"battery_pct":100,"distance_mm":null,"distance_alarm":"threshold"}"#, "an alarm whose unit is unclear"),
        DeviceFact("ws201", 85, "04 D6 45", #"{"remaining_pct":69,"tilt":null,"fill_pct":null}"#, "what remains is not tilt"),
        DeviceFact(
            "em410-rdl", 85, "03 67 0A 00 04 82 2C 01 05 00 01",
            #"{"temperature_c":1,"distance_mm":300,"tilt":true}"#, "radar"),
        DeviceFact(
            "em410-rdl", 85, "94 82 B0 04 C8 00 02",
            #"{"distance_mm":1200,"distance_change_mm":200,"distance_alarm":"sudden_change"}"#, "a sudden change"),
        DeviceFact("em410-rdl", 85, "B4 82 FF FF 03", #"{"distance_mm":null,"distance_status":"sensor_fault"}"#, "sensor fault"),
        DeviceFact(
            "em410-rdl", 85, "B4 82 64 00 01", #"{"distance_mm":100,"distance_status":"blind_zone"}"#, "in the blind zone"),
        DeviceFact("em410-rdl", 85, "04 82 9C FF", #"{"distance_mm":-100,"status":"invalid_too_near"}"#, "a negative distance"),
    ])
    func says(fact: DeviceFact) throws { try check(fact) }

    @Test func anUnknownChannelEndsTheListAndKeepsWhatStoodBefore() throws {
        let report = try check(
            DeviceFact("em400-mud", 85, "01 75 4B 0B FF 01 04 82 8E 03", #"{"battery_pct":75,"distance_mm":null}"#, ""))
        #expect(report.undecoded == bytes("0B FF 01 04 82 8E 03"))
        #expect(report.measurement.flags.contains(.partlyDecoded))
    }

    @Test(arguments: ["0B FF 01 01", "01", "04 82 8E", ""]) func bytesThatFitNothingAreAFault(hex: String) throws {
        let decoder = try #require(DeviceRegistry.decoder(for: "em400-mud"))
        #expect(throws: DeviceFault.self) { try decoder.decode(DeviceFrame(bytes(hex), port: 85)) }
    }

    @Test func anAnswerToADownlinkIsNoReading() throws {
        let report = try check(DeviceFact("em400-mud", 85, "FE 03 B0 04", "{}", ""))
        #expect(report.isInformationOnly)
    }

    @Test func storedReadingsOfTheRadarHaveTheirOwnTimeAndMarks() throws {
        let record = "20 CE 00 C2 D9 6A B0 04 E8 00 0A 00 01"
        let marks = "20 CE 10 CC D9 6A FD FF FE FF 00 00 00"
        let report = try check(
            DeviceFact(
                "em410-rdl", 85, record + marks,
                """
                {"history":[{"ts":1792655872,"distance_mm":1200,"temperature_c":23.2},
                 {"ts":1792658448,"distance_mm":null,"temperature_c":null,"status":"no_target"}]}
                """, ""))
        #expect(report.measurement.isEmpty)
        #expect(report.history[0].measurement.flags == .distanceAlarm)
        #expect(report.undecoded == [])
    }

    @Test func theShortRecordsOfNewerFirmwareAreReadToo() throws {
        try check(
            DeviceFact(
                "em410-rdl", 85, "20 CE 00 C2 D9 6A B0 04 20 CE 10 CC D9 6A A6 04",
                #"{"history":[{"ts":1792655872,"distance_mm":1200},{"ts":1792658448,"distance_mm":1190}]}"#, ""))
    }

    @Test func aNarrowbandFrameGivesTheNewestOfItsReadings() throws {
        func ascii(_ text: String) -> String { text.utf8.map { String($0, radix: 16) }.joined() }
        let channels = "01755c 0367c800 04828e03 050000" + "01755b 03679cff 04825203 050001"
        let length = bytes(channels).count
        let head =
            "02 0001 0080 00 0001 10" + ascii("0101") + ascii("0110") + ascii("6713D19054690031") + ascii("861234567890123")
            + ascii("262011234567890") + ascii("89490200001234567890") + "1a" + "00" + String(length, radix: 16)
        try check(
            DeviceFact(
                "em400-mud-nb", nil, head + channels,
                """
                {"battery_pct":91,"temperature_c":-10,"distance_mm":850,"tilt":true,"serial":"6713D19054690031","earlier_readings":1}
                """, ""))
    }
}
