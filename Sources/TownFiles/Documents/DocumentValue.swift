import Sentences

/// A place in a text, both counted from 1; columns in Unicode scalars.
struct TextPlace: Hashable {
    var line: Int
    var column: Int
}

/// A value of a JSON document, a YAML document or a table cell with the place where it stands: one shape for all files, so that one
/// set of rules reads them all.
struct DocumentValue {
    var content: Content
    var place: TextPlace

    enum Content {
        /// JSON and YAML `null`, an empty cell.
        case null
        /// JSON only: YAML and tables have no types of their own and are read by what is wanted.
        case bool(Bool)
        /// JSON only, as written.
        case number(String)
        case text(String, TextStyle)
        case list([DocumentValue])
        case object([DocumentMember])
    }

    /// How a text was written, which decides what else it may stand for.
    enum TextStyle: Hashable {
        /// In quotes: only ever a text.
        case quoted
        /// YAML without quotes: text, number or truth value, as wanted.
        case plain
        /// A table's cell; in tables with semicolons numbers may have a decimal comma.
        case cell(decimalComma: Bool)
    }

    var isNull: Bool {
        if case .null = content { true } else { false }
    }

    /// The value as it stands in the file, cut short, for messages.
    var shown: Sentence {
        switch content {
        case .null: "nothing"
        case .bool(let value): "\(value)"
        case .number(let text): Sentence(verbatim: text)
        case .text(let text, _): "'\(text.unicodeScalars.prefix(60).map(Self.visible).joined())'"
        case .list: "a list"
        case .object: "an object"
        }
    }

    private static func visible(_ scalar: Unicode.Scalar) -> String {
        scalar.value < 32 || (127...159).contains(scalar.value) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
}

/// A named member of an object.
struct DocumentMember {
    var name: String
    var namePlace: TextPlace
    var value: DocumentValue
}

/// Why a document could not be read at all.
struct DocumentError: Error {
    var place: TextPlace?
    var problem: Sentence
    var remedy: Sentence
}
