import Forecasting
import Model
import Testing

/// Litter bins fill in a day or two and send every two hours: what would be a fault on a bottle bank is an ordinary noon there.
@Suite struct FastSlotTests {
    /// Relative deposits in each two hours of a day, from midnight.
    private static let twoHours = [0.2, 0.1, 0.1, 0.6, 1.4, 1.8, 2.0, 2.0, 1.8, 1.2, 0.5, 0.3]

    /// A litter bin over some weeks, emptied at 10:00 on three days of the week; the moments it was emptied.
    private func litterBin(_ story: inout SensorStory, pointsPerDay: Double, weeks: Int) -> [Timestamp] {
        var noise = Noise(seed: 5)
        var (level, visits) = (0.2, [Timestamp]())
        for day in 0..<(7 * weeks) {
            for (place, share) in Self.twoHours.enumerated() {
                level = min(1.04, level + pointsPerDay / 100 * share / 12 * (1 + 0.5 * noise.next()))
                if place == 5, [0, 2, 4].contains(day % 7) {
                    level = 0.04 + 0.1 * abs(noise.next())
                    visits.append(story.time)
                }
                story.measure([level + 0.02 * noise.next()], everyHours: 2)
            }
        }
        return visits
    }

    @Test(arguments: [25.0, 40, 60])
    func aLitterBinEmptiedThriceAWeekShowsEveryEmptyingAndNoOther(pointsPerDay: Double) {
        var story = SensorStory()
        let visits = litterBin(&story, pointsPerDay: pointsPerDay, weeks: 4)
        let worth = visits.dropFirst()
        #expect(ReferenceEmptyings.matches(story.emptyings.map(\.at), Array(worth), toleranceHours: 3) == worth.count)
        #expect(story.emptyings.count <= visits.count)
        #expect(story.tracker.grade == .clean)
    }

    @Test func theLevelOfAFastBinFollowsWithinTwoReadings() {
        var story = SensorStory()
        _ = litterBin(&story, pointsPerDay: 60, weeks: 4)
        let settled = story.readings.dropFirst(40)
        let waits = zip(settled, settled.dropFirst()).count { $0.quality.contains(.jump) && $1.quality.contains(.jump) }
        #expect(waits == 0)
    }

    @Test func aRiseOfFifteenPointsRightAfterTheEmptyingDoesNotHideIt() throws {
        var story = SensorStory()
        _ = litterBin(&story, pointsPerDay: 40, weeks: 2)
        story.measure([0.7, 0.71, 0.7, 0.72, 0.74, 0.75], everyHours: 2)
        let known = story.emptyings.count
        let at = story.time
        story.measure([0.02, 0.17, 0.29, 0.4, 0.47, 0.52], everyHours: 2)
        #expect(story.emptyings.count == known + 1)
        let emptying = try #require(story.emptyings.last)
        #expect(emptying.at == at)
        #expect(emptying.levelAfter.map { $0 < 0.15 } == true)
        #expect(emptying.levelBefore.map { $0 > 0.65 } == true)
        #expect(story.level == 0.52)
    }

    @Test func aFallThatJumpsBackUpIsNoEmptyingInAFastBinEither() {
        var story = SensorStory()
        _ = litterBin(&story, pointsPerDay: 40, weeks: 2)
        story.measure([0.8, 0.81, 0.82, 0.82, 0.83, 0.84], everyHours: 2)
        let known = story.emptyings.count
        story.measure([0.05, 0.84, 0.05, 0.85, 0.85, 0.86, 0.86, 0.87, 0.88, 0.88], everyHours: 2)
        #expect(story.emptyings.count == known)
        #expect(story.level.map { $0 > 0.8 } == true)
    }

    @Test func aSpikeSoonAfterTheEmptyingDoesNotHideIt() {
        var story = SensorStory()
        story.measure(0.7, hours: 10)
        story.measure([0.14, 0.16, 1.06, 0.16, 0.14, 0.16, 0.16])
        #expect(story.emptyings.count == 1)
    }

    @Test func aSpikeRightBeforeASmallFallIsNoEmptying() {
        var story = SensorStory()
        story.measure([0.35, 0.37, 0.78, 0.37, 0.37, 0.3, 0.31, 0.33, 0.35, 0.38], everyHours: 6)
        #expect(story.emptyings.isEmpty)
    }

    @Test func twoReadingsSlightlyBelowTheFloorAfterAFallMeanEmpty() {
        var story = SensorStory()
        story.measure(0.8, hours: 10)
        story.measure([-0.03])
        #expect(story.level.map { $0 > 0.7 } == true)
        story.measure([-0.03])
        #expect(story.level == 0)
        #expect(story.lastQuality == .outOfRange)
        story.measure([-0.03, -0.02, -0.03, -0.03])
        #expect(story.emptyings.count == 1)
        #expect(story.level == 0)
    }
}
