import Sentences

/// Bytes of a file as text: UTF-8 with or without its mark.
enum SourceText {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The bytes without a UTF-8 mark, checked to be UTF-8.
    static func utf8(_ bytes: [UInt8]) throws(DocumentError) -> ArraySlice<UInt8> {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw DocumentError(
                place: TextPlace(line: 1, column: 1), problem: "the file is UTF-16", remedy: "Save it again as UTF-8")
        }
        let text = bytes.starts(with: byteOrderMark) ? bytes[3...] : bytes[...]
        var line = 1
        var column = 1
        var rest = text.makeIterator()
        var decoder = UTF8()
        while true {
            switch decoder.decode(&rest) {
            case .scalarValue("\n"): (line, column) = (line + 1, 1)
            case .scalarValue: column += 1
            case .emptyInput: return text
            case .error:
                throw DocumentError(
                    place: TextPlace(line: line, column: column), problem: "the file is not UTF-8 here",
                    remedy: "Save it again as UTF-8 (it looks like Windows-1252 or ISO 8859-1, which older spreadsheets write)")
            }
        }
    }
}
