import Forecasting

/// What `forecast evaluate --html` writes: the scores, and whether chances come true, as one page without scripts or outside sources.
struct CalibrationPage {
    private let evaluation: ForecastEvaluation
    private let forecasts: [ScoredForecast]
    private let name: String

    init(_ evaluation: ForecastEvaluation, _ forecasts: [ScoredForecast], name: String) {
        self.evaluation = evaluation
        self.forecasts = forecasts
        self.name = name
    }

    var text: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Füllort · forecast of \(escaped(name))</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        <h1>How good the forecast is: \(escaped(name))</h1>
        <p>\(evaluation.readings) readings of \(evaluation.slots) slots; learned until \(evaluation.trainedUntil), forecast every day from
        \(evaluation.from) to \(evaluation.to) with nothing but what was known then. Errors in points of 100.</p>
        <table>
        <tr><th>Hours ahead</th><th>Forecasts</th><th>Mean error</th><th>Last value</th><th>Linear</th><th>Weekday rates</th>
        <th>Pinball</th><th>In 50 %</th><th>In 80 %</th><th>In 95 %</th></tr>
        \(evaluation.horizons.map(row).joined(separator: "\n"))
        </table>
        <h2>Do the bands hold?</h2>
        <p>Share of truths at or below each quantile of the forecast. On the diagonal is right; above it the forecast was too high.</p>
        \(quantiles)
        <h2>Do chances of getting full come true?</h2>
        <p>Forecast chance of reaching 80 % by then, in tenths, against how often it was reached; forecasts across an emptying do not count.
        The larger the mark, the more forecasts.</p>
        \(chances)
        </main>
        </body>
        </html>

        """
    }

    private func row(_ horizon: ForecastEvaluation.Horizon) -> String {
        let errors = ForecastMethod.allCases.map { horizon.meanAbsoluteError[$0.rawValue].map { fixed($0, 2) } ?? "–" }
        let covers = [horizon.cover50, horizon.cover80, horizon.cover95].map { fixed(100 * $0, 0) }
        let cells = [String(horizon.hours), String(horizon.forecasts)] + errors + [fixed(horizon.pinball, 2)] + covers
        return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
    }

    private var quantiles: String {
        plot(
            evaluation.calibration.map { one in
                (one.hours, zip(one.probabilities, one.shares).map { (x: $0, y: $1, size: 4.0) })
            }, across: "quantile forecast", up: "share at or below")
    }

    private var chances: String {
        plot(
            evaluation.calibration.map { one in
                let most = Double(one.full.map(\.count).max() ?? 1)
                return (
                    one.hours,
                    one.full.map { (x: $0.forecast, y: $0.reached, size: 3 + 9 * (Double($0.count) / most).squareRoot()) }
                )
            }, across: "chance forecast", up: "share that reached it")
    }

    private func plot(
        _ series: [(hours: Int, points: [(x: Double, y: Double, size: Double)])], across: String, up: String
    ) -> String {
        let (side, margin) = (360.0, 50.0)
        let x = { (share: Double) in fixed(margin + side * share, 1) }
        let y = { (share: Double) in fixed(margin + side * (1 - share), 1) }
        var svg = "<svg viewBox=\"0 0 560 460\" width=\"560\" role=\"img\" aria-label=\"\(up) against \(across)\">"
        svg += "<rect class=\"frame\" x=\"\(x(0))\" y=\"\(y(1))\" width=\"\(side)\" height=\"\(side)\"/>"
        svg += "<line class=\"right\" x1=\"\(x(0))\" y1=\"\(y(0))\" x2=\"\(x(1))\" y2=\"\(y(1))\"/>"
        for percent in stride(from: 0, through: 100, by: 25) {
            let share = Double(percent) / 100
            svg += "<text x=\"\(x(share))\" y=\"\(margin + side + 18)\" text-anchor=\"middle\">\(percent) %</text>"
            svg += "<text x=\"\(margin - 6)\" y=\"\(y(share))\" text-anchor=\"end\">\(percent)</text>"
        }
        svg += "<text x=\"\(x(0.5))\" y=\"\(margin + side + 38)\" text-anchor=\"middle\">\(across)</text>"
        svg += "<text x=\"\(x(0))\" y=\"\(margin - 12)\">\(up), %</text>"
        for (number, line) in series.enumerated() {
            let look = "s\(number % 4)"
            let points = line.points.map { "\(x($0.x)),\(y($0.y))" }.joined(separator: " ")
            svg += "<polyline class=\"\(look)\" points=\"\(points)\"/>"
            for point in line.points {
                svg += "<circle class=\"\(look)\" cx=\"\(x(point.x))\" cy=\"\(y(point.y))\" r=\"\(fixed(point.size, 1))\"/>"
            }
            let at = margin + 20 + 22 * Double(number)
            svg += "<line class=\"\(look)\" x1=\"430\" x2=\"460\" y1=\"\(at)\" y2=\"\(at)\"/>"
            svg += "<text x=\"466\" y=\"\(at + 4)\">\(line.hours) h ahead</text>"
        }
        return svg + "</svg>"
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    /// Lines differ by dashes as well as by colour.
    private static let style = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
        main { max-width: 60rem; margin: auto; padding: 1rem }
        table { border-collapse: collapse } td, th { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid #8886 }
        svg { max-width: 100%; font-size: 12px } svg text { fill: currentColor } svg text[text-anchor=end] { dominant-baseline: middle }
        .frame { fill: none; stroke: #8888 } .right { stroke: #888; stroke-dasharray: 4 4 }
        polyline, line { fill: none; stroke-width: 2 } circle { fill-opacity: .55 }
        .s0 { stroke: #7a4fd0; fill: #7a4fd0 } .s1 { stroke: #c2571a; fill: #c2571a; stroke-dasharray: 8 4 }
        .s2 { stroke: #0b7a5c; fill: #0b7a5c; stroke-dasharray: 2 3 } .s3 { stroke: #a0355f; fill: #a0355f; stroke-dasharray: 10 3 2 3 }
        polyline { fill: none !important } circle { stroke-dasharray: none !important }
        """
}
