import Foundation
import HTTPTypes
import Model
import Reports
import Sentences

/// The history of what a town has, taking changes back, and the town as files.
enum SettingsHistoryEndpoints {
    static let all: [Endpoint] = [changes, change, undo, files, file, importFiles]

    private static let kind = Parameter<TownEntityKind>.choice("kind", "Only changes that touched a thing of this kind.")
    private static let entity = Parameter<String>(
        "entity", "With `kind`: only changes that touched this thing.", schema: .identifier,
        remedy: "Use 1 to 64 of A-Z a-z 0-9 . _ -", read: { ID<Town>(validating: $0)?.rawValue })
    private static let number = Parameter<Int64>(
        "change", in: .path, "The change's number.", schema: .integer.with("minimum", 1), remedy: "Use a number from 1 on.",
        read: { text in Int64(text).flatMap { $0 > 0 ? $0 : nil } })
    private static let filePath = Parameter<String>(
        "file", in: .path, "The file's name, for example `slots.csv`.", schema: .text, remedy: "Use a name of the list.",
        read: { $0 })

    private static let changes = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/settings/changes", name: "listSettingsChanges",
        summary: "What was changed, newest first: who, when, which things", topic: .settings,
        parameters: [
            Shared.town.description, kind.description, entity.description, Shared.limit.description, Shared.cursor.description,
        ], success: .json(.page(of: "SettingsChange"), "A page of changes; entries without their contents."),
        problems: [.notFound],
        respond: { call in
            let limit = try call.value(Shared.limit) ?? 100
            let before = try call.value(Shared.cursor).map { text in
                guard let position = Int64(text) else {
                    throw Problem.invalid(
                        member: "cursor", "The cursor is not one of this list.", remedy: Shared.cursor.description.remedy)
                }
                return position
            }
            let changes = try await call.desk.settingsChanges(
                town: call.path(Shared.town), kind: call.value(kind), id: call.value(entity), before: before, limit: limit + 1)
            let page = changes.prefix(limit)
            let next = changes.count > limit ? page.last.map { Cursor.encode(String($0.number)) } : nil
            return try .json(PageDocument(items: page.map { SettingsChangeDocument($0, isListed: true) }, nextCursor: next))
        })

    private static let change = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/settings/changes/{change}", name: "getSettingsChange",
        summary: "One change with what each thing was before and after", topic: .settings,
        parameters: [Shared.town.description, number.description],
        success: .json(.reference("SettingsChange"), "The change."), problems: [.notFound],
        respond: { call in
            let change = try await call.desk.settingsChange(town: call.path(Shared.town), number: call.path(number))
            return try .json(SettingsChangeDocument(change))
        })

    private static let undo = Endpoint(
        method: .post, path: "/api/v1/towns/{town}/settings/changes/{change}/undo", name: "undoSettingsChange",
        summary: "Take a change back, if nothing it touched was changed since", topic: .settings,
        parameters: [Shared.town.description, number.description],
        body: .init(schema: .reference("UndoOrder"), summary: "Who takes it back; may be empty."),
        success: .json(.reference("SettingsChange"), "The change that took it back."),
        problems: [.notFound, .conflict, .unprocessableContent],
        respond: { call in
            let body = try await call.body(UndoBody.self)
            let change = try await call.desk.undoSettings(
                town: call.path(Shared.town), change: call.path(number), author: Author.checked(body.author))
            return try .json(SettingsChangeDocument(change))
        })

    private static let files = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/settings/files", name: "exportTown",
        summary: "The whole town as plain files, in one document", topic: .settings, parameters: [Shared.town.description],
        success: .json(.reference("TownFileSet"), "File names with their texts."), problems: [.notFound],
        respond: { call in
            let files = try await call.desk.exportFiles(town: call.path(Shared.town))
            return try .json(["files": files.mapValues { String(decoding: $0, as: UTF8.self) }])
        })

    private static let file = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/settings/files/{file}", name: "exportTownFile",
        summary: "One file of the town, as it is imported", topic: .settings,
        parameters: [Shared.town.description, filePath.description],
        success: .init(
            summary: "The file.",
            content: [(MediaType.csv, nil), (MediaType.geoJSON, Schema(members: ["type": "object"])), (MediaType.yaml, nil)]),
        problems: [.notFound],
        respond: { call in
            let name = try call.path(filePath)
            guard let bytes = try await call.desk.exportFiles(town: call.path(Shared.town))[name] else {
                throw DeskError.notFound(what: "file", id: name)
            }
            let type =
                name.hasSuffix(".csv") ? MediaType.csv : name.hasSuffix(".geojson") ? MediaType.geoJSON : MediaType.yaml
            return Answer(
                mediaType: type,
                headers: [HTTPField(name: .contentDisposition, value: "attachment; filename=\"\(name)\"")],
                body: .whole(Data(bytes)))
        })

    private static let importFiles = Endpoint(
        method: .post, path: "/api/v1/towns/{town}/settings/files", name: "importTownFiles",
        summary: "Replace the parts of the town that the files hold; all or nothing, with every fault named", topic: .settings,
        parameters: [Shared.town.description],
        body: .init(schema: .reference("TownFileOrder"), summary: "File names with their texts."),
        success: .json(.reference("SettingsChange"), "What changed, or with `dry_run` what would."),
        problems: [.notFound, .conflict, .unprocessableContent],
        respond: { call in
            let order = try await call.body(TownFileBody.self, limit: TownFileBody.largestBytes)
            let change = try await call.desk.importFiles(
                town: call.path(Shared.town), order.files.mapValues { Array($0.utf8) }, isTrial: order.isTrial,
                author: Author.checked(order.author))
            return try .json(SettingsChangeDocument(change, isListed: true))
        })
}

