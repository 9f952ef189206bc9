import MQTT
import Testing

@Suite struct ReconnectScheduleTests {
    @Test func waitsTwiceAsLongAfterEachFailureUpToTheLongest() {
        var schedule = ReconnectSchedule()
        let waits = (0..<12).map { schedule.failed(atSeconds: Double($0), chance: 0.5) }
        #expect(waits.prefix(4).elementsEqual([0.1, 0.2, 0.4, 0.8]) { abs($0 - $1) < 1e-9 })
        #expect(waits.last == 30)
    }

    @Test func spreadsTheWaitByChance() {
        var early = ReconnectSchedule()
        var late = ReconnectSchedule()
        #expect(early.failed(atSeconds: 0, chance: 0) < 0.09)
        #expect(late.failed(atSeconds: 0, chance: 0.999) > 0.11)
    }

    @Test func startsLowAgainAfterASoundConnection() {
        var schedule = ReconnectSchedule()
        for second in 0..<10 { _ = schedule.failed(atSeconds: Double(second), chance: 0.5) }
        schedule.connected(atSeconds: 100)
        #expect(abs(schedule.failed(atSeconds: 200, chance: 0.5) - 0.1) < 1e-9)
    }

    @Test func aBrokerThatComesAndGoesIsTriedAtLeastEverySecond() {
        var schedule = ReconnectSchedule()
        var longest = 0.0
        for second in 0..<100 {
            schedule.connected(atSeconds: Double(second))
            longest = max(longest, schedule.failed(atSeconds: Double(second) + 0.3, chance: 1))
        }
        #expect(longest <= 1.21)
        #expect(longest >= 1)
    }

    @Test func neverOverflowsHoweverLongTheBrokerIsAway() {
        var schedule = ReconnectSchedule()
        for second in 0..<5000 { #expect(schedule.failed(atSeconds: Double(second), chance: 1).isFinite) }
    }
}
