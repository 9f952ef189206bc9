import Reports

/// An axis from zero to a round number in equal round steps: 1, 2 or 5 times a power of ten.
struct RoundAxis: Hashable, Sendable {
    var step: Double
    var top: Double

    /// - Parameter maximum: what has to fit; an axis of nothing goes to `least`.
    init(upTo maximum: Double, parts: Int = 4, least: Double = 4) {
        let wanted = max(maximum.isFinite ? maximum : 0, least) / Double(parts)
        var power = 1.0
        while power * 10 <= wanted { power *= 10 }
        while power > wanted { power /= 10 }
        step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= wanted - 1e-9 } ?? power * 10
        top = step * (max(maximum, least) / step - 1e-9).rounded(.up)
    }

    var marks: [Double] { (0...Int((top / step).rounded())).map { Double($0) * step } }

    var digits: Int { step >= 1 ? 0 : 1 }
}

/// Two bars side by side for each day or week: one an outline, one filled. The values also stand in a table.
struct BarPairPlot {
    struct Pair: Sendable {
        /// Below the axis; `nil` leaves room.
        var label: String?
        /// In front of the value when the bar is pointed at.
        var title: String
        var open: Double
        var filled: Double
    }

    let view: TownView
    let label: String
    let names: (open: String, filled: String)
    let pairs: [Pair]
    var digits = 0

    private static let (left, right, bottom, height) = (52.0, 990.0, 190.0, 170.0)

    private var axis: RoundAxis { RoundAxis(upTo: pairs.map { max($0.open, $0.filled) }.max() ?? 0) }

    var html: HTML {
        let axis = axis
        return tag(
            "svg", .class("plot"), Attribute("viewBox", "0 0 1000 220"), Attribute("role", "img"), .label(label)
        ) {
            for mark in axis.marks {
                let y = Self.bottom - Self.height * mark / axis.top
                tag(
                    "line", .class("grid-line"), Attribute("x1", number(Self.left - 4)), Attribute("x2", number(Self.right)),
                    Attribute("y1", number(y)), Attribute("y2", number(y)), text: "")
                tag(
                    "text", Attribute("x", number(Self.left - 10)), Attribute("y", number(y + 4)),
                    Attribute("text-anchor", "end"), text: view.format.number(mark, digits: axis.digits))
            }
            for (index, pair) in pairs.enumerated() {
                let width = (Self.right - Self.left) / Double(pairs.count)
                let x = Self.left + Double(index) * width
                let bar = min(30, width / 2 - 2)
                rectangle("bar-open", x + width / 2 - bar - 1, bar, pair.open, "\(pair.title): \(names.open)", axis)
                rectangle("bar", x + width / 2 + 1, bar, pair.filled, "\(pair.title): \(names.filled)", axis)
                if let label = pair.label {
                    tag(
                        "text", Attribute("x", number(x + width / 2)), Attribute("y", "208"),
                        Attribute("text-anchor", "middle"), text: label)
                }
            }
        }
    }

    private func rectangle(
        _ name: String, _ x: Double, _ width: Double, _ value: Double, _ title: String, _ axis: RoundAxis
    ) -> HTML {
        let height = Self.height * max(0, value) / axis.top
        return tag(
            "rect", .class(name), Attribute("x", number(x)), Attribute("y", number(Self.bottom - height)),
            Attribute("width", number(width)), Attribute("height", number(height))
        ) { tag("title", text: "\(title) \(view.format.number(value, digits: digits))") }
    }

    private func number(_ value: Double) -> String { String((value * 10).rounded() / 10) }

    var legend: HTML {
        tag("ul", .class("legend plot-legend")) {
            for (name, text) in [("bar-open", names.open), ("bar", names.filled)] {
                tag("li") {
                    tag("svg", .class("plot plot-sample"), Attribute("viewBox", "0 0 22 12"), Attribute("aria-hidden", "true")) {
                        tag(
                            "rect", .class(name), Attribute("x", "4"), Attribute("y", "1"), Attribute("width", "12"),
                            Attribute("height", "10"), text: "")
                    }
                    text
                }
            }
        }
    }
}
