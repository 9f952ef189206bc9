import Decoding
import Foundation
import Model
import Testing

/// One whole message of a network server with what it must yield.
struct EnvelopeFixture: CustomTestStringConvertible, Sendable {
    var file: String
    var expectJSON: Data

    var testDescription: String { file }

    var expect: [String: Any] { (try? JSONSerialization.jsonObject(with: expectJSON)) as? [String: Any] ?? [:] }

    /// The model stands in the file's name only.
    var model: String {
        let models = ["em310-udl", "em400-udl", "em400-tld", "em500-udl", "dl-mbx"]
        return models.first { file.contains($0) } ?? ""
    }

    static let all: [EnvelopeFixture] = {
        guard let files = SharedFixtures.object("envelopes/expect.json")["envelopes"] as? [String: Any] else { return [] }
        return files.sorted { $0.key < $1.key }.compactMap { file, expect in
            (try? JSONSerialization.data(withJSONObject: expect)).map { EnvelopeFixture(file: file, expectJSON: $0) }
        }
    }()
}

@Suite(.enabled(if: SharedFixtures.areThere)) struct SharedEnvelopeTests {
    @Test func allAreThere() { #expect(EnvelopeFixture.all.count == 12) }

    /// By its form alone, on a topic nobody knows.
    @Test(arguments: EnvelopeFixture.all) func isRecognisedAndRead(fixture: EnvelopeFixture) throws {
        let expect = fixture.expect
        let name = try #require(expect["dev_eui"] as? String)
        let device = KnownDevice(id: DeviceID(name.lowercased()), town: "demo", model: fixture.model)
        let outcome = MessageDecoder(devices: [device])
            .decode(topic: "anything/at/all", payload: SharedFixtures.bytes("envelopes/" + fixture.file))
        #expect(outcome.refusals == [])
        let observation = try #require(outcome.observations.first)
        #expect(outcome.observations.count == 1)
        #expect(observation.device == device.id)
        #expect(observation.frameCounter == (expect["f_cnt"] as? NSNumber)?.int64Value)
        #expect(observation.serverTime == expectedTime(expect))
        #expect(observation.flags.contains(.timeUnreadable) == (expect["time"] is NSNull))
        var values = (expect["expect"] as? [String: Any]) ?? [:]
        for detail in ["temperature_alarm", "distance_alarm", "valid_samples"] { values[detail] = nil }
        #expect(differences(expected: values, actual: vocabulary(observation)) == [])
        #expect(observation.flags.contains(.distanceAlarm) == ((expect["expect"] as? [String: Any])?["distance_alarm"] != nil))
    }

    private func expectedTime(_ expect: [String: Any]) -> Timestamp? {
        if let milliseconds = expect["time_ms"] as? NSNumber { return Timestamp(milliseconds: milliseconds.int64Value) }
        return (expect["time"] as? String).flatMap { Timestamp(rfc3339: $0) }
    }
}

func vocabulary(_ observation: Observation) -> [String: Any] {
    var words: [String: Any] = [:]
    words["distance_mm"] = observation.distanceMillimetres
    words["temperature_c"] = observation.temperatureCelsius
    words["battery_pct"] = observation.batteryPercent
    words["battery_v"] = observation.batteryVolts
    words["tilt"] = observation.isTilted
    return words
}
