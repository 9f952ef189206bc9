import Foundation
import HTTPTypes
import Hummingbird
import Model
import Reports
import Sentences

/// What a town has, thing by thing.
enum SettingsEndpoints {
    static let all: [Endpoint] = [overview, list, entity, put, remove]

    static let kind = Parameter<TownEntityKind>(
        "kind", in: .path, "The kind of thing.", schema: .oneOf(TownEntityKind.allCases.map(\.rawValue)),
        remedy: "Use \(TownEntityKind.allCases.map(\.rawValue).joined(separator: ", ")).",
        read: { TownEntityKind(rawValue: $0) })
    static let entityPath = Parameter<String>(
        "entity", in: .path, "The thing's name; the town's own name for `town`, `rules` for `rules`.", schema: .identifier,
        remedy: "Use 1 to 64 of A-Z a-z 0-9 . _ -", read: { ID<Town>(validating: $0)?.rawValue })
    private static let author = Parameter<String>(
        "author", "Who changes it, for the history; nobody is asked for a name.",
        schema: .text.with("maxLength", .integer(Author.longest)), remedy: "Use at most \(Author.longest) characters.",
        read: { (try? Author.checked($0)) == nil ? nil : $0 })
    private static let ifMatch = ParameterDescription(
        name: "If-Match", place: .header,
        summary: "The entity tag of the thing as it was read; must be given to change a thing that is there.",
        schema: .text.with("minLength", 1), remedy: "Send the ETag of the last GET.", accepts: { !$0.isEmpty })
    private static let entityPaths = "/api/v1/towns/{town}/settings/entities/{kind}/{entity}"
    private static let entitySchema = Schema(members: ["type": "object"]).described(
        "The thing with the members of its town file (docs/town-files.md); places have latitude and longitude.")

    private static let overview = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/settings", name: "getSettings",
        summary: "How many things of each kind there are",
        topic: .settings, parameters: [Shared.town.description],
        success: .json(.reference("SettingsOverview"), "The counts."), problems: [.notFound],
        respond: { call in
            let data = try await call.desk.townData(call.path(Shared.town))
            return try .json(
                Dictionary(uniqueKeysWithValues: TownEntityKind.allCases.map { ($0.rawValue, data.count(of: $0)) }))
        })

    private static let list = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/settings/entities/{kind}", name: "listSettings",
        summary: "All things of a kind with the members of their town file", topic: .settings,
        parameters: [Shared.town.description, kind.description, Shared.limit.description, Shared.cursor.description],
        success: .json(
            .object("A page of a list.", ["items": .list(of: entitySchema)], optional: ["next_cursor": .text]),
            "A page of things."),
        problems: [.notFound],
        respond: { call in
            let entities = try await call.desk.settings(town: call.path(Shared.town), kind: call.path(kind))
            let page = try call.page(of: entities, at: \.id) { JSONValue($0.json) ?? .null }
            return try .json(page)
        })

    private static let entity = Endpoint(
        method: .get, path: entityPaths, name: "getSetting", summary: "One thing with the members of its town file",
        topic: .settings, parameters: [Shared.town.description, kind.description, entityPath.description],
        success: .json(entitySchema, "The thing; its ETag is wanted to change it."), problems: [.notFound],
        respond: { call in
            let entity = try await call.desk.setting(
                town: call.path(Shared.town), kind: call.path(kind), id: call.path(entityPath))
            return Answer(mediaType: MediaType.json, body: .whole(Data((entity.json + "\n").utf8)))
        })

    private static let put = Endpoint(
        method: .put, path: entityPaths, name: "putSetting",
        summary: "Change or add one thing; checked as an import is, with all that is wrong named at its member", topic: .settings,
        parameters: [
            Shared.town.description, kind.description, entityPath.description, author.description, ifMatch,
        ], body: .init(schema: entitySchema, summary: "The whole thing."),
        success: .json(.reference("SettingsChange"), "The change as the history keeps it."),
        problems: [.notFound, .preconditionFailed, .preconditionRequired, .unprocessableContent],
        respond: { call in
            let bytes = try await call.jsonBody(limitBytes: call.office.configuration.maximumBodyBytes)
            return try await change(call, json: [UInt8](bytes))
        })

    private static let remove = Endpoint(
        method: .delete, path: entityPaths, name: "removeSetting",
        summary: "Take one thing away; refused while something else refers to it", topic: .settings,
        parameters: [
            Shared.town.description, kind.description, entityPath.description, author.description, ifMatch,
        ],
        success: .json(.reference("SettingsChange"), "The change as the history keeps it."),
        problems: [.notFound, .preconditionFailed, .preconditionRequired, .unprocessableContent],
        respond: { call in try await change(call, json: nil) })

    private static func change(_ call: Call, json: [UInt8]?) async throws -> Answer {
        let (town, kind, id) = try (call.path(Shared.town), call.path(kind), call.path(entityPath))
        let tags = EntityTags(call.request.headers[.ifMatch])
        let isThere = try await call.desk.settings(town: town, kind: kind).contains { $0.id == id }
        if isThere, tags == nil { throw Problem.tagMissing }
        let order = SettingOrder(
            kind: kind, id: id, json: json, author: try Author.checked(call.value(author)),
            isExpected: { current in
                guard let tags else { return current == nil }
                return current.map { tags.name(Data(($0 + "\n").utf8)) } ?? false
            })
        return try .json(SettingsChangeDocument(try await call.desk.changeSetting(town: town, order)))
    }
}

/// The entity tags of an `If-Match` header (RFC 9110 §13.1.1).
struct EntityTags: Sendable {
    private let tags: [String]

    init?(_ header: String?) {
        guard let header else { return nil }
        tags = header.split(separator: ",").map { $0.filter { $0 != " " } }
    }

    /// Whether one of them is that of the document, in whatever coding it was sent.
    func name(_ document: Data) -> Bool {
        let digest = Hexadecimal.digest(document).prefix(32)
        return tags.contains { $0 == "*" || $0 == "\"\(digest)\"" || $0 == "\"\(digest)-gzip\"" }
    }
}

extension TownData {
    func count(of kind: TownEntityKind) -> Int {
        switch kind {
        case .town, .rules: 1
        case .containerTypes: containerTypes.count
        case .containers: containers.count
        case .sites: sites.count
        case .devices: devices.count
        case .slots: slots.count
        case .depots: depots.count
        case .disposalSites: disposalSites.count
        case .vehicles: vehicles.count
        case .schoolHolidays: schoolHolidays.count
        case .events: events.count
        }
    }
}

extension Problem {
    static let tagMissing = Problem(
        .preconditionRequired, "tag-missing", title: "Entity tag missing",
        detail: "To change a thing that is there, say which state of it you have seen.", member: "If-Match",
        remedy: "Send the ETag of the last GET as If-Match.")
}
