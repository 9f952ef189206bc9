/// One thing of a town with the place it was read from. The value is missing when its record was faulty; its name still counts, so
/// that one fault does not make others of every reference to it.
struct Entry<Value> {
    var key: String?
    var value: Value?
    /// `nil` when the thing is stored already.
    var record: RecordReader?
    var place: SourcePlace

    /// Where one of its members stands; inner members are named with dots.
    func place(of member: String) -> SourcePlace {
        var place = place
        place.member = RecordReader.path(place.member, member)
        var names = member.split(separator: ".").map(String.init)[...]
        var value = names.popFirst().flatMap { record?.raw($0) }
        while let name = names.popFirst(), case .object(let members) = value?.content {
            value = members.first { $0.name == name }?.value
        }
        place.text = value?.place ?? place.text
        return place
    }
}

/// All things of one kind.
struct Entries<Value> {
    var list: [Entry<Value>] = []
    /// `false` when some names are unknown because the file or a name could not be read: references can not be checked then.
    var isComplete = true

    var values: [Value] { list.compactMap(\.value) }
    var keys: Set<String> { Set(list.compactMap(\.key)) }

    /// Things that are stored already, without a place in a text.
    init(stored values: [Value], in file: TownFile, key: (Value) -> String) {
        list = values.map { value in
            Entry(
                key: key(value), value: value, record: nil,
                place: SourcePlace(file: file, fileName: file.name, text: nil, member: key(value)))
        }
    }

    init() {}

    static var unreadable: Entries {
        var entries = Entries()
        entries.isComplete = false
        return entries
    }

    mutating func append(_ record: RecordReader, key: String?, value: Value?) {
        list.append(Entry(key: key, value: value, record: record, place: record.place))
        if key == nil { isComplete = false }
    }
}
