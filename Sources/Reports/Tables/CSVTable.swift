public import Model

/// How a table is written as text.
public enum CSVDialect: String, CaseIterable, Hashable, Sendable, Codable {
    /// RFC 4180: comma, decimal point, RFC 3339 times in UTC, UTF-8 without a mark.
    case standard
    /// What German Excel opens by a double click: UTF-8 mark, semicolon, decimal comma, local times as `02.03.2026 06:12`.
    case excelGerman = "excel-de"

    var separator: String { self == .standard ? "," : ";" }

    /// What stands before the first row.
    public var prefix: String { self == .standard ? "" : "\u{FEFF}" }
}

/// One value of a table.
public enum CSVCell: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case decimal(Double, digits: Int)
    case moment(Timestamp)
    case day(CalendarDay)
    case flag(Bool)
    case empty

    static func optional(_ value: String?) -> CSVCell { value.map(CSVCell.text) ?? .empty }
    static func optional(_ value: Double?, digits: Int) -> CSVCell { value.map { .decimal($0, digits: digits) } ?? .empty }
    static func optional(_ value: Timestamp?) -> CSVCell { value.map(CSVCell.moment) ?? .empty }
}

/// Writes rows in a dialect; lines end in CR LF (RFC 4180 §2).
public struct CSVWriter: Sendable {
    public let dialect: CSVDialect
    private let format: LocalFormat

    public init(dialect: CSVDialect, clock: TownClock) {
        self.dialect = dialect
        format = LocalFormat(language: .german, clock: clock)
    }

    public func header(_ names: [String]) -> String { dialect.prefix + row(names.map(CSVCell.text)) }

    public func row(_ cells: [CSVCell]) -> String {
        cells.map(written).joined(separator: dialect.separator) + "\r\n"
    }

    private func written(_ cell: CSVCell) -> String {
        switch cell {
        case .text(let text): quoted(text)
        case .integer(let value): String(value)
        case .decimal(let value, let digits): number(value, digits: digits)
        case .moment(let moment): dialect == .standard ? moment.rfc3339 : format.dayAndTimeWithSeconds(moment)
        case .day(let day): dialect == .standard ? day.description : format.day(day)
        case .flag(let value): dialect == .standard ? (value ? "true" : "false") : (value ? Phrase.yes : .no).german
        case .empty: ""
        }
    }

    private func number(_ value: Double, digits: Int) -> String {
        let text = fixedPoint(value, digits: digits) ?? ""
        return dialect == .standard ? text : text.replacing(".", with: ",")
    }

    /// In quotes where the text needs it. A text that Excel would take for a formula gets an apostrophe in front: town data and notes
    /// come from outside (CWE-1236).
    private func quoted(_ text: String) -> String {
        var safe = text
        if dialect == .excelGerman, let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
            safe = "'" + text
        }
        let special = safe.unicodeScalars.contains { $0 == "\"" || $0 == "\n" || $0 == "\r" || String($0) == dialect.separator }
        return special ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}

extension LocalFormat {
    /// `02.03.2026 06:05:09`.
    func dayAndTimeWithSeconds(_ moment: Timestamp) -> String {
        "\(dayAndTime(moment)):\(twoDigits(clock.local(moment).secondOfDay % 60))"
    }
}
