/// Prometheus' text exposition format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).
struct PrometheusText {
    struct Label: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// One line, within its family and labels.
    struct Sample: Hashable, Sendable {
        var suffix = ""
        var extra: Label?
        var value: Double
    }

    private struct Family {
        var type: String
        var help: String
        var lines: [(labels: [Label], samples: [Sample])] = []
    }

    private var families: [String: Family] = [:]

    /// Adds a series to its family. All series of a family must have one type; one of another type is left out.
    mutating func add(family: String, type: String, help: String, labels: [Label], samples: [Sample]) {
        var entry = families[family] ?? Family(type: type, help: help)
        guard entry.type == type else { return }
        entry.lines.append((labels, samples))
        families[family] = entry
    }

    var text: String {
        families.sorted { $0.key < $1.key }.map { name, family in
            let head = "# HELP \(name) \(escaped(family.help, quotes: false))\n# TYPE \(name) \(family.type)\n"
            let series = family.lines.map { entry in entry.samples.map { line(name, entry.labels, $0) }.joined() }
            return head + series.sorted().joined()
        }.joined()
    }

    private func line(_ name: String, _ labels: [Label], _ sample: Sample) -> String {
        let all = labels + (sample.extra.map { [$0] } ?? [])
        let list = all.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",")
        return name + sample.suffix + (list.isEmpty ? "" : "{\(list)}") + " " + Self.number(sample.value) + "\n"
    }

    private func escaped(_ text: String, quotes: Bool) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return quotes ? escaped.replacing("\"", with: "\\\"") : escaped
    }

    /// Whole numbers without a point; `NaN`, `+Inf`, `-Inf` as the format names them.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if let whole = Int64(exactly: value), abs(value) < 1e15 { return String(whole) }
        return String(value)
    }

    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`, other characters become underscores.
    static func metricName(_ label: String) -> String { name(label, allowing: ":") }

    /// `[a-zA-Z_][a-zA-Z0-9_]*`.
    static func labelName(_ label: String) -> String { name(label, allowing: nil) }

    private static func name(_ label: String, allowing extra: Character?) -> String {
        let name = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == extra ? $0 : "_" })
        return name.first.map { $0.isNumber } ?? true ? "_" + name : name
    }
}
