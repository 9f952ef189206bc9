import Foundation
import Reports

extension Console {
    static func table(_ columns: [(String, TextTable.Column.Alignment)]) -> TextTable {
        TextTable(columns: columns.map { TextTable.Column($0.0, alignment: $0.1, shrinks: $0.1 == .left) })
    }

    static func show(_ table: TextTable) {
        for text in table.lines(width: width, style: style) { line(text) }
    }

    static var style: TextStyle { takesColour ? .colour : .plain }

    /// Columns of the terminal; wide where the output goes into a file or a pipe.
    static var width: Int {
        var size = winsize()
        if isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 { return Int(size.ws_col) }
        return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init).map { max(40, $0) } ?? 140
    }
}
