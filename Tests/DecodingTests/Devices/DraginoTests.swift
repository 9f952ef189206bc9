import Decoding
import Foundation
import Testing

/// After the maker's scripts and manuals (facts only).
@Suite struct DraginoTests {
    @Test(arguments: [
        DeviceFact(
            "ldds75", 2, "0B 45 0B 05 00", #"{"battery_v":2.885,"distance_mm":2821,"interrupt":false}"#, "old firmware, 5 bytes"),
        DeviceFact(
            "ldds75", 2, "0E 1C 0B 05", #"{"battery_v":3.612,"distance_mm":null,"status":"no_sensor"}"#, "4 bytes: no probe"),
        DeviceFact(
            "dds75-lb", 2, "0C E4 05 DC 00 00 C8 01",
            #"{"battery_v":3.3,"distance_mm":1500,"temperature_c":20,"sensor_flag":1}"#, "a plain uplink"),
        DeviceFact("dds75-lb", 2, "0C E4 00 FA 00 00 C8 01", #"{"distance_mm":250,"status":"blind_zone"}"#, "250 mm is too near"),
        DeviceFact("dds45-lb", 2, "0C E4 01 2B 00 00 C8 01", #"{"distance_mm":299,"status":"blind_zone"}"#, "299 mm is too near"),
        DeviceFact("dds45-lb", 2, "0C E4 01 2C 00 00 C8 01", #"{"distance_mm":300,"status":"ok"}"#, "300 mm is not"),
        DeviceFact(
            "dds20-lb", 2, "0D 02 00 64 00 0C CC 01", #"{"distance_mm":100,"status":"ok","temperature_c":null}"#,
            "near is fine here"),
        DeviceFact(
            "dds75-lb", 2, "0C E4 00 14 00 00 C8 01", #"{"distance_mm":null,"status":"invalid_too_near"}"#, "the mark of 20 mm"),
        DeviceFact("dds75-lb", 2, "0C E4 05 DC 00 FD D9 01", #"{"temperature_c":null}"#, "−55.1 °C is no probe"),
        DeviceFact(
            "dds75-lb", 2, "1C E4 00 00 00 00 00 00 03 E8 03 EA 00 14 01 00 F5 01",
            #"{"battery_v":3.3,"distances_mm":[1000,1002,20],"distance_mm":1001,"temperature_c":24.5,"interrupt":true}"#,
            "a batch"),
        DeviceFact(
            "dds75-lb", 6, "03 E8 03 EA 03 EC", #"{"distances_mm":[1000,1002,1004],"distance_mm":1002}"#, "a list on port 6"),
        DeviceFact(
            "dds75-lb", 5, "27 01 20 01 FF 0D 12",
            #"{"info":{"model":"DDS75-LB","firmware":"1.2.0","band_code":1,"sub_band":null},"battery_v":3.346}"#, "information"),
        DeviceFact(
            "dds75-lb", 3, "0C E4 05 DC 00 C8 00 69 A5 24 00" + "00 00 00 00 00 00 00 00 00 00 00",
            #"{"history":[{"ts":1772430336,"distance_mm":1500,"temperature_c":20,"battery_v":3.3}]}"#,
            "a stored reading, then nothing"),
        DeviceFact(
            "dds04-lb", 2, "8D 4A 03 16 03 18 00 00 03 15 01",
            #"{"battery_v":3.402,"distances_mm":[790,792,0,789],"distance_mm":790,"exti_level":true,"exti_trigger":false}"#,
            "one of four probes missing"),
        DeviceFact(
            "dds75-3", 2, "0D 4A 00 F5 04 4C 04 4D 00 14 10",
            #"{"battery_v":3.402,"temperature_c":24.5,"distances_mm":[1100,1101,20],"distance_mm":1100.5,"sensor_flag":1}"#,
            "three probes"),
        DeviceFact(
            "dds75-3", 3, "04 4C 04 4D 04 4E 00 69 A5 24 00", #"{"history":[{"ts":1772430336,"distance_mm":1101}]}"#, "stored"),
        DeviceFact(
            "lds12-lb", 2, "0D 52 FF 9C 04 B0 01 90 01 F6 01",
            #"{"battery_v":3.41,"temperature_c":-10,"distance_mm":1200,"signal_strength":400,"lidar_temperature_c":-10,"interrupt":true}"#,
            "lidar in winter"),
        DeviceFact(
            "lds12-lb", 3, "00 00 00 C8 04 B0 17 69 A5 24 00",
            #"{"history":[{"ts":1772430336,"distance_mm":1200,"temperature_c":20}]}"#, "lidar, stored"),
    ])
    func says(fact: DeviceFact) throws { try check(fact) }

    @Test(arguments: ["", "0C", "0C E4 05"]) func cutFramesAreAFault(hex: String) throws {
        let decoder = try #require(DeviceRegistry.decoder(for: "dragino/dds75-lb"))
        #expect(throws: DeviceFault.self) { try decoder.decode(DeviceFrame(bytes(hex), port: 2)) }
    }

    @Test func anUnknownPortIsAFaultThatNamesTheKnownOnes() throws {
        let decoder = try #require(DeviceRegistry.decoder(for: "dragino/dds75-lb"))
        let fault = #expect(throws: DeviceFault.self) { try decoder.decode(DeviceFrame(bytes("0CE405DC0000C801"), port: 9)) }
        #expect(fault?.detail.contains("2, 3, 5, 6") == true)
    }

    /// Device id, [SIM], versions, battery, signal, mode, interrupt, [level], distance, time, then stored pairs.
    @Test(arguments: ["", "F460123456789012"], ["", "01"]) func narrowbandFramesWithEveryHead(imsi: String, level: String) throws
    {
        let head = "F868411056987654" + imsi + "0064" + "0CE4" + "1B" + "00" + "00" + level
        let report = try check(
            DeviceFact(
                "dds75-nb", nil, head + "03E8 69A52400" + "03E7 69A515F0" + "0000 69A507E0",
                """
                {"device_id":"f868411056987654","battery_v":3.3,"distance_mm":1000,"ts":1772430336,"history":[
                 {"ts":1772426736,"distance_mm":999},{"ts":1772423136,"distance_mm":null,"status":"no_sensor"}]}
                """, ""))
        #expect(report.undecoded == [])
    }
}
