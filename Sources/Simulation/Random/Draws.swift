import Foundation

/// The distributions that are drawn from.
extension Xoshiro256 {
    /// [0, 1).
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// 0 ..< limit; the tiny bias of the multiplication does not matter here.
    mutating func below(_ limit: Int) -> Int { Int(unit() * Double(limit)) }

    mutating func happens(_ probability: Double) -> Bool { unit() < probability }

    /// Standard normal by Box and Muller (1958); the second of the pair is thrown away.
    mutating func normal() -> Double { (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit()) }

    /// Lognormal with mean 1.
    mutating func spread(_ sigma: Double) -> Double { exp(sigma * normal() - sigma * sigma / 2) }

    mutating func exponential(mean: Double) -> Double { -mean * log(1 - unit()) }

    /// Poisson by Knuth's multiplication, in pieces so that large means do not underflow; O(mean).
    mutating func poisson(mean: Double) -> Int {
        var count = 0
        var left = min(max(0, mean), 100_000)
        while left > 0 {
            let piece = min(left, 30)
            left -= piece
            let limit = exp(-piece)
            var product = unit()
            while product > limit {
                count += 1
                product *= unit()
            }
        }
        return count
    }

    /// Index into weights by their share.
    mutating func pick(_ weights: [Double]) -> Int {
        var left = unit() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return weights.count - 1
    }
}
