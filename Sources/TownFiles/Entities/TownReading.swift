import Model
import Sentences

/// `town.yaml`: the town and its rules.
enum TownMembers {
    static let root = ["town", "rules"]
    static let town = ["id", "name", "time_zone", "language"]

    static func read(_ value: DocumentValue, at place: SourcePlace, log: FaultLog) -> (town: Town?, rules: TownRules)? {
        guard let root = RecordReader(value, allowing: Self.root, at: place, log: log) else { return nil }
        let rules = root.record("rules", allowing: RulesMembers.rules).map { RulesMembers.read($0) } ?? .standard
        guard let record = root.record("town", allowing: town) else {
            if !root.has("town") { root.report("town", "the member is missing", remedy: "Give the town's id and name") }
            return (nil, rules)
        }
        return (read(record), rules)
    }

    /// The town alone.
    static func read(_ record: RecordReader) -> Town? {
        let id: TownID? = record.required("id", .identifier())
        let name = record.required("name", .name)
        let timeZone = record.optional("time_zone", .timeZone) ?? "Europe/Berlin"
        let language = record.optional("language", ValueKind<TownLanguage>.choice) ?? .de
        guard let id, let name else { return nil }
        return Town(id: id, name: name, timeZone: timeZone, language: language.rawValue)
    }

    private enum TownLanguage: String, CaseIterable { case de, en }
}
