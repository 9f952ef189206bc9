import Reports

/// What pages say to people, by meaning: one enumeration per group of pages, German and English side by side. The compiler refuses a
/// term that lacks one of them. Sentences about plans and containers stand in ``Reports/Phrase``.
///
/// `{name}` in a text is replaced by the argument of that name.
protocol Catalogue: CaseIterable, RawRepresentable, Sendable where RawValue == String {
    /// The group's name, under which scripts find its terms: `today.planButton`.
    static var group: String { get }

    var texts: (german: String, english: String) { get }
}

extension Catalogue {
    func text(in language: Language) -> String {
        switch language {
        case .german: texts.german
        case .english: texts.english
        }
    }
}

/// All groups: scripts get their terms from these, and tests go through them.
enum Catalogues {
    static let all: [any Catalogue.Type] = [
        ShellTerm.self, TodayTerm.self, TourTerm.self, ContainerTerm.self, DeviceTerm.self, AlarmTerm.self, ReportTerm.self,
        SettingsTerm.self, FieldTerm.self,
        WordTerm.self,
    ]

    /// Every term as `group.name`, in one language.
    static func terms(in language: Language) -> [String: String] {
        func terms<Group: Catalogue>(_ group: Group.Type) -> [(String, String)] {
            Group.allCases.map { ("\(Group.group).\($0.rawValue)", $0.text(in: language)) }
        }
        return Dictionary(all.flatMap { terms($0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Replaces `{name}`; arguments are taken as they are, also when they contain braces.
func filled(_ template: String, _ arguments: [String: String]) -> String {
    guard template.contains("{") else { return template }
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        result += rest[..<open]
        let name = String(rest[rest.index(after: open)..<close])
        result += arguments[name] ?? "{\(name)}"
        rest = rest[rest.index(after: close)...]
    }
    return result + rest
}
