import Forecasting
import Foundation

/// How often the truth lay at or below each quantile, against how often it should: points on the diagonal are right. One line a class,
/// told apart by colour and by mark.
enum CalibrationPlot {
    private static let side = 360.0
    private static let margin = 50.0
    private static let looks = [("#7a4fd0", "A"), ("#c2571a", "B"), ("#0b7a5c", "C")]

    static func svg(_ shares: [String: [Double]]) -> String {
        let full = Int(side + 2 * margin)
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(full) \(full)" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="#fff"/>
            <line x1="\(margin)" y1="\(margin + side)" x2="\(margin + side)" y2="\(margin)" stroke="#888" stroke-dasharray="4 4"/>
            <rect x="\(margin)" y="\(margin)" width="\(side)" height="\(side)" fill="none" stroke="#888"/>
            <text x="\(margin + side / 2)" y="\(margin + side + 38)" text-anchor="middle">quantile forecast</text>
            <text x="14" y="\(margin + side / 2)" text-anchor="middle" transform="rotate(-90 14 \(margin + side / 2))">share at or below</text>

            """
        for tenth in stride(from: 0.0, through: 1.0, by: 0.25) {
            svg += "<text x=\"\(x(tenth))\" y=\"\(margin + side + 18)\" text-anchor=\"middle\">\(tenth)</text>"
            svg += "<text x=\"\(margin - 8)\" y=\"\(y(tenth) + 4)\" text-anchor=\"end\">\(tenth)</text>\n"
        }
        for (number, look) in looks.enumerated() {
            guard let values = shares[look.1], values.count == ScoredForecast.probabilities.count, values.allSatisfy(\.isFinite)
            else { continue }
            let points = zip(ScoredForecast.probabilities, values).map { "\(x($0)),\(y($1))" }
            svg += "<polyline fill=\"none\" stroke=\"\(look.0)\" stroke-width=\"2\" points=\"\(points.joined(separator: " "))\"/>"
            for (probability, value) in zip(ScoredForecast.probabilities, values) {
                svg +=
                    "<text x=\"\(x(probability))\" y=\"\(y(value) + 4)\" text-anchor=\"middle\" fill=\"\(look.0)\">\(look.1)</text>"
            }
            svg +=
                "<text x=\"\(margin + 12)\" y=\"\(margin + 20 + 16 * Double(number))\" fill=\"\(look.0)\">class \(look.1)</text>\n"
        }
        return svg + "</svg>\n"
    }

    private static func x(_ share: Double) -> Double { margin + side * share }

    private static func y(_ share: Double) -> Double { margin + side * (1 - share) }
}
