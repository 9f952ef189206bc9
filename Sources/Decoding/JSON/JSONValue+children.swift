/// What an object or array contains, in the order of the text.
struct JSONChildren: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var index: Int
    private let end: Int

    init(of value: JSONValue) {
        document = value.document
        let isContainer = value.kind == .object || value.kind == .array
        index = value.index &+ 1
        end = isContainer ? Int(value.node.next) : index
    }

    mutating func next() -> JSONValue? {
        guard index < end else { return nil }
        defer { index = Int(document.nodes[index].next) }
        return JSONValue(document: document, index: index)
    }
}

extension JSONValue {
    var children: JSONChildren { JSONChildren(of: self) }

    /// How many values an object or array contains; O(count).
    var childCount: Int { children.reduce(0) { count, _ in count + 1 } }

    /// The member of that name; `nil` if there is none, if it is `null`, or if this is no object.
    ///
    /// O(members).
    /// - Throws: a refusal if the name stands there twice: RFC 8259 leaves open which one counts, so nobody could say what was meant.
    func member(_ name: StaticString) throws(Refusal) -> JSONValue? {
        guard kind == .object else { return nil }
        var found: JSONValue?
        for child in children where child.isNamed(name) {
            if let found { throw found.isTwice(again: child) }
            found = child
        }
        return found.flatMap { $0.isNull ? nil : $0 }
    }

    /// The member of the first name, or else of the second.
    func member(_ first: StaticString, or second: StaticString) throws(Refusal) -> JSONValue? {
        if let member = try member(first) { return member }
        return try member(second)
    }

    /// The refusal for a member that stands there twice.
    func isTwice(again: JSONValue) -> Refusal {
        Refusal(
            .wrongShape,
            "the member '\(name.prefix(40))' stands there twice (values at bytes \(offset) and \(again.offset)); send it once")
    }
}
