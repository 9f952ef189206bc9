/// An aligned table of plain text that fits a width: columns that may shrink are cut with an ellipsis, others keep their text.
public struct TextTable: Sendable {
    public struct Column: Sendable {
        public var heading: String
        public var alignment: Alignment
        /// May be cut when the table is too wide.
        public var shrinks: Bool

        public enum Alignment: Sendable { case left, right }

        public init(_ heading: String, alignment: Alignment = .left, shrinks: Bool = false) {
            self.heading = heading
            self.alignment = alignment
            self.shrinks = shrinks
        }
    }

    public var columns: [Column]
    public private(set) var rows: [[String]] = []
    private let gap = 2

    public init(columns: [Column]) { self.columns = columns }

    /// Missing cells are empty, superfluous ones are dropped.
    public mutating func add(_ cells: [String]) {
        rows.append((0..<columns.count).map { $0 < cells.count ? cells[$0].singleLine : "" })
    }

    /// Heading, rule and rows, each line at most `width` characters wide as far as the columns that shrink allow.
    public func lines(width: Int, style: TextStyle = .plain) -> [String] {
        let widths = widths(fitting: width)
        let heading = line(columns.map(\.heading), widths)
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: String(repeating: " ", count: gap))
        return [style.bold(heading), rule] + rows.map { line($0, widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.indices.map { index in
            let text = cells[index].cut(to: widths[index])
            let blank = String(repeating: " ", count: max(0, widths[index] - text.count))
            return columns[index].alignment == .right ? blank + text : text + blank
        }
        return padded.joined(separator: String(repeating: " ", count: gap)).trimmingEnd
    }

    /// Natural widths, with the excess taken from the widest shrinking columns first; none goes below 8.
    private func widths(fitting width: Int) -> [Int] {
        var widths = columns.indices.map { index in
            max(columns[index].heading.count, rows.map { $0[index].count }.max() ?? 0)
        }
        var excess = widths.reduce(0, +) + gap * max(0, widths.count - 1) - width
        while excess > 0,
            let widest = columns.indices.filter({ columns[$0].shrinks && widths[$0] > 8 }).max(by: { widths[$0] < widths[$1] })
        {
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }
}

/// Whether emphasis is shown; the caller decides (terminal or file, `NO_COLOR`).
public enum TextStyle: Sendable {
    case plain
    /// ANSI sequences (ECMA-48 SGR).
    case colour

    func bold(_ text: String) -> String { self == .colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    func warning(_ text: String) -> String { self == .colour ? "\u{1B}[33m\(text)\u{1B}[0m" : text }
}

extension String {
    /// Line breaks, tabs and control characters (also escape sequences from outside) become blanks.
    var singleLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 32 || (127..<160).contains($0.value) ? " " : $0 }))
    }

    func cut(to width: Int) -> String { count <= width ? self : prefix(max(0, width - 1)) + "…" }

    var trimmingEnd: String {
        var copy = self
        while copy.last == " " { copy.removeLast() }
        return copy
    }
}
