import Model
import Store
import Testing

@testable import StoreSQLite

@Suite("The blob of a day")
struct DayCodecTests {
    private func decoded(_ bytes: [UInt8], day: Int64, part: DayCodec.Part = .all) -> [PackedReading]? {
        var readings: [PackedReading] = []
        let isWhole = bytes.withUnsafeBytes {
            DayCodec.decode($0, day: day, usualDevice: 3, part: part, into: &readings)
        }
        return isWhole ? readings : nil
    }

    /// Everything a reading can be, mixed.
    private func mixed(count: Int, day: Int64, seed: UInt64) -> [PackedReading] {
        var random = SplitMix(state: seed)
        func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        let times = Set((0..<count).map { _ in day * DayCodec.millisecondsPerDay + .random(in: 0..<86_400_000, using: &random) })
        return times.sorted().map { time in
            PackedReading(
                time: time, receivedAt: time + .random(in: -5000...900_000_000, using: &random),
                deviceTime: [nil, time, time - 3_600_000, .min].randomElement(using: &random) ?? nil,
                timeSource: TimeSource.allCases.randomElement(using: &random) ?? .device,
                origin: ReadingOrigin.allCases.randomElement(using: &random) ?? .live,
                level: maybe(.random(in: -10_000...55_000)),
                distanceMillimetres: maybe(.random(in: .min ... .max, using: &random)),
                temperature: maybe(.random(in: -6000...20_000)),
                batteryPercent: maybe(.random(in: 0...1260)), batteryMillivolts: maybe(.random(in: 0...60_000)),
                isTilted: maybe(Bool.random(using: &random)), frameCounter: maybe(.random(in: .min ... .max, using: &random)),
                quality: ReadingQuality(rawValue: .random(in: 0...1023, using: &random)),
                device: [nil, 3, 4, 70_000].randomElement(using: &random) ?? nil)
        }
    }

    @Test("gives back every member of every reading", arguments: [(1, 20_000), (2, -9), (24, 20_515), (300, 0), (1440, 20_515)])
    func roundTrip(_ count: Int, _ day: Int64) throws {
        let readings = mixed(count: count, day: day, seed: UInt64(count))
        let blob = DayCodec.encode(readings, day: day, usualDevice: 3)
        #expect(decoded(blob, day: day) == readings)
        #expect(blob.withUnsafeBytes { DayCodec.count($0) } == readings.count)
        #expect(decoded(blob, day: day, part: .times)?.map(\.time) == readings.map(\.time))
        #expect(decoded(blob, day: day, part: .levels)?.map(\.level) == readings.map(\.level))
        #expect(decoded(blob, day: day, part: .levels)?.map(\.quality) == readings.map(\.quality))
    }

    @Test("takes at most six bytes a reading of an hourly sensor")
    func isSmall() {
        var random = SplitMix(state: 7)
        let start = Timestamp(seconds: 20_515 * 86_400)
        let readings = (0..<24).map { hour in
            var reading = sample(
                at: start.adding(seconds: hour * 3600 + 1200 + .random(in: -5...5, using: &random)),
                level: 0.3 + Double(hour) / 200 + .random(in: -0.005...0.005, using: &random), counter: Int64(9000 + hour))
            reading.temperatureCelsius = 12 + Double(hour) / 4 + Double(Int.random(in: -5...5, using: &random)) / 10
            reading.receivedAt = reading.measuredAt.adding(seconds: .random(in: 0...2, using: &random))
            return PackedReading(reading, device: 3)
        }
        #expect(DayCodec.encode(readings, day: 20_515, usualDevice: 3).count <= 24 * 5)
    }

    @Test("cut off anywhere is found to be damaged")
    func damage() {
        let readings = mixed(count: 50, day: 100, seed: 5)
        let blob = DayCodec.encode(readings, day: 100, usualDevice: 3)
        for length in 0..<blob.count { #expect(decoded(Array(blob.prefix(length)), day: 100) == nil) }
    }

    @Test("of random or changed bytes never crashes the reader nor fills the memory", arguments: [UInt64(1), 2, 3])
    func randomBytes(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let blob = DayCodec.encode(mixed(count: 40, day: 5, seed: seed), day: 5, usualDevice: 3)
        var most = 0
        for _ in 0..<1000 {
            var bytes = blob
            for _ in 0...Int.random(in: 0...3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            most = max(most, decoded(bytes, day: 5)?.count ?? 0)
            let junk = [1] + (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
            most = max(most, decoded(junk, day: .random(in: .min ... .max, using: &random))?.count ?? 0)
        }
        #expect(most < 100_000)
    }
}

@Suite("A column of whole numbers")
struct IntegerColumnTests {
    private func roundTrip(_ values: [Int64]) -> (values: [Int64], bytes: Int) {
        var writer = BitWriter()
        IntegerColumn.write(values, to: &writer)
        let bytes = writer.finish()
        var found: [Int64] = []
        bytes.withUnsafeBytes {
            var reader = BitReader($0)
            IntegerColumn.read(count: values.count, from: &reader) { _, value in
                found.append(value)
                return true
            }
        }
        return (found, bytes.count)
    }

    @Test(
        "comes back as it was",
        arguments: [
            [0], [.min], [.max], [.min, .max], [.max, .min, 0, -1, 1], [5, 5, 5], [1, 2, 3, 4], [0, 1 << 40, 0, 1],
            [-1000, 2000, 500_000],
            [.min, 0], Array(repeating: .max, count: 50) + [.min], (0..<200).map { $0 * $0 * 1000 }, [3, 3, 3, 9_000_000_000, 3],
        ] as [[Int64]])
    func comesBack(_ values: [Int64]) { #expect(roundTrip(values).values == values) }

    @Test("costs nothing per number when numbers or steps are equal")
    func equalNumbersAreFree() {
        #expect(roundTrip(Array(repeating: 870, count: 1000)).bytes <= 3)
        #expect(roundTrip((0..<1000).map { 9000 + $0 }).bytes <= 5)
    }

    @Test("is not blown up by one number far away")
    func outlier() {
        let values = (0..<100).map { Int64($0 % 3) } + [86_400_000]
        #expect(roundTrip(values).bytes < 50)
    }
}
