import COsmium
import Foundation

/// Reads an extract through libosmium. Each pass over the file calls back for one kind of object.
enum ExtractReader {
    struct Member {
        var type: UInt8
        var id: Int64
        var role: String
    }

    static func ways(_ path: String, _ body: @escaping (Int64, UnsafeBufferPointer<Int64>, Tags) -> Void) throws(RoadError) {
        try read(path, Handlers(way: body))
    }

    /// Position in 1e-7 degrees.
    static func nodes(_ path: String, _ body: @escaping (Int64, Int32, Int32, Tags) -> Void) throws(RoadError) {
        try read(path, Handlers(node: body))
    }

    static func relations(_ path: String, _ body: @escaping ([Member], Tags) -> Void) throws(RoadError) {
        try read(path, Handlers(relation: body))
    }

    /// Tags as the library holds them; strings are only made of those that are asked for.
    struct Tags {
        fileprivate let pointer: UnsafePointer<cosmium_tag>?
        fileprivate let count: Int

        var isEmpty: Bool { count == 0 }

        /// Those whose key is wanted.
        func dictionary(where isWanted: (String) -> Bool = { _ in true }) -> [String: String] {
            var found: [String: String] = [:]
            for index in 0..<count {
                guard let pointer, let key = pointer[index].key, let value = pointer[index].value else { continue }
                let name = String(cString: key)
                if isWanted(name) { found[name] = String(cString: value) }
            }
            return found
        }

        /// Whether there is such a key, without making strings.
        func has(_ key: StaticString) -> Bool {
            (0..<count).contains { index in
                guard let pointer, let name = pointer[index].key else { return false }
                return key.withUTF8Buffer { wanted in
                    strcmp(name, wanted.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) } ?? name) == 0
                }
            }
        }
    }

    private struct Handlers {
        var node: ((Int64, Int32, Int32, Tags) -> Void)?
        var way: ((Int64, UnsafeBufferPointer<Int64>, Tags) -> Void)?
        var relation: (([Member], Tags) -> Void)?

        init(node: ((Int64, Int32, Int32, Tags) -> Void)? = nil) { self.node = node }
        init(way: ((Int64, UnsafeBufferPointer<Int64>, Tags) -> Void)?) { self.way = way }
        init(relation: (([Member], Tags) -> Void)?) { self.relation = relation }
    }

    private static func read(_ path: String, _ handlers: Handlers) throws(RoadError) {
        guard FileManager.default.fileExists(atPath: path) else { throw .fileMissing(path: path) }
        var visitor = cosmium_visitor()
        if handlers.node != nil {
            visitor.node = { context, id, longitude, latitude, tags, count in
                guard let handlers = context?.assumingMemoryBound(to: Handlers.self) else { return }
                handlers.pointee.node?(id, longitude, latitude, Tags(pointer: tags, count: count))
            }
        }
        if handlers.way != nil {
            visitor.way = { context, id, nodes, nodeCount, tags, count in
                guard let handlers = context?.assumingMemoryBound(to: Handlers.self) else { return }
                handlers.pointee.way?(
                    id, UnsafeBufferPointer(start: nodes, count: nodeCount), Tags(pointer: tags, count: count))
            }
        }
        if handlers.relation != nil {
            visitor.relation = { context, _, members, memberCount, tags, count in
                guard let handlers = context?.assumingMemoryBound(to: Handlers.self) else { return }
                let list = UnsafeBufferPointer(start: members, count: memberCount).map {
                    Member(type: UInt8(bitPattern: $0.type), id: $0.id, role: $0.role.map { String(cString: $0) } ?? "")
                }
                handlers.pointee.relation?(list, Tags(pointer: tags, count: count))
            }
        }
        var handlers = handlers
        var message = [CChar](repeating: 0, count: 400)
        let result = withUnsafeMutablePointer(to: &handlers) { cosmium_read(path, &visitor, $0, &message, message.count) }
        guard result == Int32(cosmium_ok.rawValue) else {
            let detail = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw result == Int32(cosmium_unreadable.rawValue)
                ? .unreadable(path: path, detail: detail) : .malformedExtract(path: path, detail: detail)
        }
    }
}
