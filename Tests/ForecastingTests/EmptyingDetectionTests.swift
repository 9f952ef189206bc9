import Forecasting
import Model
import Testing

@Suite struct EmptyingDetectionTests {
    @Test func aDeepFallThatStaysIsAnEmptyingWithBeforeAndAfter() throws {
        var story = SensorStory()
        story.measure(0.8, hours: 10)
        let emptiedAt = story.time
        story.measure(0.04, hours: 8)
        let emptying = try #require(story.emptyings.first)
        #expect(story.emptyings.count == 1)
        #expect(emptying.at == emptiedAt)
        #expect(emptying.source == .sensed)
        #expect(emptying.confidence >= 0.9)
        #expect(abs((emptying.levelBefore ?? 0) - 0.8) < 0.02)
        #expect(abs((emptying.levelAfter ?? 1) - 0.04) < 0.02)
        #expect(story.tracker.current.lastEmptying == emptying)
    }

    @Test func theLevelFollowsWithTheSecondReadingAndLessTrustUntilConfirmed() {
        var story = SensorStory()
        story.measure(0.8, hours: 10)
        let sure = story.tracker.current.trust
        story.measure([0.04])
        #expect(story.level.map { $0 > 0.7 } == true)
        story.measure([0.04])
        #expect(story.level == 0.04)
        #expect(story.emptyings.isEmpty)
        #expect(story.tracker.current.trust < 0.8 * sure)
        story.measure(0.04, hours: 6)
        #expect(story.emptyings.count == 1)
        story.measure(0.04, hours: 12)
        #expect(story.tracker.current.trust > 0.9 * sure)
    }

    @Test func aFallWithoutStabilityIsNoEmptying() {
        var story = SensorStory()
        story.measure(0.9, hours: 10)
        story.measure([0.2, 0.9, 0.3, 0.85, 0.1, 0.9, 0.25, 0.88, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9])
        #expect(story.emptyings.isEmpty)
    }

    @Test func aFallToHalfIsOnlyAHint() throws {
        var story = SensorStory()
        story.measure(0.9, hours: 10)
        story.measure(0.45, hours: 8)
        let hint = try #require(story.emptyings.first)
        #expect(hint.confidence < LevelTracker.certainEnough)
        #expect(story.tracker.current.lastEmptying == nil)
        #expect(story.level.map { $0 < 0.5 } == true)
    }

    @Test func aFallToHalfThatStaffReportIsAnEmptyingInPart() {
        var story = SensorStory()
        story.measure(0.9, hours: 10)
        let report = Emptying(
            slot: SensorStory.slot, at: story.time, levelBefore: nil, levelAfter: nil, confidence: 1, source: .reported)
        story.tracker.observe(emptying: report)
        story.measure(0.45, hours: 20)
        #expect(story.emptyings.isEmpty)
        #expect(story.tracker.current.lastEmptying?.source == .reported)
        #expect(story.level.map { abs($0 - 0.45) < 0.02 } == true)
    }

    @Test func aReportSetsTheLevelDownAtOnceAndTheSensedFallIsTheSameEmptying() {
        var story = SensorStory()
        story.measure(0.8, hours: 10)
        story.tracker.observe(
            emptying: Emptying(
                slot: SensorStory.slot, at: story.time, levelBefore: nil, levelAfter: nil, confidence: 1, source: .reported))
        #expect(story.level.map { $0 < 0.1 } == true)
        story.measure(0.03, hours: 10)
        #expect(story.emptyings.isEmpty)
        #expect(story.tracker.current.lastEmptying?.source == .reported)
    }

    @Test func theEndOfAFalseEchoIsNoEmptying() {
        var story = SensorStory()
        story.measure(0.25, hours: 24)
        story.measure(0.62, hours: 8)
        story.measure(0.26, hours: 10)
        #expect(story.emptyings.isEmpty)
    }

    @Test func aSensorFullOfFalseEchoesBecomesUnreliableAndReportsNoEmptyings() {
        var story = SensorStory()
        var noise = Noise(seed: 7)
        for _ in 0..<60 {
            story.measure(0.62, hours: 5 + Int(4 * (1 + noise.next())))
            story.measure(0.1, hours: 5 + Int(4 * (1 + noise.next())))
        }
        #expect(story.tracker.grade == .unreliable)
        #expect(story.tracker.current.trust < 0.4)
        let before = story.emptyings.count
        story.measure(0.62, hours: 10)
        story.measure(0.05, hours: 10)
        #expect(story.emptyings.count == before)
    }

    @Test func aSlowSensorIsBelievedWithThreeReadings() {
        var story = SensorStory()
        story.measure([0.5, 0.6, 0.7, 0.75, 0.05, 0.06, 0.07], everyHours: 12)
        #expect(story.emptyings.count == 1)
        #expect(story.level == 0.07)
    }

    @Test func aFloorSlightlyTooDeepStillShowsTheEmptying() {
        var story = SensorStory()
        story.measure(0.6, hours: 10)
        story.measure(Array(repeating: -0.03, count: 8))
        #expect(story.emptyings.count == 1)
        #expect(story.level == 0)
    }
}
