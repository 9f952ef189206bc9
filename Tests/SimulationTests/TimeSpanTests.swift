import Model
import Simulation
import Testing

@Suite struct TimeSpanTests {
    let now = Timestamp(rfc3339: "2026-03-16T05:30:00Z")!

    @Test func historyEndsNow() {
        let span = TimeSpan(from: nil, until: nil, days: 3, pace: .maximum, now: now)
        #expect(span?.until == now)
        #expect(span?.from == now.adding(days: -3))
    }

    @Test func lifeBeginsNowAndGoesOn() {
        let span = TimeSpan(from: nil, until: nil, days: nil, pace: .timesReal(1), now: now)
        #expect(span?.from == now)
        #expect((span?.until ?? now) > now.adding(days: 300))
    }

    @Test func bothEndsMayBeGiven() {
        let from = now.adding(days: -2)
        #expect(TimeSpan(from: from, until: now, days: nil, pace: .maximum, now: now)?.from == from)
        #expect(TimeSpan(from: from, until: nil, days: 1, pace: .maximum, now: now)?.until == now.adding(days: -1))
    }

    @Test(arguments: [-1, 0, 500.0]) func spansThatCanNotBeAreRefused(_ days: Double) {
        #expect(TimeSpan(from: nil, until: nil, days: days, pace: .maximum, now: now) == nil)
    }

    @Test func anEndBeforeTheBeginningIsRefused() {
        #expect(TimeSpan(from: now, until: now.adding(days: -1), days: nil, pace: .maximum, now: now) == nil)
    }

    @Test(arguments: [("max", Pace.maximum), ("1", .timesReal(1)), ("3600", .timesReal(3600))])
    func speedsAreUnderstood(_ text: String, _ pace: Pace) {
        #expect(Pace(text) == pace)
    }

    @Test(arguments: ["", "fast", "0", "-1", "nan", "inf"]) func otherSpeedsAreRefused(_ text: String) {
        #expect(Pace(text) == nil)
    }
}
