import Forecasting
import Model

/// Tells a sensor's story hour by hour for the tests: what it measured, and what the tracker made of it.
struct SensorStory {
    static let slot: SlotID = "slot"
    static let start = Timestamp(rfc3339: "2026-03-02T06:00:00Z") ?? Timestamp(seconds: 0)

    var tracker = LevelTracker(slot: slot)
    var time = start
    var readings: [Reading] = []
    var emptyings: [Emptying] = []

    static func reading(_ level: Double?, at time: Timestamp, origin: ReadingOrigin = .live) -> Reading {
        Reading(
            slot: slot, device: "device", measuredAt: time, receivedAt: time.adding(seconds: 5), timeSource: .device,
            origin: origin,
            level: level)
    }

    /// One reading an hour with these levels.
    mutating func measure(_ levels: [Double?], everyHours step: Double = 1) {
        for level in levels { observe(Self.reading(level, at: time), everyHours: step) }
    }

    /// The same level for some hours, with the small steps a real sensor makes.
    mutating func measure(_ level: Double, hours: Int) {
        measure((0..<hours).map { level + ($0 % 3 == 0 ? 0.01 : 0) })
    }

    mutating func observe(_ reading: Reading, everyHours step: Double = 1) {
        var reading = reading
        emptyings += tracker.observe(&reading)
        readings.append(reading)
        time = time.adding(hours: step)
    }

    var level: Double? { tracker.current.level }
    var lastQuality: ReadingQuality { readings.last?.quality ?? .good }
}

/// Small reproducible noise, -1…1.
struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 4_503_599_627_370_496 - 1
    }
}
