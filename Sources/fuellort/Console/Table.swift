/// Columns aligned for people; numbers to the right.
struct Table {
    enum Alignment { case left, right }

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    init(_ columns: [(String, Alignment)]) { self.columns = columns.map { (title: $0.0, alignment: $0.1) } }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    var text: String {
        let titles = columns.map(\.title)
        let widths = columns.indices.map { index in
            ([titles] + rows).map { index < $0.count ? $0[index].count : 0 }.max() ?? 0
        }
        return ([titles] + rows).map { cells in
            let padded = columns.indices.map { index in
                let cell = index < cells.count ? cells[index] : ""
                let space = String(repeating: " ", count: widths[index] - cell.count)
                return columns[index].alignment == .left ? cell + space : space + cell
            }
            let line = padded.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }
}
