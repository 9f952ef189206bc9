import Model
import Store

/// Folds readings in time order into buckets of equal length.
struct LevelBuckets {
    private let origin: Int64
    private let length: Int64
    private var finishedBuckets: [LevelBucket] = []
    private var number: Int64 = 0
    private var minimum: Int32 = 0
    private var maximum: Int32 = 0
    private var sum: Int64 = 0
    private var count = 0

    init(from: Int64, seconds: Int) {
        origin = from
        length = Int64(max(1, min(seconds, 1 << 32))) * 1000
    }

    mutating func add(_ reading: PackedReading) {
        guard reading.countsForLevel, let level = reading.level else { return }
        add(level: level, time: reading.time)
    }

    @inline(__always)
    mutating func add(level: Int32, time: Int64) {
        let bucket = (time &- origin) / length
        if count > 0, bucket == number {
            minimum = min(minimum, level)
            maximum = max(maximum, level)
        } else {
            finish()
            number = bucket
            (minimum, maximum) = (level, level)
        }
        sum &+= Int64(level)
        count += 1
    }

    mutating func finished() -> [LevelBucket] {
        finish()
        return finishedBuckets
    }

    private mutating func finish() {
        guard count > 0 else { return }
        let steps = StoredPrecision.levelSteps
        finishedBuckets.append(
            LevelBucket(
                start: Timestamp(milliseconds: origin &+ number &* length), minimum: Double(minimum) / steps,
                mean: Double(sum) / Double(count) / steps, maximum: Double(maximum) / steps, count: count))
        (sum, count) = (0, 0)
    }
}
