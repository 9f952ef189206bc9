/// Writes tables with commas and LF, quoting only where it is needed.
enum TableText {
    static func table(_ header: [String], _ rows: [[String?]]) -> String {
        let lines = [header.map { Optional($0) }] + rows
        return lines.map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
    }

    private static func cell(_ text: String?) -> String {
        guard let text else { return "" }
        let needsQuotes =
            text.isEmpty || text.first == " " || text.last == " "
            || text.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), 9, 10, 13].contains($0) }
        return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
}
