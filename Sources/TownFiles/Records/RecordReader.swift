import Model
import Sentences

/// One object (of JSON, of YAML, a row of a table) whose members are taken by name. Whatever is wrong goes to the log, and reading
/// goes on, so that all faults of a file come to light at once.
struct RecordReader {
    let place: SourcePlace
    let log: FaultLog
    private let members: [String: DocumentMember]

    /// Reports members that are not allowed or there twice; `nil` if the value is no object.
    init?(_ value: DocumentValue, allowing names: [String], at place: SourcePlace, log: FaultLog) {
        var place = place
        place.text = value.place
        self.place = place
        self.log = log
        guard case .object(let list) = value.content else {
            log.report(
                place, "expected an object, found \(value.shown)", remedy: "Its members are \(names.joined(separator: ", "))")
            return nil
        }
        var members: [String: DocumentMember] = [:]
        for member in list {
            let memberPlace = SourcePlace(
                file: place.file, fileName: place.fileName, text: member.namePlace, member: Self.path(place.member, member.name))
            guard names.contains(member.name) else {
                log.report(memberPlace, "there is no such member", remedy: Self.remedy(forUnknown: member.name, among: names))
                continue
            }
            if members.updateValue(member, forKey: member.name) != nil {
                log.report(memberPlace, "the member is there twice", remedy: "Keep one of them")
            }
        }
        self.members = members
    }

    static func remedy(forUnknown name: String, among names: [String]) -> Sentence {
        if let nearest = Suggestion.nearest(to: name, among: names) {
            return "Did you mean '\(nearest)'? Otherwise remove it"
        }
        return "Remove it; known are \(names.joined(separator: ", "))"
    }

    static func path(_ base: String?, _ name: String) -> String { base.map { "\($0).\(name)" } ?? name }

    /// Where a member stands, or the record if it is not there.
    func place(of name: String) -> SourcePlace {
        SourcePlace(
            file: place.file, fileName: place.fileName, text: members[name]?.value.place ?? place.text,
            member: Self.path(place.member, name))
    }

    func has(_ name: String) -> Bool { members[name].map { !$0.value.isNull } ?? false }

    func raw(_ name: String) -> DocumentValue? { has(name) ? members[name]?.value : nil }

    /// A member that must be there.
    func required<Value>(_ name: String, _ kind: ValueKind<Value>) -> Value? {
        guard let value = raw(name) else {
            log.report(place(of: name), "the member is missing", remedy: "Give \(kind.wanted)")
            return nil
        }
        return convert(value, kind, at: place(of: name))
    }

    /// A member that may be missing; `nil` then, and when it was wrong.
    func optional<Value>(_ name: String, _ kind: ValueKind<Value>) -> Value? {
        guard let value = raw(name) else { return nil }
        // Some spreadsheets quote every cell, also the empty ones.
        if case .text("", .cell) = value.content { return kind.convert(value) }
        return convert(value, kind, at: place(of: name))
    }

    /// A list of simple values: in JSON and YAML a list, in a table names separated by blanks or `|`.
    func list<Value>(_ name: String, _ kind: ValueKind<Value>) -> [Value]? {
        guard let value = raw(name) else { return nil }
        switch value.content {
        case .list(let elements):
            return elements.enumerated().compactMap { index, element in
                var elementPlace = place(of: name)
                elementPlace.text = element.place
                elementPlace.member = "\(elementPlace.member ?? name)[\(index)]"
                return convert(element, kind, at: elementPlace)
            }
        case .text(let text, .cell(let decimalComma)):
            return text.split(whereSeparator: { $0 == " " || $0 == "|" }).compactMap { part in
                let element = DocumentValue(content: .text(String(part), .cell(decimalComma: decimalComma)), place: value.place)
                return convert(element, kind, at: place(of: name))
            }
        default:
            log.report(place(of: name), "expected a list, found \(value.shown)", remedy: "Write it as a list of \(kind.wanted)")
            return nil
        }
    }

    /// A list without repeats.
    func set<Value: Hashable>(_ name: String, _ kind: ValueKind<Value>) -> Set<Value>? { list(name, kind).map { Set($0) } }

    /// A list of objects.
    func records(_ name: String, allowing names: [String]) -> [RecordReader] {
        guard let value = raw(name) else { return [] }
        guard case .list(let elements) = value.content else {
            log.report(place(of: name), "expected a list, found \(value.shown)", remedy: "Write it as a list of objects")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            var elementPlace = place(of: name)
            elementPlace.member = "\(elementPlace.member ?? name)[\(index)]"
            return RecordReader(element, allowing: names, at: elementPlace, log: log)
        }
    }

    /// A single object; `nil` if the member is not there.
    func record(_ name: String, allowing names: [String]) -> RecordReader? {
        raw(name).flatMap { RecordReader($0, allowing: names, at: place(of: name), log: log) }
    }

    /// An object whose members' names are data: name and value of each.
    func map(_ name: String) -> [DocumentMember] {
        guard let value = raw(name) else { return [] }
        guard case .object(let members) = value.content else {
            log.report(place(of: name), "expected an object, found \(value.shown)", remedy: "Write name: value")
            return []
        }
        return members
    }

    func report(_ name: String, _ problem: Sentence, remedy: Sentence) { log.report(place(of: name), problem, remedy: remedy) }

    private func convert<Value>(_ value: DocumentValue, _ kind: ValueKind<Value>, at place: SourcePlace) -> Value? {
        if let converted = kind.convert(value) { return converted }
        let nearest = value.readableText.flatMap { Suggestion.nearest(to: $0, among: kind.choices) }
        let hint: Sentence = nearest.map { ". Did you mean '\($0)'?" } ?? ""
        log.report(place, "\(value.shown) is not \(kind.wanted)", remedy: "Write \(kind.wanted)\(hint)")
        return nil
    }
}
