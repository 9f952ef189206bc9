import Foundation

extension Console {
    /// A document whose members are written in snake case, as in the HTTP interface, indented.
    static func snakeJSON(_ document: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        line(String(decoding: try encoder.encode(document), as: UTF8.self))
    }
}
