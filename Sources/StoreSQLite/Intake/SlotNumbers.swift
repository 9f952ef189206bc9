import GRDB
import Model
import Store

/// The numbers under which slots and devices stand in the tables, looked up once and then remembered. Numbers are never changed or
/// used again, so what is remembered stays true whoever else writes.
///
/// Keys are the plain texts of the identifiers: comparing those is compiled to a few instructions here, the generic identifiers of
/// another module are not (measured: half of the whole cost of a reading).
struct SlotNumbers {
    struct Entry {
        let number: Int64
        let town: TownID
        /// Empty while there is none.
        var usualDevice = ""
        var usualDeviceNumber: Int32?
    }

    /// Few towns: found by looking along the list, without a hash.
    private var towns: [(town: String, indexes: [String: Int])] = []
    private(set) var entries: ContiguousArray<Entry> = []
    private var devices: [TownID: [DeviceID: Int32]] = [:]

    /// Index into `entries`; gives a new slot a number.
    mutating func index(town: TownID, slot: SlotID, _ db: Database) throws -> Int {
        let place = try place(of: town, db)
        if let index = towns[place].indexes[slot.rawValue] { return index }
        // Another process may have given it a number since the town was read.
        let entry = try Self.entry(town: town, slot: slot, db) ?? Self.newEntry(town: town, slot: slot, db)
        return add(entry, slot: slot.rawValue, place: place)
    }

    private mutating func add(_ entry: Entry, slot: String, place: Int) -> Int {
        entries.append(entry)
        towns[place].indexes[slot] = entries.count - 1
        return entries.count - 1
    }

    /// A town seen for the first time is read whole: one statement instead of one for each slot.
    private mutating func place(of town: TownID, _ db: Database) throws -> Int {
        for place in towns.indices where towns[place].town == town.rawValue { return place }
        let rows = try RawStatement(
            db,
            sql: """
                SELECT slot_key.number, usual_device, slot, device FROM slot_key
                LEFT JOIN device_key ON device_key.number = usual_device WHERE slot_key.town = ?
                """)
        towns.append((town.rawValue, [:]))
        let place = towns.count - 1
        var name = town.rawValue
        try name.withUTF8 { name in
            rows.bind(text: name, at: 1)
            while try rows.nextRow() {
                let device = rows.int64(1)
                let entry = Entry(
                    number: rows.int64(0), town: town, usualDevice: rows.text(3),
                    usualDeviceNumber: device == 0 ? nil : Int32(truncatingIfNeeded: device))
                _ = add(entry, slot: rows.text(2), place: place)
            }
        }
        return place
    }

    /// The key number of the device that sent a reading of the slot at `index`; `nil` for a person.
    mutating func device(_ device: DeviceID?, at index: Int, _ db: Database) throws -> Int32? {
        guard let device else { return nil }
        if entries[index].usualDevice == device.rawValue { return entries[index].usualDeviceNumber }
        let number = try deviceNumber(device, town: entries[index].town, db)
        if entries[index].usualDevice.isEmpty { try setUsualDevice(device, number, at: index, db) }
        return number
    }

    private mutating func deviceNumber(_ device: DeviceID, town: TownID, _ db: Database) throws -> Int32 {
        if let number = devices[town]?[device] { return number }
        try db.execute(
            sql: "INSERT OR IGNORE INTO device_key (town, device) VALUES (?, ?)", arguments: [town.rawValue, device.rawValue])
        let number =
            try Int32.fetchOne(
                db, sql: "SELECT number FROM device_key WHERE town = ? AND device = ?",
                arguments: [town.rawValue, device.rawValue]) ?? 0
        devices[town, default: [:]][device] = number
        return number
    }

    /// Set once; another process may have been first, then its choice holds.
    private mutating func setUsualDevice(_ device: DeviceID, _ number: Int32, at index: Int, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE slot_key SET usual_device = ? WHERE number = ? AND usual_device IS NULL",
            arguments: [number, entries[index].number])
        let stored = try Row.fetchOne(
            db,
            sql:
                "SELECT usual_device, device FROM slot_key JOIN device_key ON device_key.number = usual_device WHERE slot_key.number = ?",
            arguments: [entries[index].number])
        entries[index].usualDeviceNumber = stored?[0]
        let name: String = stored?[1] ?? ""
        // The caller's own instance: comparing a text with itself needs no look at its bytes.
        entries[index].usualDevice = name == device.rawValue ? device.rawValue : name
    }

    private static func entry(town: TownID, slot: SlotID, _ db: Database) throws -> Entry? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT slot_key.number, usual_device, device FROM slot_key
                LEFT JOIN device_key ON device_key.number = usual_device WHERE slot_key.town = ? AND slot = ?
                """, arguments: [town.rawValue, slot.rawValue])
        return row.map {
            Entry(number: $0[0], town: town, usualDevice: $0[2] ?? "", usualDeviceNumber: $0[1])
        }
    }

    private static func newEntry(town: TownID, slot: SlotID, _ db: Database) throws -> Entry {
        try db.execute(sql: "INSERT INTO slot_key (town, slot) VALUES (?, ?)", arguments: [town.rawValue, slot.rawValue])
        guard db.lastInsertedRowID <= HotKey.largestSlot else {
            throw StoreError.other(detail: "More than \(HotKey.largestSlot) slots in one database. Use a database per town.")
        }
        return Entry(number: db.lastInsertedRowID, town: town)
    }
}
