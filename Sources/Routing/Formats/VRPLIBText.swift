/// A VRPLIB text taken apart: `KEY : value` lines and sections of number rows.
///
/// Format: TSPLIB (Reinelt 1991) with the vehicle-routing sections used by CVRPLIB and PyVRP.
struct VRPLIBText {
    private(set) var values: [String: String] = [:]
    private(set) var sections: [String: [[Double]]] = [:]

    init(_ text: String) throws(FormatError) {
        var section: String?
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline }) {
            number += 1
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })
            guard let first = words.first else { continue }
            if first == "EOF" { break }
            if first.hasSuffix("_SECTION") || first.hasSuffix("_SECTION:") {
                let name = first.hasSuffix(":") ? String(first.dropLast()) : String(first)
                section = name
                sections[name] = []
            } else if let section, Double(first) != nil {
                var row: [Double] = []
                for word in words {
                    guard let value = Double(word), value.isFinite else {
                        throw FormatError(line: number, found: String(word), reason: "a number was expected")
                    }
                    row.append(value)
                }
                sections[section]?.append(row)
            } else if let colon = line.firstIndex(of: ":") {
                section = nil
                values[Self.trimmed(line[..<colon])] = Self.trimmed(line[line.index(after: colon)...])
            } else {
                throw FormatError(
                    line: number, found: String(line.prefix(60)), reason: "neither a section, a row of one nor KEY : value")
            }
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }

    /// An integer header value.
    func integer(_ key: String) throws(FormatError) -> Int? {
        guard let text = values[key] else { return nil }
        guard let value = Double(text), value.isFinite, value.magnitude < 1e15 else {
            throw FormatError(line: 0, found: text, reason: "\(key) has to be a number")
        }
        return Int(value)
    }

    /// Columns of a section sorted by node id, ids taken off; checks that ids are 1 to `count`.
    func rows(_ name: String, count: Int, columns: Int) throws(FormatError) -> [[Double]]? {
        guard let rows = sections[name] else { return nil }
        var result = [[Double]](repeating: [], count: count)
        for row in rows {
            guard row.count == columns + 1, row[0] >= 1, row[0] <= Double(count) else {
                throw FormatError(line: 0, found: "\(row)", reason: "\(name) needs an id of 1 to \(count) and \(columns) figures")
            }
            result[Int(row[0]) - 1] = Array(row.dropFirst())
        }
        if let missing = result.firstIndex(where: { $0.isEmpty }) {
            throw FormatError(line: 0, found: "\(rows.count) rows", reason: "\(name) lacks id \(missing + 1)")
        }
        return result
    }
}
