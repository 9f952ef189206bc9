/// Stretches of time in seconds after the planning day's local midnight, in rising order, none overlapping; the end of each is not
/// included. Real elapsed seconds: on the day of a clock change 07:00 is 6 or 8 hours after midnight.
struct Stretches: Hashable, Sendable {
    private(set) var ranges: [Range<Int>]

    /// From the day before to the third day after: more than any shift can reach.
    static let always = Stretches([-86400..<4 * 86400])
    static let never = Stretches([])

    /// Sorts and joins what overlaps or touches.
    init(_ ranges: [Range<Int>]) {
        var joined: [Range<Int>] = []
        for range in ranges.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        self.ranges = joined
    }

    var isEmpty: Bool { ranges.isEmpty }

    func intersection(_ other: Stretches) -> Stretches {
        var common: [Range<Int>] = []
        for a in ranges {
            for b in other.ranges where a.overlaps(b) { common.append(a.clamped(to: b)) }
        }
        return Stretches(common)
    }

    func union(_ other: Stretches) -> Stretches { Stretches(ranges + other.ranges) }

    /// Moments at which work of that length may begin so that all of it lies inside: closed ranges, first to last moment.
    func beginnings(ofWork seconds: Int) -> [ClosedRange<Int>] {
        ranges.compactMap { $0.upperBound - seconds >= $0.lowerBound ? $0.lowerBound...($0.upperBound - seconds) : nil }
    }
}
