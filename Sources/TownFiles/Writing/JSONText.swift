/// Building blocks of the JSON that is written: one line, members in the given order.
enum JSONText {
    static func object(_ members: [(String, String?)]) -> String {
        let written = members.compactMap { name, value in value.map { "\(string(name)): \($0)" } }
        return "{\(written.joined(separator: ", "))}"
    }

    static func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }

    /// In double quotes; also a valid YAML scalar, since everything unprintable is escaped.
    static func string(_ text: String) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": written += "\\\""
            case "\\": written += "\\\\"
            case "\n": written += "\\n"
            case "\r": written += "\\r"
            case "\t": written += "\\t"
            default:
                if isUnprintable(scalar) { written += escape(scalar) } else { written.unicodeScalars.append(scalar) }
            }
        }
        return written + "\""
    }

    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x2029, 0xFEFF, 0xFFFE...0xFFFF: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
