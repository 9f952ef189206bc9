/// The last twelve levels of a slot with their times, inline and in fixed size: nothing is allocated per reading.
///
/// Levels are kept in ten-thousandths and times in whole seconds, so that the state written to the store and read back is exactly
/// the state in memory.
struct RecentReadings: Hashable, Sendable {
    static let capacity = 12

    private(set) var count = 0
    private var seconds = SIMD16<UInt32>()
    private var levels = SIMD16<Int16>()

    /// Level in ten-thousandths of the `index`-th reading, oldest first.
    func level(_ index: Int) -> Int { Int(levels[index]) }

    /// Seconds since 1970 of the `index`-th reading, oldest first.
    func time(_ index: Int) -> Int64 { Int64(seconds[index]) }

    var lastLevel: Int? { count > 0 ? level(count - 1) : nil }
    var lastTime: Int64? { count > 0 ? time(count - 1) : nil }

    mutating func append(level: Int16, seconds time: UInt32) {
        if count == Self.capacity { removeFirst(1) }
        levels[count] = level
        seconds[count] = time
        count += 1
    }

    /// Forgets the oldest `n`: what lay before an emptying says nothing about the time after it.
    mutating func removeFirst(_ n: Int) {
        let kept = max(0, count - n)
        for i in 0..<kept {
            levels[i] = levels[i + n]
            seconds[i] = seconds[i + n]
        }
        for i in kept..<count {
            levels[i] = 0
            seconds[i] = 0
        }
        count = kept
    }

    /// Level at the `anchor`-th reading and median absolute deviation of the readings `range` (at most eight), in ten-thousandths,
    /// with the growth between them taken out: the median of their slopes (Theil 1950, Sen 1968), held between 0 and
    /// `steepestPerHour`. With 0 these are simply the median and its deviation.
    func levelAndDeviation(_ range: Range<Int>, at anchor: Int, steepestPerHour: Double) -> (median: Int, deviation: Int) {
        guard steepestPerHour > 0, range.count >= 3 else { return medianAndDeviation(range) }
        let perSecond = max(0, min(steepestPerHour * LevelUnits.perLevel / 3600, medianSlope(range)))
        var flat = self
        for i in range { flat.levels[i] = Int16(clamping: Int(Double(level(i)) - perSecond * Double(time(i) - time(anchor)))) }
        return flat.medianAndDeviation(range)
    }

    /// The highest but one of at least two readings.
    func secondHighest(_ range: Range<Int>) -> Int {
        var (highest, second) = (Int.min, Int.min)
        for i in range {
            if level(i) > highest { (highest, second) = (level(i), highest) } else { second = max(second, level(i)) }
        }
        return second
    }

    /// Median of the slopes between all pairs, ten-thousandths per second.
    private func medianSlope(_ range: Range<Int>) -> Double {
        var slopes: [Double] = []
        slopes.reserveCapacity(28)
        for i in range {
            for j in range where j > i && time(j) > time(i) {
                slopes.append(Double(level(j) - level(i)) / Double(time(j) - time(i)))
            }
        }
        guard !slopes.isEmpty else { return 0 }
        slopes.sort()
        return slopes[slopes.count / 2]
    }

    /// Median and median absolute deviation of the readings `range` (at most eight), in ten-thousandths.
    func medianAndDeviation(_ range: Range<Int>) -> (median: Int, deviation: Int) {
        var sorted = SIMD8<Int32>(repeating: .max)
        for i in range { sorted[i - range.lowerBound] = Int32(levels[i]) }
        let middle = Self.median(&sorted, range.count)
        var distances = SIMD8<Int32>(repeating: .max)
        for i in range { distances[i - range.lowerBound] = abs(Int32(levels[i]) - Int32(middle)) }
        return (middle, Self.median(&distances, range.count))
    }

    private static func median(_ values: inout SIMD8<Int32>, _ count: Int) -> Int {
        for i in 1..<max(1, count) {
            var j = i
            while j > 0, values[j] < values[j - 1] {
                (values[j], values[j - 1]) = (values[j - 1], values[j])
                j -= 1
            }
        }
        guard count > 0 else { return 0 }
        return count % 2 == 1 ? Int(values[count / 2]) : (Int(values[count / 2 - 1]) + Int(values[count / 2])) / 2
    }
}

/// Levels as the tracker keeps them: ten-thousandths.
enum LevelUnits {
    static let perLevel = 10_000.0

    /// `nil` for what is not a number; far values are held at ±3.2, beyond every limit in use.
    static func units(_ level: Double) -> Int16? {
        guard level.isFinite else { return nil }
        return Int16((max(-3.2, min(3.2, level)) * perLevel).rounded())
    }

    static func level(_ units: Int) -> Double { Double(units) / perLevel }
}
