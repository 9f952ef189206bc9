import Sentences

/// A table as RFC 4180 describes it, separated by commas or by semicolons (as German spreadsheets write them), lines ending in LF,
/// CRLF or CR, with a header line. Every row becomes an object whose members are the header's names.
///
/// Cells without quotes lose blanks around them; an empty cell without quotes is "no value", `""` an empty text. Lines without any
/// value are skipped. In a table with semicolons numbers may have a decimal comma.
struct TableDocument {
    var columns: [DocumentMember]
    var rows: [DocumentValue]

    private struct Cell {
        var text: [UInt8] = []
        var isQuoted = false
        var place: TextPlace
    }

    static func parse(_ bytes: ArraySlice<UInt8>) throws(DocumentError) -> TableDocument {
        let separator = separator(of: bytes)
        let style = DocumentValue.TextStyle.cell(decimalComma: separator == UInt8(ascii: ";"))
        var lines = try cells(bytes, separator: separator).filter { line in line.contains { $0.isQuoted || !trimmed($0).isEmpty }
        }
        guard !lines.isEmpty else {
            throw DocumentError(
                place: TextPlace(line: 1, column: 1), problem: "the file has no header line",
                remedy: "Begin it with the names of the columns")
        }
        let header = lines.removeFirst()
        let columns = header.map { cell in
            DocumentMember(
                name: String(decoding: trimmed(cell), as: UTF8.self), namePlace: cell.place,
                value: DocumentValue(content: .null, place: cell.place))
        }
        var rows: [DocumentValue] = []
        for line in lines {
            guard line.count <= columns.count else {
                throw DocumentError(
                    place: line[columns.count].place, problem: "the row has \(line.count) cells, the header \(columns.count)",
                    remedy: "Put texts that contain the separator into double quotes")
            }
            let members = zip(columns, line).map { column, cell in
                DocumentMember(
                    name: column.name, namePlace: cell.place,
                    value: DocumentValue(content: content(cell, style), place: cell.place))
            }
            rows.append(DocumentValue(content: .object(members), place: line.first?.place ?? TextPlace(line: 1, column: 1)))
        }
        return TableDocument(columns: columns, rows: rows)
    }

    private static func content(_ cell: Cell, _ style: DocumentValue.TextStyle) -> DocumentValue.Content {
        if cell.isQuoted { return .text(String(decoding: cell.text, as: UTF8.self), style) }
        let text = trimmed(cell)
        return text.isEmpty ? .null : .text(String(decoding: text, as: UTF8.self), style)
    }

    private static func trimmed(_ cell: Cell) -> ArraySlice<UInt8> {
        guard !cell.isQuoted else { return cell.text[...] }
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let start = cell.text.drop(while: isBlank)
        return start.prefix(start.count - start.reversed().prefix(while: isBlank).count)
    }

    /// Whichever of `;`, `,` and tab the header has more of, outside quotes.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        var semicolons = 0
        var commas = 0
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            if byte == UInt8(ascii: ";") { semicolons += 1 }
            if byte == UInt8(ascii: ",") { commas += 1 }
        }
        return semicolons > commas ? UInt8(ascii: ";") : UInt8(ascii: ",")
    }

    private static func cells(_ bytes: ArraySlice<UInt8>, separator: UInt8) throws(DocumentError) -> [[Cell]] {
        var lines: [[Cell]] = []
        var line: [Cell] = []
        var place = TextPlace(line: 1, column: 1)
        var cell = Cell(place: place)
        /// Inside quotes, or after them, when only a separator or the line's end may follow.
        var isOpen = false
        var isClosed = false
        var index = bytes.startIndex
        func step(_ byte: UInt8) {
            index += 1
            if byte == 0x0A || (byte == 0x0D && !(index < bytes.endIndex && bytes[index] == 0x0A)) {
                place = TextPlace(line: place.line + 1, column: 1)
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        func endCell() {
            line.append(cell)
            cell = Cell(place: place)
            isClosed = false
        }
        func endLine() {
            endCell()
            lines.append(line)
            line = []
        }
        while index < bytes.endIndex {
            let byte = bytes[index]
            if isOpen {
                step(byte)
                if byte != UInt8(ascii: "\"") {
                    cell.text.append(byte)
                } else if index < bytes.endIndex, bytes[index] == UInt8(ascii: "\"") {
                    cell.text.append(byte)
                    step(byte)
                } else {
                    (isOpen, isClosed) = (false, true)
                }
                continue
            }
            switch byte {
            case separator:
                step(byte)
                endCell()
            case 0x0A, 0x0D:
                step(byte)
                if byte == 0x0D, index < bytes.endIndex, bytes[index] == 0x0A { step(0x0A) }
                endLine()
            case UInt8(ascii: "\"") where cell.text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) && !isClosed:
                cell.text = []
                cell.isQuoted = true
                isOpen = true
                step(byte)
            case 0x20 where isClosed, 0x09 where isClosed: step(byte)
            case _ where isClosed:
                throw DocumentError(
                    place: place, problem: "something follows the closing quote of a cell",
                    remedy: "Double a quote that belongs to the text")
            default:
                cell.text.append(byte)
                step(byte)
            }
        }
        guard !isOpen else {
            throw DocumentError(
                place: cell.place, problem: "the cell that begins here has no closing quote",
                remedy: "Add the missing double quote")
        }
        if !line.isEmpty || !cell.text.isEmpty || cell.isQuoted { endLine() }
        return lines
    }
}
