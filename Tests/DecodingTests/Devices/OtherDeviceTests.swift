import Decoding
import Foundation
import Testing

/// Decentlab, Sensoneo, BrighterBins, Sentinum, Tekelek, Swisslogix, Elsys, LwM2M; each layout's source stands in its decoder.
@Suite struct OtherDeviceTests {
    @Test(arguments: [
        DeviceFact(
            "dl-mbx", 1, "02 01 2F 00 03 04 D2 00 00 0B B1",
            #"{"distance_mm":null,"status":"no_echo","valid_samples":0,"battery_v":2.993}"#,
            "no sample came back, whatever the distance"),
        DeviceFact(
            "dl-mbx", 1, "02 01 2F 00 01 04 D2 00 05", #"{"distance_mm":1234,"battery_v":null,"valid_samples":5}"#, "no battery"),
        DeviceFact(
            "sensoneo/single", 1, "28 55 33 2E 31 30 54 2D 30 37 44 38 30 50 30 29",
            #"{"battery_v":3.1,"temperature_c":-7,"distance_mm":800,"tilt":true}"#, "(U3.10T-07D80P0)"),
        DeviceFact(
            "sensoneo/single", 2, "FF FF 22 B3 9C 00 90 70 01 28 29 7F 2A 6D F6 32 5D",
            #"{"sonars_cm":[80,82,254,84],"distance_mm":820,"temperature_c":-10,"battery_v":3.59}"#,
            "one of four probes heard nothing"),
        DeviceFact(
            "sensoneo/single", 2, "FF FF 22 B3 9C 00 90 70 16 28 29 28 2A 6D 5A 32 5D",
            #"{"events":["temperature_threshold","tilt_threshold","battery_low"],"distance_mm":null,"tilt":true,"temperature_c":90}"#,
            "fire, tilt and battery, nothing measured"),
        DeviceFact(
            "brighterbins", 1, "3F FF FC", #"{"battery_pct":null,"fill_pct":null,"temperature_c":87}"#, "63 and 127 are unknown"),
        DeviceFact("brighterbins", 1, "30 8F FD", #"{"distance_mm":null,"status":"sensor_fault"}"#, "511: the module is silent"),
        DeviceFact("brighterbins", 1, "30 8F F9", #"{"distance_mm":null,"status":"bad_configuration"}"#, "510: set up wrongly"),
        DeviceFact(
            "apollon-q", 1, "30 01 2A 15 18 76 01 04 E2 00 04 E2 00",
            #"{"temperature_c":-10,"alarm":true,"distance_mm":1250,"tof":{"status":0,"distance_mm":1250,"index":0}}"#,
            "with time of flight"),
        DeviceFact(
            "apollon-q", 1,
            "30 0A 2A 0E 10 94 00 FF FF 00 01 04 E2 00 10 00 00 00 00 00 00 00 00 01 00 07",
            #"{"battery_v":3.6,"distance_mm":null,"status":"out_of_range","radar":{"peaks":1},"hall":{"open":true,"open_count":7}}"#,
            "radar and hall sensor"),
        DeviceFact(
            "tek766", 16, "10 00 81 00 00 00 00 00", #"{"limits":[1,8],"distance_mm":null,"status":"no_reading"}"#, "none taken"),
        DeviceFact("slx-1307", 3, "43 30 3A 30 33 30 30", #"{"distance_mm":300}"#, "C0:0300"),
        DeviceFact("slx-1307", 3, "3F 49 3A 30 30 33 30", #"{"interval_minutes":30,"distance_mm":null}"#, "?I:0030"),
        DeviceFact(
            "elt-2", 5, "01 FF 9C 0E 00 00 07 0E 10", #"{"temperature_c":-10,"distance_mm":0,"status":"invalid_too_near"}"#,
            "covered"),
        DeviceFact(
            "elt-2", 5, "41 00 DD 05 0E 01 2C", #"{"temperature_c":22.1,"distance_mm":300}"#, "a value with an offset byte"),
        DeviceFact(
            "ucifi/lwm2m-3435", nil, "C4 02 42 78 00 00 C1 0D 00", #"{"fill_pct":62,"tilt":false}"#, "TLV of single resources"),
        DeviceFact(
            "ucifi/lwm2m-3435", nil,
            "5B7B22626E223A222F333433352F302F222C226E223A2232222C2276223A35377D2C7B226E223A223133222C227662223A747275657D5D",
            #"{"fill_pct":57,"tilt":true}"#, "SenML"),
    ])
    func says(fact: DeviceFact) throws { try check(fact) }

    @Test(arguments: [
        ("dl-mbx", "01 01 2F 00 03 04 D2 00 01", "unknown_version"), ("dl-mbx", "02 01 2F 00 03 04", "too_short"),
        ("sensoneo/single", "28 55 33 54 29", "not_a_number"), ("sensoneo/single", "28 55 33 2E 37", "unknown_form"),
        ("sensoneo/quatro", "00 01 02", "unknown_form"), ("brighterbins", "30 8E", "too_short"),
        ("brighterbins", "00 00 0B", "unknown_kind"), ("apollon-q", "30 04 2A", "too_short"),
        ("tek766", "10 00 01 00", "too_short"), ("tek766", "20 00 01 00", "unknown_message"),
        ("slx-1307", "43 30 3A 2D 31", "not_a_number"), ("slx-1307", "43 31 3A 31", "unknown_key"),
        ("slx-1307", "13 37", "unknown_form"), ("elt-2", "3E 00", "unknown_type"), ("elt-2", "01 00", "too_short"),
        ("lwm2m-3435", "FF FF", "too_short"), ("lwm2m-3435", "5B", "not JSON"),
    ])
    func bytesThatFitNothingAreAFaultWithItsReason(model: String, hex: String, reason: String) throws {
        let decoder = try #require(DeviceRegistry.decoder(for: model))
        let fault = #expect(throws: DeviceFault.self) { try decoder.decode(DeviceFrame(bytes(hex))) }
        #expect(fault?.detail.hasPrefix(reason) == true, "\(fault?.detail ?? "")")
    }

    @Test func aFireIsFlaggedHot() throws {
        let report = try check(DeviceFact("single", 2, "FF FF 22 B3 9C 00 90 70 03 28 29 28 2A 6D 5A 32 5D", "{}", ""))
        #expect(report.measurement.flags.contains(.fire))
    }

    /// Found by fuzzing: each repeat added one more fact.
    @Test func aValueRepeatedAThousandTimesIsNotedOnce() throws {
        let report = try check(DeviceFact("elt-2", 5, String(repeating: "0F 01 ", count: 1000), #"{"motion":1}"#, ""))
        #expect(report.details.count == 1)
    }

    /// 12 bytes: bit 48 tamper, 64 fire, 65–66 why, 67 picked up, battery/2 from 68, temperature + 40 from 74, distance from 81.
    @Test func brighterBinsReportsPickupTamperAndFire() throws {
        let report = try check(
            DeviceFact(
                "brighterbins", 1, "00 00 00 00 00 00 80 00 BB 14 F2 8A".replacingOccurrences(of: "F2 8A", with: "B2 87"),
                #"{"pickup_alert":"motion"}"#, ""))
        #expect(report.measurement.flags.isSuperset(of: [.tamper, .fire, .pickup]))
    }

    @Test func earlierReadingsOfTekelekAreOnePeriodOlderEach() throws {
        let report = try check(
            DeviceFact("tek766", 16, "10 00 00 00 00 64 05 AA 00 63 05 AA 00 00 00 00 00 61 05 AA", #"{"distance_mm":1000}"#, ""))
        #expect(report.history.map(\.periodsAgo) == [1, 3])
        #expect(report.history.map(\.measurement.distanceMillimetres) == [990, 970])
    }
}

@Suite struct DeviceRegistryTests {
    @Test func everyModelIsFoundByItsNameAndAloneAndNoNameTwice() {
        for name in DeviceRegistry.models { #expect(DeviceRegistry.decoder(for: name) != nil, "\(name)") }
        let alone = DeviceRegistry.decoders.flatMap(\.models)
        #expect(Set(alone).count == alone.count)
    }

    @Test(arguments: ["EM400-MUD", "milesight/em400-mud", "Milesight/EM400_MUD", "Milesight / EM400 MUD", "ELT-2 ultrasonic"])
    func caseAndBlanksDoNotMatter(name: String) {
        #expect(DeviceRegistry.decoder(for: name) != nil)
    }

    @Test(arguments: ["", "/", "acme/em400-mud", "em400", "milesight/"]) func anUnknownNameFindsNothing(name: String) {
        #expect(DeviceRegistry.decoder(for: name) == nil)
    }
}
