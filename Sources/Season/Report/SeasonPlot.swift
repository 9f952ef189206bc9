/// Plots as SVG. Lines differ by colour and by dashes, so that none depends on colour alone.
enum SeasonPlot {
    private static let width = 760.0
    private static let height = 260.0
    private static let left = 60.0
    private static let bottom = 30.0

    private static func colour(_ series: Int) -> String { "var(--s\(series % 5))" }

    private static let dashes = ["", "8 4", "2 3", "10 3 2 3", "1 5"]

    /// Values by week, one line a series, with a legend.
    static func lines(_ series: [(name: String, values: [Double])]) -> String {
        let highest = niceCeiling(series.flatMap(\.values).max() ?? 1)
        let count = series.map(\.values.count).max() ?? 1
        let x = { (index: Int) in left + (width - left - 10) * Double(index) / Double(max(1, count - 1)) }
        let y = { (value: Double) in (height - bottom) * (1 - value / highest) + 10 }
        var svg = "<svg viewBox=\"0 0 \(Int(width)) \(Int(height) + 40)\" width=\"\(Int(width))\" role=\"img\">"
        for step in 0...4 {
            let value = highest * Double(step) / 4
            svg += "<line class=\"axis\" x1=\"\(left)\" x2=\"\(width)\" y1=\"\(short(y(value)))\" y2=\"\(short(y(value)))\"/>"
            svg += "<text x=\"\(left - 6)\" y=\"\(short(y(value) + 4))\" text-anchor=\"end\">\(Int(value))</text>"
        }
        for index in 0..<count {
            svg +=
                "<text x=\"\(short(x(index)))\" y=\"\(short(height - bottom + 28))\" text-anchor=\"middle\">\(index + 1)</text>"
        }
        for (number, line) in series.enumerated() {
            let points = line.values.enumerated().map { "\(short(x($0))),\(short(y($1)))" }.joined(separator: " ")
            svg +=
                "<polyline fill=\"none\" stroke=\"\(colour(number))\" stroke-width=\"2.5\" stroke-dasharray=\"\(dashes[number % 5])\" "
            svg += "points=\"\(points)\"><title>\(line.name)</title></polyline>"
            let at = left + Double(number) * 140
            svg +=
                "<line x1=\"\(at)\" x2=\"\(at + 28)\" y1=\"\(height + 22)\" y2=\"\(height + 22)\" stroke=\"\(colour(number))\" "
            svg += "stroke-width=\"2.5\" stroke-dasharray=\"\(dashes[number % 5])\"/>"
            svg += "<text x=\"\(at + 34)\" y=\"\(height + 26)\">\(line.name)</text>"
        }
        return svg + "</svg>"
    }

    /// Emptyings by level before, in steps of ten points.
    static func histogram(_ counts: [Int], series: Int) -> String {
        let total = Double(max(1, counts.reduce(0, +)))
        let highest = Double(max(1, counts.max() ?? 1))
        var svg = "<svg viewBox=\"0 0 330 170\" width=\"330\" role=\"img\">"
        for (band, count) in counts.enumerated() {
            let tall = 120 * Double(count) / highest
            let x = 10 + Double(band) * 24
            svg +=
                "<rect x=\"\(short(x))\" y=\"\(short(130 - tall))\" width=\"20\" height=\"\(short(tall))\" fill=\"\(colour(series))\">"
            svg += "<title>\(band * 10) %: \(Int((100 * Double(count) / total).rounded())) %</title></rect>"
            if band % 2 == 0 { svg += "<text x=\"\(short(x + 10))\" y=\"148\" text-anchor=\"middle\">\(band * 10)</text>" }
        }
        return svg + "<text x=\"160\" y=\"165\" text-anchor=\"middle\">%</text></svg>"
    }

    private static func short(_ value: Double) -> String { SeasonTable.number(value, 1) }

    /// 1, 2 or 5 times a power of ten.
    private static func niceCeiling(_ value: Double) -> Double {
        var step = 1.0
        while step * 10 < value { step *= 10 }
        return [step, 2 * step, 5 * step, 10 * step].first { $0 >= value } ?? max(1, value)
    }
}
