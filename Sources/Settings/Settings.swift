/// The settings in force: flags before environment before file before default, each value with its origin.
public struct Settings: Sendable {
    public struct Value: Sendable, Hashable {
        public var text: String
        public var place: SettingPlace
    }

    private let values: [String: Value]

    /// - Parameters:
    ///   - flags: values given on the command line, by dotted path.
    ///   - environment: the process's environment; only `FUELLORT_…` is looked at.
    ///   - file: name and text of the settings file, if there is one.
    /// - Throws: ``SettingsError`` naming key, value, place and remedy.
    public init(
        flags: [String: (flag: String, text: String)] = [:], environment: [String: String] = [:],
        file: (path: String, text: String)? = nil
    ) throws(SettingsError) {
        let fromFile: [String: SettingsFile.Entry]
        if let file { fromFile = try SettingsFile.parse(file.text, file: file.path) } else { fromFile = [:] }
        try Self.refuseUnknown(environment)
        var values: [String: Value] = [:]
        for key in SettingKey.all {
            let value: Value? =
                if let given = flags[key.path] {
                    Value(text: given.text, place: .flag(given.flag))
                } else if let text = environment[key.environmentName] {
                    Value(text: text, place: .environment(key.environmentName))
                } else if let entry = fromFile[key.path], let file {
                    Value(text: entry.text, place: .file(file.path, line: entry.line))
                } else {
                    key.standard.map { Value(text: $0, place: .standard) }
                }
            guard let value else { continue }
            guard key.kind.accepts(value.text) else {
                throw .wrongType(key: key.path, value: value.text, expected: key.kind.expectation, place: value.place)
            }
            values[key.path] = value
        }
        self.values = values
    }

    /// A misspelt variable would silently change nothing, so it is refused like a misspelt key of the file.
    private static func refuseUnknown(_ environment: [String: String]) throws(SettingsError) {
        let known = Set(SettingKey.all.map(\.environmentName)).union(["FUELLORT_CONFIG"])
        for name in environment.keys.sorted() where name.hasPrefix("FUELLORT_") && !known.contains(name) {
            let guess = SettingsFile.nearestKey(to: name.dropFirst(9).lowercased())
            throw .unknownKey(
                key: name, place: .environment("environment"),
                suggestion: guess.flatMap { SettingKey.byPath[$0]?.environmentName })
        }
    }

    public subscript(path: String) -> Value? { values[path] }

    /// The value's text; empty if there is none.
    public func text(_ path: String) -> String { values[path]?.text ?? "" }

    public func optionalText(_ path: String) -> String? { values[path]?.text }

    public func integer(_ path: String) -> Int { Int(text(path)) ?? 0 }

    public func number(_ path: String) -> Double { Double(text(path)) ?? 0 }

    public func flag(_ path: String) -> Bool { text(path) == "true" }

    public func list(_ path: String) -> [String] {
        text(path).split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
}
