import Yams

/// The settings file: YAML of nested maps, checked key by key so that a typing error is named with its line.
enum SettingsFile {
    struct Entry: Hashable {
        var text: String
        var line: Int
    }

    /// Values by dotted path.
    static func parse(_ text: String, file: String) throws(SettingsError) -> [String: Entry] {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw .notYAML(file: file, detail: "\(error)")
        }
        guard let root else { return [:] }
        if case .scalar(let scalar) = root, scalar.string.isEmpty || scalar.string == "null" { return [:] }
        guard case .mapping(let mapping) = root else {
            throw .notYAML(file: file, detail: "the file must be a map of keys such as `http:`, not a list or a single value")
        }
        var entries: [String: Entry] = [:]
        try collect(mapping, prefix: "", file: file, into: &entries)
        return entries
    }

    private static func collect(
        _ mapping: Node.Mapping, prefix: String, file: String, into entries: inout [String: Entry]
    ) throws(SettingsError) {
        for (keyNode, value) in mapping {
            let line = keyNode.mark?.line ?? 0
            let place = SettingPlace.file(file, line: line)
            guard let name = keyNode.string else {
                throw .wrongType(key: prefix, value: "a list or map", expected: "a plain key name", place: place)
            }
            let path = prefix.isEmpty ? name : "\(prefix).\(name)"
            if let key = SettingKey.byPath[path] {
                entries[path] = Entry(text: try plain(value, key: key, place: place), line: line)
            } else if SettingKey.all.contains(where: { $0.path.hasPrefix(path + ".") }) {
                if case .mapping(let inner) = value {
                    try collect(inner, prefix: path, file: file, into: &entries)
                } else if value.string?.isEmpty != true {
                    throw .wrongType(key: path, value: value.string ?? "a list", expected: "a map of keys below it", place: place)
                }
            } else {
                throw .unknownKey(key: path, place: place, suggestion: nearestKey(to: path))
            }
        }
    }

    private static func plain(_ node: Node, key: SettingKey, place: SettingPlace) throws(SettingsError) -> String {
        switch node {
        case .scalar(let scalar): return scalar.string
        case .sequence(let items) where key.kind == .list:
            let texts = items.compactMap(\.string)
            guard texts.count == items.count else {
                throw .wrongType(key: key.path, value: "a nested list", expected: "a list of texts", place: place)
            }
            return texts.joined(separator: ",")
        default: throw .wrongType(key: key.path, value: "a list or map", expected: key.kind.expectation, place: place)
        }
    }

    /// The key with the fewest edits to the given one, if it is near enough to be what was meant.
    static func nearestKey(to path: String) -> String? {
        let scored = SettingKey.all.map { ($0.path, editDistance(path, $0.path)) }
        guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(2, path.count / 3) else { return nil }
        return best.0
    }

    /// Levenshtein distance; O(a·b).
    private static func editDistance(_ a: String, _ b: String) -> Int {
        let b = Array(b)
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}

extension SettingKey.Kind {
    /// In words, for messages.
    public var expectation: String {
        switch self {
        case .text: "a text"
        case .filePath: "the path of a file"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .choice(let values): "one of \(values.joined(separator: ", "))"
        case .list: "a list of texts"
        }
    }

    func accepts(_ text: String) -> Bool {
        switch self {
        case .text, .filePath: !text.isEmpty
        case .integer(let range): Int(text).map(range.contains) ?? false
        case .number(let range): Double(text).map { $0.isFinite && range.contains($0) } ?? false
        case .flag: text == "true" || text == "false"
        case .choice(let values): values.contains(text)
        case .list: !text.split(separator: ",").isEmpty
        }
    }
}
