import Reports

extension Console {
    /// The same documents as over HTTP, indented.
    static func json(_ document: some Encodable) throws {
        line(String(decoding: try DocumentEncoder.json(document, pretty: true), as: UTF8.self))
    }
}