struct UndoBody: RequestBody {
    var author: String?

    enum Member: String, CodingKey, CaseIterable { case author }

    init(from decoder: any Decoder) throws {
        author = try decoder.container(keyedBy: Member.self).decodeIfPresent(String.self, forKey: .author)
    }
}

/// Files of a town as they are sent.
struct TownFileBody: RequestBody {
    var files: [String: String]
    var isTrial: Bool
    var author: String?

    enum Member: String, CodingKey, CaseIterable {
        case files, author
        case isTrial = "dry_run"
    }

    /// A large city's files have some megabytes.
    static let largestBytes = 32 << 20

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        files = try container.decode([String: String].self, forKey: .files)
        isTrial = try container.decodeIfPresent(Bool.self, forKey: .isTrial) ?? false
        author = try container.decodeIfPresent(String.self, forKey: .author)
        if files.isEmpty || files.count > 20 {
            throw Problem.invalid(member: "files", "There are no files, or too many.", remedy: "Give 1 to 20 files.")
        }
    }
}

/// A change as documents show it.
struct SettingsChangeDocument: Codable, Sendable {
    /// Absent when nothing was changed.
    var number: Int64?
    var at: Timestamp
    var author: String?
    var origin: String
    var action: String
    var undoes: Int64?
    var undoneBy: Int64?
    var entryCount: Int
    var entries: [Entry]

    struct Entry: Codable, Sendable {
        var kind: String
        var entity: String
        /// `added`, `changed` or `removed`.
        var effect: String
        var before: JSONValue?
        var after: JSONValue?
    }

    /// - Parameter isListed: without contents, at most 100 entries.
    init(_ change: SettingsChange, isListed: Bool = false) {
        number = change.number > 0 ? change.number : nil
        at = change.at
        author = change.author
        origin = change.origin.rawValue
        action = change.action.rawValue
        undoes = change.undoes
        undoneBy = change.undoneBy
        entryCount = change.entryCount
        entries = change.entries.prefix(isListed ? 100 : .max).map { entry in
            Entry(
                kind: entry.kind.rawValue, entity: entry.id,
                effect: entry.before == nil ? "added" : entry.after == nil ? "removed" : "changed",
                before: isListed ? nil : entry.before.flatMap { JSONValue($0) },
                after: isListed ? nil : entry.after.flatMap { JSONValue($0) })
        }
    }

    private enum CodingKeys: String, CodingKey {
        case number, at, author, origin, action, undoes, entries
        case undoneBy = "undone_by"
        case entryCount = "entry_count"
    }
}
