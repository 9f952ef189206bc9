import Foundation

/// Finds the sentences that stand in sources, as their templates: literals in the places where a `Sentence` is wanted. It knows the few
/// ways in which the house writes them, no more.
struct SentenceScan {
    let source: String

    /// What stands before a literal that is a sentence.
    private static let introductions: [NSRegularExpression] = [
        #"\b(remedy|message|problem|detail|title|reason|wanted|nothing|failure):\s*$"#,
        #"\b(report|fault|invalid)\([^;{}]*,\s*$"#, #"\bfault\(\s*$"#, #": Sentence = \s*$"#, #"\breportRepeats\([^;{}]*,\s*$"#,
        #"\breportShared\([^;{}]*"[^"]*", \s*$"#, #"\bTarget\(\s*$"#, #"\bnotFound\(what:\s*$"#, #"\bstale\(what:\s*$"#,
    ].compactMap { try? NSRegularExpression(pattern: $0) }

    var templates: Set<String> {
        let literals = literals
        var found = Set(literals.filter { isIntroduced($0.range.lowerBound) }.map(\.template))
        for body in sentenceBodies { found.formUnion(literals.filter { body.contains($0.range.lowerBound) }.map(\.template)) }
        return found.filter { !$0.allSatisfy { " .,:;%@-".contains($0) } }
    }

    private func isIntroduced(_ place: String.Index) -> Bool {
        let start = source.index(place, offsetBy: -240, limitedBy: source.startIndex) ?? source.startIndex
        let before = String(source[start..<place])
        let all = NSRange(before.startIndex..., in: before)
        return Self.introductions.contains { $0.firstMatch(in: before, range: all) != nil }
    }

    /// Bodies of properties and functions whose value is a sentence.
    private var sentenceBodies: [Range<String.Index>] {
        [
            "var sentence: Sentence {", "var remedy: Sentence {", "-> Sentence {", "-> Sentence? {", "var noun: Sentence {",
            "var shown: Sentence {", "var shownCurrent: Sentence {",
        ]
        .flatMap {
            source.ranges(of: $0).compactMap { head in
                var depth = 1
                var index = head.upperBound
                while index < source.endIndex, depth > 0 {
                    depth += source[index] == "{" ? 1 : source[index] == "}" ? -1 : 0
                    index = source.index(after: index)
                }
                return depth == 0 ? head.upperBound..<index : nil
            }
        }
    }

    private struct Literal {
        var range: Range<String.Index>
        var template: String
    }

    /// Every string literal of one line, without those inside of an interpolation.
    private var literals: [Literal] {
        var found: [Literal] = []
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            var index = line.startIndex
            while index < line.endIndex {
                if line[index...].hasPrefix("//") { break }
                guard line[index] == "\"" else {
                    index = line.index(after: index)
                    continue
                }
                guard let literal = Self.literal(line, from: index) else { break }
                found.append(literal)
                index = literal.range.upperBound
            }
        }
        return found
    }

    private static func literal(_ line: Substring, from start: String.Index) -> Literal? {
        var template = ""
        var index = line.index(after: start)
        while index < line.endIndex {
            switch line[index] {
            case "\"": return Literal(range: start..<line.index(after: index), template: template)
            case "\\":
                index = line.index(after: index)
                guard index < line.endIndex else { return nil }
                if line[index] == "(" {
                    guard let end = closing(line, from: index) else { return nil }
                    template += "%@"
                    index = end
                } else {
                    template.append(line[index])
                }
            default: template.append(line[index])
            }
            index = line.index(after: index)
        }
        return nil
    }

    /// The bracket that closes the one at `start`.
    private static func closing(_ line: Substring, from start: String.Index) -> String.Index? {
        var depth = 0
        var index = start
        while index < line.endIndex {
            switch line[index] {
            case "(": depth += 1
            case ")":
                depth -= 1
                if depth == 0 { return index }
            case "\"":
                guard let inner = literal(line, from: index) else { return nil }
                index = line.index(before: inner.range.upperBound)
            default: break
            }
            index = line.index(after: index)
        }
        return nil
    }
}
