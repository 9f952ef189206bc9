import Forecasting
import Model
import Testing

@Suite struct ReadingVerdictTests {
    @Test(arguments: [1.067, 0.733])
    func aSingleSpikeIsFlaggedAndDoesNotMoveTheLevel(spike: Double) {
        var story = SensorStory()
        story.measure(0.3, hours: 12)
        story.measure([spike])
        #expect(story.lastQuality == .jump)
        #expect(story.level == 0.3)
        story.measure([0.31, 0.31])
        #expect(story.lastQuality == .good)
        #expect(story.emptyings.isEmpty)
    }

    @Test func noEchoIsABlockedEchoAndOutOfRange() {
        var story = SensorStory()
        story.measure(0.3, hours: 12)
        story.measure([-0.983])
        #expect(story.lastQuality == [.outOfRange, .blockedEcho])
        #expect(story.level == 0.3)
    }

    @Test func slightlyBelowTheFloorIsFlaggedAndDoesNotMoveTheLevel() {
        var story = SensorStory()
        story.measure([0.05, 0.05, -0.03])
        #expect(story.lastQuality == .outOfRange)
        #expect(story.level == 0.05)
    }

    @Test func anOverfullContainerMovesTheLevel() {
        var story = SensorStory()
        story.measure([1.1, 1.2, 1.25])
        #expect(story.lastQuality == .good)
        #expect(story.level == 1.25)
        story.measure([1.3])
        #expect(story.lastQuality == .outOfRange)
        #expect(story.level == 1.25)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNotANumberIsNoLevel(value: Double) {
        var story = SensorStory()
        story.measure([0.4, value])
        #expect(story.lastQuality == .noLevel)
        #expect(story.level == 0.4)
        #expect(story.tracker.current.trust > 0.5)
    }

    @Test func aStatusMessageIsNoFaultWhileLevelsKeepComing() {
        var story = SensorStory()
        story.measure([0.4, nil])
        #expect(story.lastQuality == .good)
        story.time = story.time.adding(days: 2)
        story.measure([nil])
        #expect(story.lastQuality == .noLevel)
    }

    @Test func aTiltedContainerDoesNotMoveTheLevel() {
        var story = SensorStory()
        story.measure([0.4])
        var tilted = SensorStory.reading(0.9, at: story.time)
        tilted.isTilted = true
        story.observe(tilted)
        #expect(story.lastQuality == .tilted)
        #expect(story.level == 0.4)
    }

    @Test func heatAndLowBatteryAreNotedButTheLevelCounts() {
        var story = SensorStory()
        var reading = SensorStory.reading(0.4, at: story.time)
        reading.temperatureCelsius = 80
        reading.batteryPercent = 12
        story.observe(reading)
        #expect(story.lastQuality == [.hot, .batteryLow])
        #expect(story.level == 0.4)
        #expect(story.tracker.current.batteryPercent == 12)
        #expect(story.tracker.current.temperatureCelsius == 80)
    }

    @Test func aBrokenThermometerIsNoFire() {
        var story = SensorStory()
        var reading = SensorStory.reading(0.4, at: story.time)
        reading.temperatureCelsius = 254
        story.observe(reading)
        #expect(story.lastQuality == .good)
    }

    @Test func theSameValueForTwoWeeksIsStuck() {
        var story = SensorStory()
        story.measure(Array(repeating: 0.42, count: 24 * 14))
        #expect(story.lastQuality == .good)
        story.measure([0.42])
        #expect(story.lastQuality == .stuck)
        story.measure([0.44])
        #expect(story.lastQuality == .good)
    }

    @Test func aPersonIsBelievedAndTheConflictShows() {
        var story = SensorStory()
        story.measure(0.2, hours: 6)
        story.observe(SensorStory.reading(0.95, at: story.time, origin: .person))
        #expect(story.level == 0.95)
        story.measure([0.2])
        #expect(story.lastQuality == .contradictsPerson)
        #expect(story.level == 0.95)
        story.measure(0.2, hours: 16)
        #expect(story.lastQuality == .good)
        #expect(story.level.map { $0 < 0.25 } == true)
    }

    @Test func aReadingOlderThanTheNewestDoesNotMoveTheLevel() {
        var story = SensorStory()
        story.measure([0.5, 0.52])
        story.observe(SensorStory.reading(0.1, at: SensorStory.start.adding(hours: -5)))
        #expect(story.level == 0.52)
    }
}
