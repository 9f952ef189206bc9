import Decoding
import Foundation
import Testing

/// One byte string of the fixtures with what it must decode to.
struct Vector: CustomTestStringConvertible, Sendable {
    var id: String
    var model: String
    var vendor: String
    var port: Int
    var bytes: [UInt8]
    var expectJSON: Data

    var testDescription: String { id }

    var expect: [String: Any] { (try? JSONSerialization.jsonObject(with: expectJSON)) as? [String: Any] ?? [:] }

    static let all: [Vector] = {
        guard let list = SharedFixtures.object("vectors.json")["vectors"] as? [[String: Any]] else { return [] }
        return list.compactMap { entry in
            guard let id = entry["id"] as? String, let model = entry["model"] as? String, let vendor = entry["vendor"] as? String,
                let port = entry["f_port"] as? Int, let base64 = entry["base64"] as? String,
                let data = Data(base64Encoded: base64),
                let expect = entry["expect"], let json = try? JSONSerialization.data(withJSONObject: expect)
            else { return nil }
            return Vector(id: id, model: model, vendor: vendor, port: port, bytes: Array(data), expectJSON: json)
        }
    }()
}

@Suite(.enabled(if: SharedFixtures.areThere)) struct SharedVectorTests {
    @Test func allAreThere() { #expect(Vector.all.count == 38) }

    @Test(arguments: Vector.all) func decodesAsExpected(vector: Vector) throws {
        let decoder = try #require(DeviceRegistry.decoder(for: vector.model))
        let frame = DeviceFrame(vector.bytes, port: vector.port)
        guard vector.expect["error"] == nil else {
            let expected = try #require(vector.expect["error"] as? String)
            let fault = #expect(throws: DeviceFault.self) { try decoder.decode(frame) }
            #expect(fault?.detail.hasPrefix(expected) == true)
            return
        }
        let report = try decoder.decode(frame)
        #expect(differences(expected: vector.expect, actual: vocabulary(report)) == [])
        #expect(report.undecoded == [])
    }

    /// A quantity the vector does not name must not be made up; several probes in one container are the exception.
    @Test(arguments: Vector.all) func saysNothingThatIsNotThere(vector: Vector) throws {
        guard let report = try? DeviceRegistry.decoder(for: vector.model)?.decode(DeviceFrame(vector.bytes, port: vector.port))
        else { return }
        var named = Set(vector.expect.keys)
        if named.contains("distances_mm") || named.contains("sonars_cm") { named.insert("distance_mm") }
        for word in ["distance_mm", "fill_pct", "temperature_c", "battery_pct", "battery_v", "tilt"] where !named.contains(word) {
            #expect(vocabulary(report.measurement)[word] == nil, "\(word)")
        }
    }

    @Test(arguments: Vector.all) func isFoundByVendorAndModel(vector: Vector) {
        #expect(DeviceRegistry.decoder(for: "\(vector.vendor)/\(vector.model)") != nil)
        #expect(DeviceRegistry.decoder(for: vector.model.lowercased()) != nil)
    }
}
