/// A sentence about something that went wrong: written in English where the fault is found, said in the reader's language at the rim.
///
/// An interpolated literal makes one; what is put in keeps apart from the words around it. So the words are the key under which a
/// catalogue has other languages, and whoever finds a fault neither knows the reader nor a list of all sentences:
///
/// ```swift
/// let sentence: Sentence = "There is no vehicle '\(id)'."
/// sentence.description                                                 // There is no vehicle 'V-9'.
/// sentence.template                                                    // There is no vehicle '%@'.
/// sentence.said { _ in "Ein Fahrzeug „%@“ gibt es nicht." }            // Ein Fahrzeug „V-9“ gibt es nicht.
/// ```
///
/// What is put in may be a sentence itself; then it is said in the same language.
public struct Sentence: Hashable, Sendable, CustomStringConvertible {
    /// The English words with ``gap`` where something is put in.
    public let template: String
    /// What is put in, in the order of the template.
    public let arguments: [Argument]

    public indirect enum Argument: Hashable, Sendable {
        case text(String)
        case sentence(Sentence)
    }

    /// Stands in a template for what is put in. A translation may say which with `%2$@`, counted from 1; else they come in their order.
    public static let gap = "%@"

    init(template: String, arguments: [Argument]) {
        self.template = template
        self.arguments = arguments
    }

    /// A text that is the same in every language: a name, a figure, what another program said.
    public init(verbatim text: String) { self.init(template: Self.gap, arguments: [.text(text)]) }

    /// In English.
    public var description: String { said { _ in nil } }

    /// In another language.
    ///
    /// - Parameter translate: the words for a template, with the same gaps; `nil` where there are none: then it is said in English.
    /// - Complexity: linear in the length of the text.
    public func said(_ translate: (_ template: String) -> String?) -> String {
        let words = translate(template) ?? template
        let texts = arguments.map { argument in
            switch argument {
            case .text(let text): text
            case .sentence(let sentence): sentence.said(translate)
            }
        }
        return Self.fill(words, with: texts)
    }

    private static func fill(_ words: String, with texts: [String]) -> String {
        var filled = ""
        var next = 0
        var rest = words[...]
        while let percent = rest.firstIndex(of: "%") {
            filled += rest[..<percent]
            rest = rest[percent...]
            guard let (index, length) = place(rest) else {
                filled.append(rest.removeFirst())
                continue
            }
            let wanted = index ?? next
            if index == nil { next += 1 }
            if texts.indices.contains(wanted) { filled += texts[wanted] }
            rest = rest.dropFirst(length)
        }
        return filled + rest
    }

    /// Which text a gap at the beginning asks for, and how long the gap is; `nil` where there is none.
    private static func place(_ text: Substring) -> (index: Int?, length: Int)? {
        if text.hasPrefix(gap) { return (nil, gap.count) }
        let digits = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number > 0, text.dropFirst(1 + digits.count).hasPrefix("$@") else { return nil }
        return (number - 1, digits.count + 3)
    }
}

extension Sentence: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { self.init(template: value, arguments: []) }

    public init(stringInterpolation: StringInterpolation) {
        self.init(template: stringInterpolation.template, arguments: stringInterpolation.arguments)
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var template = ""
        var arguments: [Argument] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            template.reserveCapacity(literalCapacity + 2 * interpolationCount)
            arguments.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) { template += literal }

        public mutating func appendInterpolation(_ sentence: Sentence) {
            template += Sentence.gap
            arguments.append(.sentence(sentence))
        }

        public mutating func appendInterpolation<Value>(_ value: Value) {
            template += Sentence.gap
            arguments.append(.text("\(value)"))
        }
    }
}

extension [Sentence] {
    /// One after the other, for a list within a sentence.
    public func joined(separator: String) -> Sentence {
        var parts = Sentence.StringInterpolation(literalCapacity: separator.count * count, interpolationCount: count)
        for (index, part) in enumerated() {
            if index > 0 { parts.appendLiteral(separator) }
            parts.appendInterpolation(part)
        }
        return Sentence(stringInterpolation: parts)
    }
}
