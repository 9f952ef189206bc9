import Model
import Testing

@testable import Simulation

@Suite struct RandomTests {
    /// First outputs for SplitMix64 seeded with 0, as its reference implementation gives them.
    @Test func splitMixGivesItsKnownNumbers() {
        var mixer = SplitMix64(state: 0)
        #expect(
            [mixer.next(), mixer.next(), mixer.next()] == [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F])
    }

    @Test func streamsOfDifferentNamesAreDifferent() {
        let key = RandomKey(seed: 1)
        let streams = [key["a"], key["b"], key[1], key[2], key["a"][1], key[1]["a"], RandomKey(seed: 2)["a"]]
        #expect(Set(streams).count == streams.count)
        #expect(key["a"].generator.firstNumber == RandomKey(seed: 1)["a"].generator.firstNumber)
    }

    @Test(arguments: [0.3, 4, 75.0]) func poissonHasItsMeanAndVariance(_ mean: Double) {
        var random = RandomKey(seed: 7).generator
        let draws = (0..<20_000).map { _ in Double(random.poisson(mean: mean)) }
        let average = draws.reduce(0, +) / 20_000
        let variance = draws.map { ($0 - average) * ($0 - average) }.reduce(0, +) / 20_000
        #expect(abs(average / mean - 1) < 0.05)
        #expect(abs(variance / mean - 1) < 0.08)
    }

    @Test func spreadHasMeanOne() {
        var random = RandomKey(seed: 8).generator
        let mean = (0..<50_000).map { _ in random.spread(0.5) }.reduce(0, +) / 50_000
        #expect(abs(mean - 1) < 0.02)
    }

    @Test func payloadNumbersAreWrittenExactly() throws {
        var writer = PayloadWriter()
        var reading = SensorReading(time: Timestamp(rfc3339: "2026-03-02T06:05:09Z")!, sequence: 1200)
        reading.levelPercent = -3
        reading.temperatureTenths = -5
        reading.batteryPercent = 7
        reading.batteryMillivolts = 3050
        let text = String(decoding: writer.payload([reading]), as: UTF8.self)
        #expect(
            text
                == #"{"v":1,"time":"2026-03-02T06:05:09Z","seq":1200,"level":-0.03,"temperature_c":-0.5,"battery_pct":7,"battery_v":3.050}"#
        )
        reading.levelPercent = 125
        reading.isTilted = true
        reading.time = Timestamp(milliseconds: -1000)
        let batch = String(decoding: writer.payload([reading, reading]), as: UTF8.self)
        #expect(batch.hasPrefix(#"[{"v":1,"time":"1969-12-31T23:59:59Z","seq":1200,"level":1.25,"#))
        #expect(batch.hasSuffix(#""tilt":true}]"#))
    }
}

extension Xoshiro256 {
    var firstNumber: UInt64 {
        var copy = self
        return copy.next()
    }
}
