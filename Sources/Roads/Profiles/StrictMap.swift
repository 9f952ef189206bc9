import Yams

/// A map of a YAML file whose members are taken by name; what is left over or of the wrong kind is an error with its line.
struct StrictMap {
    let path: String
    private let node: Node.Mapping
    private let line: Int?
    private let prefix: String
    private let names: Set<String>

    /// The root of a file.
    init(yaml: String, path: String, names: Set<String>) throws(RoadError) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw .malformedFile(
                path: path, line: nil, problem: "not valid YAML: \(error)", remedy: "Check indentation, colons and quotes")
        }
        guard let root else {
            throw .malformedFile(path: path, line: nil, problem: "the file is empty", remedy: "Leave it away or fill it")
        }
        try self.init(root, path: path, prefix: "", names: names)
    }

    private init(_ node: Node, path: String, prefix: String, names: Set<String>) throws(RoadError) {
        guard case .mapping(let mapping) = node else {
            throw .malformedFile(
                path: path, line: node.mark?.line, problem: "'\(prefix)' must be a map",
                remedy: "Write its members as name: value")
        }
        self.node = mapping
        self.path = path
        self.prefix = prefix
        self.names = names
        line = node.mark?.line
        guard !names.isEmpty else { return }
        for (key, _) in mapping {
            let name = key.string ?? "?"
            guard names.contains(name) else {
                throw .malformedFile(
                    path: path, line: key.mark?.line, problem: "there is no member '\(prefix)\(name)'",
                    remedy: "Known are \(names.sorted().joined(separator: ", "))")
            }
        }
    }

    private func fault(_ name: String, _ problem: String, _ remedy: String) -> RoadError {
        .malformedFile(path: path, line: node[name]?.mark?.line ?? line, problem: "'\(prefix)\(name)' \(problem)", remedy: remedy)
    }

    private func value(_ name: String) -> Node? {
        guard let node = node[name], node.null == nil else { return nil }
        return node
    }

    func text(_ name: String) throws(RoadError) -> String? {
        guard let node = value(name) else { return nil }
        guard let text = node.scalar?.string else { throw fault(name, "must be a text", "Write one value") }
        return text
    }

    func requiredText(_ name: String) throws(RoadError) -> String {
        guard let text = try text(name), !text.isEmpty else { throw fault(name, "is missing", "Give it") }
        return text
    }

    func number(_ name: String, _ range: ClosedRange<Double>) throws(RoadError) -> Double? {
        guard let text = try text(name) else { return nil }
        guard let number = Double(text), range.contains(number) else {
            throw fault(name, "is '\(text)'", "Write a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func integer(_ name: String) throws(RoadError) -> Int64? {
        guard let text = try text(name) else { return nil }
        guard let number = Int64(text) else { throw fault(name, "is '\(text)'", "Write a whole number") }
        return number
    }

    func flag(_ name: String) throws(RoadError) -> Bool? {
        guard let text = try text(name) else { return nil }
        switch text {
        case "true", "yes": return true
        case "false", "no": return false
        default: throw fault(name, "is '\(text)'", "Write true or false")
        }
    }

    func choice<Value: RawRepresentable & CaseIterable>(_ name: String, of: Value.Type) throws(RoadError) -> Value?
    where Value.RawValue == String {
        guard let text = try text(name) else { return nil }
        guard let value = Value(rawValue: text) else { throw fault(name, "is '\(text)'", Self.choices(of)) }
        return value
    }

    static func choices<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> String where Value.RawValue == String {
        "Write one of \(type.allCases.map(\.rawValue).joined(separator: ", "))"
    }

    func texts(_ name: String) throws(RoadError) -> [String]? {
        guard let node = value(name) else { return nil }
        guard let sequence = node.sequence else { throw fault(name, "must be a list", "Write [a, b]") }
        var texts: [String] = []
        for item in sequence {
            guard let text = item.scalar?.string else { throw fault(name, "must be a list of texts", "Write [a, b]") }
            texts.append(text)
        }
        return texts
    }

    func map(_ name: String, names: Set<String> = []) throws(RoadError) -> StrictMap? {
        guard let node = value(name) else { return nil }
        return try StrictMap(node, path: path, prefix: "\(prefix)\(name).", names: names)
    }

    func maps(_ name: String, names: Set<String>) throws(RoadError) -> [StrictMap] {
        guard let node = value(name) else { return [] }
        guard let sequence = node.sequence else { throw fault(name, "must be a list", "Begin each entry with a dash") }
        var maps: [StrictMap] = []
        for (index, item) in sequence.enumerated() {
            maps.append(try StrictMap(item, path: path, prefix: "\(prefix)\(name)[\(index)].", names: names))
        }
        return maps
    }

    /// All members as numbers; their names must be among `keys`.
    func numbers(_ name: String, keys: [String], _ range: ClosedRange<Double>) throws(RoadError) -> [String: Double]? {
        guard let map = try map(name, names: Set(keys)) else { return nil }
        var numbers: [String: Double] = [:]
        for (key, _) in map.node {
            guard let key = key.string else { continue }
            numbers[key] = try map.number(key, range)
        }
        return numbers
    }

    func refuse(_ name: String, _ problem: String, _ remedy: String) -> RoadError { fault(name, problem, remedy) }
}
