/// "Did you mean": the nearest of some known names.
enum Suggestion {
    /// The candidate with the fewest edits, if they are few for its length (at most a third, at least one).
    static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(text.lowercased().unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (name: String, edits: Int)?
        for candidate in candidates {
            let edits = edits(from: wanted, to: Array(candidate.lowercased().unicodeScalars))
            guard edits <= max(1, min(wanted.count, candidate.unicodeScalars.count) / 3) else { continue }
            if best.map({ edits < $0.edits }) ?? true { best = (candidate, edits) }
        }
        return best?.name
    }

    /// Damerau–Levenshtein distance (adjacent swaps count once), O(n·m).
    private static func edits(from a: [Unicode.Scalar], to b: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1] + [Int](repeating: 0, count: b.count)
            for j in 0..<b.count {
                row[j + 1] = min(last[j] + (a[i] == b[j] ? 0 : 1), row[j] + 1, last[j + 1] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1) }
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
