import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("The bytes of a hot reading")
struct HotReadingCodecTests {
    private func bytes(_ reading: Reading, device: Int32? = 1) -> [UInt8] {
        var bytes: [UInt8] = []
        HotReadingCodec.encode(PackedReading(reading, device: device), usualDevice: 1, into: &bytes)
        return bytes
    }

    @Test("are ten for a native reading with temperature, battery and counter")
    func nativeReadingIsSmall() { #expect(bytes(sample(counter: 9000)).count == 10) }

    @Test("are two more with a distance, and no more for a network server's time")
    func loraReadingIsSmall() {
        var reading = sample(counter: 9000)
        reading.deviceTime = nil
        reading.timeSource = .networkServer
        reading.distanceMillimetres = 1234
        #expect(bytes(reading).count == 12)
    }

    @Test("cut off anywhere are found to be damaged, never read beyond")
    func damage() {
        var reading = sample(counter: 9000, quality: [.hot])
        reading.batteryVolts = 3.6
        reading.deviceTime = monday.adding(hours: -5)
        let whole = bytes(reading, device: 7)
        for length in 0..<whole.count {
            let cut = whole.prefix(length).withUnsafeBytes { HotReadingCodec.decode($0, time: 0, usualDevice: 1) }
            #expect(cut == nil)
        }
    }

    @Test("of a random kind never crash the reader", arguments: [UInt64(1), 2, 3])
    func randomBytes(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            let time = Int64.random(in: .min ... .max, using: &random)
            let reading = bytes.withUnsafeBytes { HotReadingCodec.decode($0, time: time, usualDevice: 1) }
            if let reading { #expect(reading.time == time) }
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
