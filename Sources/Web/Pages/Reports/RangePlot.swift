import Model
import Reports

/// Differences with their ranges on one axis; zero is the fixed plan.
struct RangePlot {
    struct Row: Sendable {
        var name: String
        var difference: Double
        var low: Double
        var high: Double
        var isShown: Bool
    }

    let view: TownView
    let rows: [Row]

    private static let (left, right, rowHeight, top) = (190.0, 970.0, 34.0, 26.0)

    /// Widest share that the axis shows; what lies outside is cut at its end, the table has the figures.
    private var reach: Double {
        let widest = rows.flatMap { [abs($0.low), abs($0.high)] }.max() ?? 0.1
        return RoundAxis(upTo: min(200, widest * 100), parts: 2, least: 10).top / 100
    }

    private func x(_ share: Double) -> Double {
        let reach = reach
        return Self.left + (min(reach, max(-reach, share)) + reach) / (2 * reach) * (Self.right - Self.left)
    }

    var html: HTML {
        let height = Self.top + Double(rows.count) * Self.rowHeight + 24
        let step = reach / 2
        return tag(
            "svg", .class("plot range-plot"), Attribute("viewBox", "0 0 1000 \(number(height))"), Attribute("role", "img"),
            .label(view(ReportTerm.rangePlot))
        ) {
            tag(
                "text", Attribute("x", number(x(-reach / 2))), Attribute("y", "14"), Attribute("text-anchor", "middle"),
                text: "← \(view(ReportTerm.less))")
            tag(
                "text", Attribute("x", number(x(reach / 2))), Attribute("y", "14"), Attribute("text-anchor", "middle"),
                text: "\(view(ReportTerm.more)) →")
            for mark in [-2.0, -1, 0, 1, 2].map({ $0 * step }) {
                tag(
                    "line", .class(mark == 0 ? "axis" : "grid-line"), Attribute("x1", number(x(mark))),
                    Attribute("x2", number(x(mark))), Attribute("y1", number(Self.top - 4)),
                    Attribute("y2", number(height - 20)), text: "")
                tag(
                    "text", Attribute("x", number(x(mark))), Attribute("y", number(height - 4)),
                    Attribute("text-anchor", "middle"), text: mark == 0 ? "0" : view.signed(mark, digits: 0))
            }
            for (index, row) in rows.enumerated() { bar(row, y: Self.top + (Double(index) + 0.5) * Self.rowHeight) }
        }
    }

    private func bar(_ row: Row, y: Double) -> HTML {
        tag("g") {
            tag(
                "title",
                text: "\(row.name): \(view.signed(row.difference)) (\(view.signed(row.low)) … \(view.signed(row.high)))")
            tag("text", .class("row-label"), Attribute("x", "0"), Attribute("y", number(y + 4)), text: row.name)
            tag(
                "rect", .class(row.isShown ? "interval is-shown" : "interval"), Attribute("x", number(x(row.low))),
                Attribute("y", number(y - 5)), Attribute("width", number(max(2, x(row.high) - x(row.low)))),
                Attribute("height", "10"), Attribute("rx", "3"), text: "")
            tag(
                "circle", .class(row.isShown ? "dot is-shown" : "dot"), Attribute("cx", number(x(row.difference))),
                Attribute("cy", number(y)), Attribute("r", "6"), text: "")
        }
    }

    private func number(_ value: Double) -> String { String((value * 10).rounded() / 10) }
}

extension TownView {
    /// A difference as a share: `−12,3 %`, `+4,0 %`.
    func signed(_ share: Double, digits: Int = 1) -> String {
        let tenths = (share * 1000).rounded() / 10
        let sign = tenths < 0 ? "−" : tenths > 0 ? "+" : "±"
        return sign + format.number(abs(tenths), digits: digits) + (language == .german ? " %" : "%")
    }
}
