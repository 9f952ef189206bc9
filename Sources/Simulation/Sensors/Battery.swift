import Model

/// A lithium battery: its voltage stays up for most of its life and falls at the end.
struct Battery: Sendable {
    private let installed: Timestamp
    private let lifeDays: Double
    private let isNearlyFlat: Bool

    init(sensorClass: SensorClass, installed: CalendarDay?, key: RandomKey) {
        let day = installed ?? CalendarDay(epochDay: 20_089)
        self.installed = Timestamp(seconds: Int64(day.epochDay) * 86400)
        // Four to eight years on paper; some lived under one (Herrenberg).
        lifeDays = 1500 + 1500 * key["life"].unit
        isNearlyFlat = sensorClass == .dying
    }

    /// Percent left and millivolts at that moment.
    func state(at moment: Timestamp) -> (percent: Int32, millivolts: Int32) {
        let used = max(0, moment.days(since: installed)) / lifeDays
        let left = isNearlyFlat ? max(0.03, 0.14 - used / 10) : max(0.04, min(1, 1 - used))
        let volts = left > 0.2 ? 3.45 + 0.2 * left : 2.9 + 2.95 * left
        return (Int32((left * 100).rounded()), Int32((volts * 1000).rounded()))
    }
}
