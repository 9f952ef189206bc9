import Foundation
import Model

/// The season as text for a terminal: one line a policy, then differences to the first, then the bars.
public struct SeasonTable: Sendable {
    private let result: SeasonResult

    public init(_ result: SeasonResult) { self.result = result }

    public var text: String {
        var lines = [
            "Season of \(result.weeks) weeks from \(result.firstDay), seeds \(result.seeds.map(String.init).joined(separator: ", ")): "
                + "\(result.sites) sites, \(result.slots) slots, \(result.sensors) sensors"
                + "\(result.hasFaults ? "" : " without faults"), \(result.vehicles) vehicles",
            "Means over the seeds with 95 % intervals; ways are \(result.distanceBasis.isEstimate ? "estimated" : "of the road network"); "
                + "\(result.iterationsPerDay) steps of search a day; rhythm searched for at most "
                + "\(Self.number(100 * result.overflowTarget, 2)) % of container-hours overfull",
            "",
        ]
        lines += Self.aligned([["policy"] + Self.columns.map(\.title)] + result.policies.map(row))
        if let baseline = result.policies.first?.policy, result.policies.count > 1 {
            lines += ["", "Against \(baseline.rawValue), paired by seed, percent:"]
            lines += Self.aligned(
                [["policy"] + Self.columns.map(\.title)]
                    + result.policies.dropFirst().compactMap { result.comparison($0.policy, with: baseline) }.map(row))
        }
        if !result.bars.isEmpty {
            lines.append("")
            lines += result.bars.map { "\($0.reached == true ? "reached" : "missed "): \($0.name): \($0.found)" }
        }
        lines += [
            "", "Where ways and hours go, by kind of vehicle; the approach is depot, tip and back, and follows tours and tons:",
        ]
        lines += Self.aligned([Self.workTitles] + result.policies.flatMap { workRows($0.policy) })
        return lines.joined(separator: "\n")
    }

    private static let workTitles = [
        "policy", "vehicles", "tours", "loads", "stops", "emptyings", "km", "approach", "truck h", "approach", "service", "tip",
        "idle",
    ]

    private func workRows(_ policy: SeasonPolicy) -> [[String]] {
        let mean = result.meanWork(of: policy)
        return mean.sorted { $0.key < $1.key }.map { kind, work in
            [policy.rawValue, kind]
                + [
                    work.tours, work.loads, work.sites, work.emptyings, work.kilometres, work.approachKilometres, work.truckHours,
                    work.approachHours, work.serviceHours, work.disposalHours, work.idleHours,
                ].map { Self.number($0, 0) }
        }
    }

    private struct Column {
        var title: String
        var measure: SeasonResult.Measure
        var factor = 1.0
        var digits = 0
    }

    private static let columns = [
        Column(title: "emptyings", measure: .emptyings), Column(title: "lifts", measure: .lifts),
        Column(title: "tours", measure: .tours), Column(title: "km", measure: .kilometres),
        Column(title: "truck h", measure: .truckHours), Column(title: "diesel l", measure: .dieselLitres),
        Column(title: "kWh", measure: .electricKilowattHours), Column(title: "CO₂ kg", measure: .carbonDioxideKilograms),
        Column(title: "overflow h", measure: .overflowHours),
        Column(title: "overflow %", measure: .overflowShare, factor: 100, digits: 2),
        Column(title: "fill %", measure: .meanLevelAtEmptying, factor: 100, digits: 1),
        Column(title: "± fill", measure: .levelAtEmptyingDeviation, factor: 100, digits: 1),
        Column(title: "cost km", measure: .cost, factor: 0.001),
    ]

    private func row(_ summary: SeasonResult.PolicySummary) -> [String] {
        [summary.policy.rawValue]
            + Self.columns.map { column in
                let estimate = summary.estimate(column.measure)
                let mean = Self.number(estimate.mean * column.factor, column.digits)
                guard let high = estimate.high else { return mean }
                return "\(mean) ±\(Self.number((high - estimate.mean) * column.factor, column.digits))"
            }
    }

    private func row(_ comparison: SeasonResult.Comparison) -> [String] {
        [comparison.policy.rawValue]
            + Self.columns.map { column in
                guard let estimate = comparison.differences[column.measure] else { return "" }
                let mean = (estimate.mean > 0 ? "+" : "") + Self.number(100 * estimate.mean, 1)
                guard let high = estimate.high else { return mean }
                return "\(mean) ±\(Self.number(100 * (high - estimate.mean), 1))"
            }
    }

    static func number(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

    /// Columns of equal width, numbers to the right.
    private static func aligned(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + space : space + text
            }.joined(separator: "  ")
        }
    }
}
