/// The figures that choosing well has to reach against the other policies, and what was reached.
public struct SeasonBar: Sendable, Hashable, Codable {
    public var name: String
    /// `nil` when the policies for it were not played.
    public var reached: Bool?
    public var found: String
}

extension SeasonResult {
    /// Against the fixed rhythm, the threshold and the clairvoyant bound; see docs/season.md.
    public var bars: [SeasonBar] {
        var bars: [SeasonBar] = []
        if let own = comparison(.fuellort, with: .rhythm) {
            let overflow = difference(own, .overflowHours)
            let ways = difference(own, .kilometres)
            let hours = difference(own, .truckHours)
            let found = "km \(Self.percent(ways)), truck hours \(Self.percent(hours)), overflow hours \(Self.percent(overflow))"
            if sensors > 0 {
                bars.append(
                    SeasonBar(
                        name: "at most the overflow of the fixed rhythm, 45 % fewer km, 35 % fewer truck hours",
                        reached: overflow <= 0 && ways <= -0.45 && hours <= -0.35, found: found))
            } else {
                bars.append(
                    SeasonBar(
                        name: "without sensors: 25 % fewer km than the fixed rhythm, at most its overflow",
                        reached: overflow <= 0 && ways <= -0.25, found: found))
            }
        }
        if let own = comparison(.fuellort, with: .threshold) {
            let overflow = difference(own, .overflowHours)
            let ways = difference(own, .kilometres)
            bars.append(
                SeasonBar(
                    name: "at most the km of the threshold, 60 % fewer overflow hours", reached: ways <= 0 && overflow <= -0.6,
                    found: "km \(Self.percent(ways)), overflow hours \(Self.percent(overflow))"))
        }
        if let own = comparison(.fuellort, with: .clairvoyant) {
            let cost = difference(own, .cost)
            bars.append(
                SeasonBar(
                    name: "within 15 % of the cost of the clairvoyant", reached: cost <= 0.15, found: "cost \(Self.percent(cost))"
                ))
        }
        return bars
    }

    private func difference(_ comparison: Comparison, _ measure: Measure) -> Double { comparison.differences[measure]?.mean ?? 0 }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths < 0 ? "−" : "+")\(abs(tenths) / 10).\(abs(tenths) % 10) %"
    }
}
