import Foundation
import GRDB
import Model
import Store

/// One kind of thing of a town: rows of documents in the order of the import.
struct EntityTable<Entity: Codable & Sendable>: Sendable {
    let name: String
    let id: @Sendable (Entity) -> String

    func all(town: TownID, _ db: Database) throws -> [Entity] {
        let texts = try String.fetchCursor(
            db, sql: "SELECT document FROM \(name) WHERE town = ? ORDER BY position", arguments: [town.rawValue])
        // Decoded as one array: setting the decoder up for each of ten thousand small documents costs more than reading them.
        var list = "["
        while let text = try texts.next() {
            if list.utf8.count > 1 { list += "," }
            list += text
        }
        return try Document.decode([Entity].self, from: list + "]", what: name)
    }

    /// Writes one thing as it stands in `entities`, or deletes it when it is not among them. A new one comes last.
    func write(_ wanted: String, of entities: [Entity], town: TownID, _ db: Database) throws {
        guard let entity = entities.first(where: { id($0) == wanted }) else {
            return try db.execute(sql: "DELETE FROM \(name) WHERE town = ? AND id = ?", arguments: [town.rawValue, wanted])
        }
        try db.execute(
            sql: """
                INSERT INTO \(name) (town, id, position, document)
                VALUES (:town, :id, (SELECT coalesce(max(position), -1) + 1 FROM \(name) WHERE town = :town), :document)
                ON CONFLICT DO UPDATE SET document = excluded.document
                """, arguments: ["town": town.rawValue, "id": wanted, "document": try Document.encode(entity)])
    }

    /// Makes the table hold exactly `entities`; rows that stay the same are not written.
    func replace(_ entities: [Entity], town: TownID, _ db: Database) throws {
        var seen = Set<String>()
        if let double = entities.map(id).first(where: { !seen.insert($0).inserted }) {
            throw StoreError.other(detail: "Two entries '\(double)' in the \(name) list of town '\(town)'. Rename or remove one.")
        }
        let present = try String.fetchAll(db, sql: "SELECT id FROM \(name) WHERE town = ?", arguments: [town.rawValue])
        for gone in present where !seen.contains(gone) {
            try db.execute(sql: "DELETE FROM \(name) WHERE town = ? AND id = ?", arguments: [town.rawValue, gone])
        }
        let upsert = try db.cachedStatement(
            sql: """
                INSERT INTO \(name) (town, id, position, document) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET position = excluded.position, document = excluded.document
                WHERE position <> excluded.position OR document <> excluded.document
                """)
        for (position, entity) in entities.enumerated() {
            try upsert.execute(arguments: [town.rawValue, id(entity), position, try Document.encode(entity)])
        }
    }
}

/// All kinds.
enum EntityTables {
    static let containerTypes = EntityTable<ContainerType>(name: "container_type") { $0.id.rawValue }
    static let containers = EntityTable<Container>(name: "container") { $0.id.rawValue }
    static let sites = EntityTable<Site>(name: "site") { $0.id.rawValue }
    static let slots = EntityTable<Slot>(name: "slot") { $0.id.rawValue }
    static let devices = EntityTable<Device>(name: "device") { $0.id.rawValue }
    static let depots = EntityTable<Depot>(name: "depot") { $0.id.rawValue }
    static let disposalSites = EntityTable<DisposalSite>(name: "disposal_site") { $0.id.rawValue }
    static let vehicles = EntityTable<Vehicle>(name: "vehicle") { $0.id.rawValue }
    static let schoolHolidays = EntityTable<SchoolHolidays>(name: "school_holidays") { $0.id.rawValue }
    static let events = EntityTable<TownEvent>(name: "town_event") { $0.id.rawValue }
    static let weather = EntityTable<DayWeather>(name: "day_weather") { $0.day.description }
}

/// Values of the model as JSON text, members in a fixed order so that equal values are equal texts.
enum Document {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String, what: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw StoreError.other(
                detail: "A stored \(what) can not be read (\(error)). Import the town again, or restore a backup.")
        }
    }
}
