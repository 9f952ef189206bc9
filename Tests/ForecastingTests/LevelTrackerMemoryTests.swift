import Forecasting
import Model
import Testing

@Suite struct LevelTrackerMemoryTests {
    /// Four weeks with emptyings, spikes, no echo, a person and a report.
    private func eventfulReadings() -> [Reading] {
        var noise = Noise(seed: 3)
        var level = 0.1
        var readings: [Reading] = []
        for hour in 0..<672 {
            level += 0.003 * (1 + noise.next())
            if level > 0.85 { level = 0.03 }
            let spike = noise.next() > 0.98
            var reading = SensorStory.reading(
                spike ? 1.07 : level + 0.01 * noise.next(), at: SensorStory.start.adding(hours: Double(hour)))
            reading.batteryPercent = 80 - Double(hour) / 100
            reading.temperatureCelsius = 10
            if hour > 50 { reading.batteryVolts = 3.6 - Double(hour) / 1000 }
            if hour % 97 == 0 { reading.level = -0.98 }
            if hour == 300 { reading.origin = .person }
            readings.append(reading)
        }
        return readings
    }

    @Test func goingOnFromMemoryIsTheSameAsNeverHavingStopped() throws {
        var going = LevelTracker(slot: SensorStory.slot)
        var resumed = going
        for reading in eventfulReadings() {
            var (one, other) = (reading, reading)
            let found = going.observe(&one)
            resumed = try #require(LevelTracker(slot: SensorStory.slot, memory: resumed.memory))
            #expect(resumed.observe(&other) == found)
            #expect(other == one)
        }
        #expect(resumed == going)
        #expect(resumed.current == going.current)
        #expect(going.current.lastEmptying != nil)
    }

    @Test func staysBelowTwoHundredBytes() {
        var tracker = LevelTracker(slot: SensorStory.slot)
        var longest = tracker.memory.count
        for var reading in eventfulReadings() {
            _ = tracker.observe(&reading)
            longest = max(longest, tracker.memory.count)
        }
        #expect(longest <= 200)
    }

    @Test func damagedOrUnknownMemoryIsRefused() {
        var tracker = LevelTracker(slot: SensorStory.slot)
        for var reading in eventfulReadings().prefix(50) { _ = tracker.observe(&reading) }
        let memory = tracker.memory
        #expect(LevelTracker(slot: "s", memory: []) == nil)
        #expect(LevelTracker(slot: "s", memory: Array(memory.dropLast())) == nil)
        #expect(LevelTracker(slot: "s", memory: memory + [0]) == nil)
        #expect(LevelTracker(slot: "s", memory: [99] + memory.dropFirst()) == nil)
    }

    @Test func anyBytesAreReadWithoutACrash() {
        var noise = Noise(seed: 11)
        for length in 0..<220 {
            let bytes = [UInt8(2)] + (0..<length).map { _ in UInt8(clamping: Int((noise.next() + 1) * 128)) }
            if var tracker = LevelTracker(slot: "s", memory: bytes) {
                var reading = SensorStory.reading(0.5, at: SensorStory.start)
                _ = tracker.observe(&reading)
                #expect(!tracker.current.trust.isNaN)
            }
        }
    }

    @Test func derivingAgainFromJudgedReadingsChangesNothing() {
        let once = LevelTracker.derive(slot: SensorStory.slot, readings: eventfulReadings())
        let twice = LevelTracker.derive(slot: SensorStory.slot, readings: once.readings)
        #expect(twice.tracker == once.tracker)
        #expect(twice.readings == once.readings)
        #expect(twice.emptyings == once.emptyings)
    }

    @Test func threeHundredLateReadingsOutOfOrderGiveTheSameState() {
        let readings = eventfulReadings()
        var inOrder = LevelTracker(slot: SensorStory.slot)
        var found: [Emptying] = []
        for var reading in readings { found += inOrder.observe(&reading) }
        var noise = Noise(seed: 5)
        let late = readings.suffix(300).map { ($0, noise.next()) }.sorted { $0.1 < $1.1 }.map(\.0)
        let derived = LevelTracker.derive(slot: SensorStory.slot, readings: Array(late + readings.dropLast(300)))
        #expect(derived.tracker == inOrder)
        #expect(derived.emptyings == found)
        #expect(derived.readings.map(\.measuredAt) == readings.map(\.measuredAt))
    }
}
