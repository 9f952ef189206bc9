import Model
import Testing

@testable import Season

@Suite struct SeasonTests {
    /// Small enough for a test, large enough that every policy drives.
    private func settings(sensors: Double? = 1, faults: Bool = false, policies: [SeasonPolicy] = SeasonPolicy.allCases)
        -> SeasonSettings
    {
        SeasonSettings(
            weeks: 1, seeds: [1], policies: policies, sensorShare: sensors, hasFaults: faults, sites: 12, iterationsPerDay: 60,
            settlingWeeks: 1)
    }

    @Test func everyPolicyMeetsTheSameDepositsAndDrives() throws {
        let result = try Season(settings()).play()
        #expect(result.runs.map(\.policy) == SeasonPolicy.allCases)
        for run in result.runs {
            #expect(run.emptyings > 0 && run.kilometres > 0 && run.tours > 0)
            #expect((0.05...1.2).contains(run.meanLevelAtEmptying))
            #expect(run.emptyingsByLevel.reduce(0, +) == run.emptyings)
            #expect(abs(run.kilometresByWeek.reduce(0, +) - run.kilometres) < 1e-6)
        }
        // What came in went out, lies in the containers or beside them: the same for all but for what was left beside.
        let taken = result.runs.map { $0.collectedLitres + $0.contentChangeLitres }
        let most = try #require(taken.max())
        #expect(taken.allSatisfy { $0 > 0.9 * most })
    }

    @Test func theSameSeasonTwiceIsTheSameWithAnyNumberOfThreads() throws {
        let once = settings(sensors: 0.5, faults: true, policies: [.threshold, .fuellort])
        #expect(try Season(once).play() == Season(once).play(threads: 2))
    }

    @Test func withoutSensorsFuellortStillKnowsWhatToEmpty() throws {
        let result = try Season(settings(sensors: 0, policies: [.fuellort])).play()
        #expect(result.sensors == 0)
        #expect(result.runs[0].emptyings > 0)
    }

    @Test func theRhythmKeepsToItsTargetAndALooserOneComesLessOften() throws {
        let town = SeasonTown.make(settings(), seed: 1)
        let day = SeasonSettings().firstDay
        let strict = RhythmSearch.improve(town, seed: 1, before: day, target: 0.01)
        let loose = RhythmSearch.improve(town, seed: 1, before: day, target: 0.05)
        let share = { (found: [RhythmSearch.Found]) in
            found.reduce(0) { $0 + $1.overflowShare * Double($1.slots) } / Double(found.reduce(0) { $0 + $1.slots })
        }
        #expect(share(strict.found) <= 0.01)
        #expect(share(loose.found) <= 0.05)
        let perDay = { (found: [RhythmSearch.Found]) in found.reduce(0) { $0 + Double($1.slots) / $1.intervalDays } }
        #expect(perDay(strict.found) > perDay(loose.found))
    }

    @Test func intervalsAreStudentsAndDifferencesPairedBySeed() throws {
        let estimate = Estimate([10, 12, 14])
        #expect(estimate.mean == 12)
        #expect(abs(try #require(estimate.high) - 12 - 4.303 * 2 / 3.0.squareRoot()) < 1e-9)
        #expect(Estimate([5]).low == nil)
    }

    @Test func tableAndPageTellEveryPolicyInBothLanguages() throws {
        let result = try Season(settings(policies: [.rhythm, .fuellort])).play()
        let text = SeasonTable(result).text
        #expect(text.contains("rhythm") && text.contains("fuellort") && text.contains("overflow h"))
        let page = SeasonPage(result).html
        #expect(page.contains("Fester Rhythmus") && page.contains("Fixed rhythm") && page.contains("<svg"))
        #expect(!page.contains("http"))
    }
}
