/// Writes the YAML of a town: block mappings and lists, short lists of names in brackets. Own code, because the same town must give
/// the same bytes whatever the library does.
struct YAMLText {
    private(set) var text = ""
    private var indentation = 0
    /// Set before the first member of a list's element, which stands behind the dash.
    private var startsElement = false

    mutating func member(_ name: String, _ scalar: String?) {
        guard let scalar else { return }
        line("\(Self.scalar(name)): \(scalar)")
    }

    mutating func member(_ name: String, mapping: (inout YAMLText) -> Void) {
        line("\(Self.scalar(name)):")
        indentation += 1
        mapping(&self)
        indentation -= 1
    }

    mutating func member<Element>(_ name: String, list: [Element], _ element: (inout YAMLText, Element) -> Void) {
        guard !list.isEmpty else { return line("\(Self.scalar(name)): []") }
        line("\(Self.scalar(name)):")
        for item in list {
            startsElement = true
            indentation += 2
            element(&self, item)
            indentation -= 2
            startsElement = false
        }
    }

    private mutating func line(_ content: String) {
        let blanks = String(repeating: " ", count: 2 * max(0, startsElement ? indentation - 1 : indentation))
        text += blanks + (startsElement ? "- " : "") + content + "\n"
        startsElement = false
    }

    /// Without quotes where no reader could take it for anything else than this text.
    static func scalar(_ text: String) -> String {
        let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "none", "nan", "inf"]
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, text.last != " ", text.last != ".",
            text.unicodeScalars.allSatisfy({
                $0.properties.isAlphabetic || (48...57).contains($0.value) || "._- ".unicodeScalars.contains($0)
            }),
            !words.contains(text.lowercased())
        else { return JSONText.string(text) }
        return text
    }

    static func names(_ names: [String]) -> String { "[\(names.map(scalar).joined(separator: ", "))]" }
}
