import GRDB
import Model
import Store

/// A town's tables as one value.
enum TownTables {
    static func towns(_ db: Database) throws -> [Town] {
        try String.fetchAll(db, sql: "SELECT document FROM town ORDER BY id").map {
            try Document.decode(Town.self, from: $0, what: "town")
        }
    }

    static func data(_ id: TownID, _ db: Database) throws -> TownData? {
        guard let row = try Row.fetchOne(db, sql: "SELECT document, rules FROM town WHERE id = ?", arguments: [id.rawValue])
        else {
            return nil
        }
        return TownData(
            town: try Document.decode(Town.self, from: row[0], what: "town"),
            rules: try Document.decode(TownRules.self, from: row[1], what: "rules"),
            containerTypes: try EntityTables.containerTypes.all(town: id, db),
            containers: try EntityTables.containers.all(town: id, db), sites: try EntityTables.sites.all(town: id, db),
            slots: try EntityTables.slots.all(town: id, db), devices: try EntityTables.devices.all(town: id, db),
            depots: try EntityTables.depots.all(town: id, db),
            disposalSites: try EntityTables.disposalSites.all(town: id, db),
            vehicles: try EntityTables.vehicles.all(town: id, db),
            schoolHolidays: try EntityTables.schoolHolidays.all(town: id, db),
            events: try EntityTables.events.all(town: id, db), weather: try EntityTables.weather.all(town: id, db))
    }

    /// Writes the things that the entries name. Few are written one by one, many by comparing the whole.
    static func write(_ entries: [SettingsChange.Entry], of data: TownData, _ db: Database) throws {
        guard !entries.isEmpty, entries.count <= 50 else { return try replace(data, db) }
        let town = data.town.id
        for entry in entries {
            switch entry.kind {
            case .town, .rules: try writeTown(data, db)
            case .containerTypes: try EntityTables.containerTypes.write(entry.id, of: data.containerTypes, town: town, db)
            case .containers: try EntityTables.containers.write(entry.id, of: data.containers, town: town, db)
            case .sites: try EntityTables.sites.write(entry.id, of: data.sites, town: town, db)
            case .devices: try EntityTables.devices.write(entry.id, of: data.devices, town: town, db)
            case .slots: try EntityTables.slots.write(entry.id, of: data.slots, town: town, db)
            case .depots: try EntityTables.depots.write(entry.id, of: data.depots, town: town, db)
            case .disposalSites: try EntityTables.disposalSites.write(entry.id, of: data.disposalSites, town: town, db)
            case .vehicles: try EntityTables.vehicles.write(entry.id, of: data.vehicles, town: town, db)
            case .schoolHolidays: try EntityTables.schoolHolidays.write(entry.id, of: data.schoolHolidays, town: town, db)
            case .events: try EntityTables.events.write(entry.id, of: data.events, town: town, db)
            }
        }
        // The weather is measured, not set: it has no entries.
        try EntityTables.weather.replace(data.weather, town: town, db)
        try db.execute(sql: "UPDATE registry_version SET version = version + 1")
    }

    private static func writeTown(_ data: TownData, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO town (id, document, rules) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET document = excluded.document, rules = excluded.rules
                """, arguments: [data.town.id.rawValue, try Document.encode(data.town), try Document.encode(data.rules)])
    }

    static func replace(_ data: TownData, _ db: Database) throws {
        let id = data.town.id
        try writeTown(data, db)
        try EntityTables.containerTypes.replace(data.containerTypes, town: id, db)
        try EntityTables.containers.replace(data.containers, town: id, db)
        try EntityTables.sites.replace(data.sites, town: id, db)
        try EntityTables.slots.replace(data.slots, town: id, db)
        try EntityTables.devices.replace(data.devices, town: id, db)
        try EntityTables.depots.replace(data.depots, town: id, db)
        try EntityTables.disposalSites.replace(data.disposalSites, town: id, db)
        try EntityTables.vehicles.replace(data.vehicles, town: id, db)
        try EntityTables.schoolHolidays.replace(data.schoolHolidays, town: id, db)
        try EntityTables.events.replace(data.events, town: id, db)
        try EntityTables.weather.replace(data.weather, town: id, db)
        try db.execute(sql: "UPDATE registry_version SET version = version + 1")
    }

    static func require(_ town: TownID, _ db: Database) throws {
        if try String.fetchOne(db, sql: "SELECT id FROM town WHERE id = ?", arguments: [town.rawValue]) == nil {
            throw StoreError.unknownTown(town.rawValue)
        }
    }

    static func require(_ slot: SlotID, of town: TownID, _ db: Database) throws {
        try require(town, db)
        let sql = "SELECT id FROM slot WHERE town = ? AND id = ?"
        if try String.fetchOne(db, sql: sql, arguments: [town.rawValue, slot.rawValue]) == nil {
            throw StoreError.unknownSlot(slot.rawValue)
        }
    }
}
