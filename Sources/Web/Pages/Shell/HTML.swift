/// A piece of a page. Only elements made here are markup; every `String` that gets in is text and is escaped, so that a name out of
/// the registry can never become markup.
struct HTML: Sendable, Hashable {
    /// As it is written.
    private(set) var source: String

    static let empty = HTML(source: "")

    private init(source: String) { self.source = source }

    /// Text, escaped.
    init(_ text: String) { source = HTML.escaped(text) }

    /// Markup that stands in the program, for example a drawing. A literal only: nothing from outside gets in this way.
    static func literal(_ markup: StaticString) -> HTML { HTML(source: markup.description) }

    static func + (a: HTML, b: HTML) -> HTML { HTML(source: a.source + b.source) }

    static func += (a: inout HTML, b: HTML) { a.source += b.source }

    /// `<name attributes>content</name>`; elements without content (`br`, `input`, …) get no end tag.
    static func element(_ name: StaticString, _ attributes: [Attribute], _ content: HTML?) -> HTML {
        let name = name.description
        var source = "<" + name
        for attribute in attributes { source += attribute.source }
        source += ">"
        if let content {
            source += content.source
            source += "</\(name)>"
        }
        return HTML(source: source)
    }

    /// JSON for a script to read: a block of data, no script. `<` is written so that the block can not be ended from inside.
    static func dataBlock(id: String, json: String) -> HTML {
        let safe = json.replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028").replacing(
            "\u{2029}", with: "\\u2029")
        return HTML(
            source: "<script type=\"application/json\" id=\"\(escaped(id))\">\(safe)</script>")
    }

    /// The five characters that mean something in markup.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 38 || $0 == 60 || $0 == 62 || $0 == 34 || $0 == 39 }) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}

/// An attribute of an element; the value is escaped.
struct Attribute: Sendable, Hashable {
    fileprivate(set) var source: String

    init(_ name: StaticString, _ value: String) { source = " \(name)=\"\(HTML.escaped(value))\"" }

    private init(bare name: StaticString) { source = " \(name)" }

    private init() { source = "" }

    /// An attribute that says something by being there.
    static func flag(_ name: StaticString, _ isSet: Bool = true) -> Attribute { isSet ? Attribute(bare: name) : Attribute() }

    /// Left out without a value.
    static func optional(_ name: StaticString, _ value: String?) -> Attribute { value.map { Attribute(name, $0) } ?? Attribute() }

    static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
    static func id(_ name: String) -> Attribute { Attribute("id", name) }
    static func href(_ link: String) -> Attribute { Attribute("href", link) }
    static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
    static func type(_ text: String) -> Attribute { Attribute("type", text) }
}

/// Puts pieces in a row; text among them is escaped.
@resultBuilder
enum HTMLBuilder {
    static func buildExpression(_ text: String) -> HTML { HTML(text) }
    static func buildExpression(_ html: HTML) -> HTML { html }
    static func buildExpression(_ html: HTML?) -> HTML { html ?? .empty }
    static func buildExpression(_ rows: [HTML]) -> HTML { buildArray(rows) }
    static func buildPartialBlock(first: HTML) -> HTML { first }
    static func buildPartialBlock(accumulated: HTML, next: HTML) -> HTML { accumulated + next }
    static func buildBlock() -> HTML { .empty }
    static func buildOptional(_ html: HTML?) -> HTML { html ?? .empty }
    static func buildEither(first: HTML) -> HTML { first }
    static func buildEither(second: HTML) -> HTML { second }
    static func buildArray(_ pieces: [HTML]) -> HTML {
        var all = HTML.empty
        for piece in pieces { all += piece }
        return all
    }
}

/// An element with its content: `tag("p", .class("note")) { text }`.
func tag(_ name: StaticString, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML.element(name, attributes, content())
}

/// An element with a text.
func tag(_ name: StaticString, _ attributes: Attribute..., text: String) -> HTML {
    HTML.element(name, attributes, HTML(text))
}

/// An element that has no content by its nature: `input`, `img`, `link`, `meta`, `br`.
func void(_ name: StaticString, _ attributes: Attribute...) -> HTML { HTML.element(name, attributes, nil) }
