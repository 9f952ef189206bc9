import Hummingbird
import Model
import Reports

extension Call {
    /// A document that is kept as it is sent while what it is made of is the same.
    func packed(
        _ source: PackedShelf.Source, town: TownID, language: Language?, _ document: () throws -> some Encodable
    ) throws -> Answer {
        let key = PackedShelf.Key(town: town, address: request.uri.string, language: language)
        return try office.packed.answer(key, of: source) { try Answer.jsonLine(document()) }
    }

    /// The page that `limit` and `cursor` ask for, of a list that is sorted by the key. Things that were added or removed meanwhile
    /// neither repeat nor hide others. O(n).
    func page<Item, Document: Codable & Sendable>(
        of items: [Item], at key: (Item) -> String, _ document: (Item) -> Document
    ) throws -> PageDocument<Document> {
        let limit = try value(Shared.limit) ?? 100
        let after = try value(Shared.cursor)
        let rest = after.map { last in items.drop { key($0) <= last } } ?? items[...]
        let page = rest.prefix(limit)
        let next = rest.count > page.count ? page.last.map { Cursor.encode(key($0)) } : nil
        return PageDocument(items: page.map(document), nextCursor: next)
    }
}
