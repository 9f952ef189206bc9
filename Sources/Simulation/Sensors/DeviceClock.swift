import Model

/// A device's idea of the time.
struct DeviceClock: Sendable {
    private let offsetMilliseconds: Int64

    init(sensorClass: SensorClass, key: RandomKey) {
        guard sensorClass == .wrongClock else {
            // Good clocks are off by a second or two.
            offsetMilliseconds = Int64((key["offset"].unit - 0.5) * 4000)
            return
        }
        let kind = key["kind"].unit
        offsetMilliseconds =
            switch kind {
            case ..<0.7: Int64((key["offset"].unit - 0.5) * 80 * 60_000)
            // Lost its time and counts from 1970.
            case ..<0.9: -1_767_225_600_000
            default: 365 * 86_400_000
            }
    }

    func shown(_ moment: Timestamp) -> Timestamp { Timestamp(milliseconds: moment.milliseconds &+ offsetMilliseconds) }
}
