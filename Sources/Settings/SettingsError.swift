/// What is wrong with the settings, where, and what to do.
public enum SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    case unreadable(file: String, detail: String)
    case notYAML(file: String, detail: String)
    case unknownKey(key: String, place: SettingPlace, suggestion: String?)
    case wrongType(key: String, value: String, expected: String, place: SettingPlace)

    public var description: String {
        switch self {
        case .unreadable(let file, let detail):
            "\(file): can not be read (\(detail)). Check the path given with --config or FUELLORT_CONFIG."
        case .notYAML(let file, let detail): "\(file): not valid YAML: \(detail)"
        case .unknownKey(let key, let place, let suggestion):
            "\(place): unknown key '\(key)'."
                + (suggestion.map { " Did you mean '\($0)'?" } ?? " `fuellort config show` lists all keys.")
        case .wrongType(let key, let value, let expected, let place): "\(place): '\(key)' is '\(value)', but must be \(expected)."
        }
    }
}

/// Where a value came from.
public enum SettingPlace: Hashable, Sendable, CustomStringConvertible {
    case flag(String)
    case environment(String)
    case file(String, line: Int)
    case standard

    public var description: String {
        switch self {
        case .flag(let name): name
        case .environment(let name): name
        case .file(let path, let line): "\(path):\(line)"
        case .standard: "default"
        }
    }
}
