/// The range of a ratio of sums over weeks by the moving-block bootstrap (Künsch 1989): weeks are drawn in neighbouring pairs, because
/// one week's work depends on the week before.
struct BlockBootstrap {
    var seed: UInt64
    var resamples = 2000

    /// The middle 95 % of `Σ driven ÷ Σ fixed − 1`; `nil` with fewer than four weeks, or when the fixed plan has nothing.
    func range(_ weeks: [(driven: Double, fixed: Double)]) -> ClosedRange<Double>? {
        guard weeks.count >= 4, weeks.contains(where: { $0.fixed > 0 }) else { return nil }
        var state = seed
        var ratios: [Double] = []
        for _ in 0..<resamples {
            var sums = (driven: 0.0, fixed: 0.0)
            var drawn = 0
            while drawn < weeks.count {
                let first = Int(Self.next(&state) % UInt64(weeks.count - 1))
                for week in weeks[first..<(first + 2)] where drawn < weeks.count {
                    sums.driven += week.driven
                    sums.fixed += week.fixed
                    drawn += 1
                }
            }
            if sums.fixed > 0 { ratios.append(sums.driven / sums.fixed - 1) }
        }
        guard ratios.count > resamples / 2 else { return nil }
        ratios.sort()
        let at = { (share: Double) in ratios[Int((share * Double(ratios.count - 1)).rounded())] }
        return at(0.025)...at(0.975)
    }

    /// SplitMix64 (Steele, Lea and Flood 2014): the same seed, the same range.
    private static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
