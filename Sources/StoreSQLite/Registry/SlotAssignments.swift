import GRDB
public import Model

/// What stood in a slot, or reported for it, over a time.
public struct SlotAssignment: Sendable, Hashable {
    public enum Assigned: Sendable, Hashable {
        case container(ContainerID)
        case device(DeviceID)
    }

    public var slot: SlotID
    public var assigned: Assigned
    public var from: Timestamp
    /// `nil` while it lasts.
    public var until: Timestamp?
}

/// The history of swaps, noted by comparing each import with what was there.
enum SlotAssignments {
    private enum Kind: String, CaseIterable { case container, device }

    private struct Place: Hashable {
        var slot: String
        var kind: Kind
    }

    static func note(_ slots: [Slot], town: TownID, at now: Timestamp, _ db: Database) throws {
        let present = try open(town: town, db)
        var wanted: [Place: String] = [:]
        for slot in slots {
            wanted[Place(slot: slot.id.rawValue, kind: .container)] = slot.container?.rawValue
            wanted[Place(slot: slot.id.rawValue, kind: .device)] = slot.device?.rawValue
        }
        for (place, assigned) in present where wanted[place] != assigned {
            try db.execute(
                sql: "UPDATE slot_assignment SET until_time = ? WHERE town = ? AND slot = ? AND kind = ? AND until_time IS NULL",
                arguments: [now.milliseconds, town.rawValue, place.slot, place.kind.rawValue])
        }
        // A second change in the same millisecond replaces the first.
        for (place, assigned) in wanted where present[place] != assigned {
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO slot_assignment (town, slot, kind, from_time, until_time, assigned)
                    VALUES (?, ?, ?, ?, NULL, ?)
                    """, arguments: [town.rawValue, place.slot, place.kind.rawValue, now.milliseconds, assigned])
        }
    }

    static func all(town: TownID, slot: SlotID, _ db: Database) throws -> [SlotAssignment] {
        let sql = """
            SELECT kind, assigned, from_time, until_time FROM slot_assignment WHERE town = ? AND slot = ? ORDER BY from_time, kind
            """
        return try Row.fetchAll(db, sql: sql, arguments: [town.rawValue, slot.rawValue]).map { row in
            let assigned: SlotAssignment.Assigned =
                row[0] == Kind.container.rawValue ? .container(ContainerID(row[1])) : .device(DeviceID(row[1]))
            return SlotAssignment(
                slot: slot, assigned: assigned, from: Timestamp(milliseconds: row[2]),
                until: (row[3] as Int64?).map(Timestamp.init(milliseconds:)))
        }
    }

    private static func open(town: TownID, _ db: Database) throws -> [Place: String] {
        let sql = "SELECT slot, kind, assigned FROM slot_assignment WHERE town = ? AND until_time IS NULL"
        return try Row.fetchAll(db, sql: sql, arguments: [town.rawValue]).reduce(into: [:]) { places, row in
            if let kind = Kind(rawValue: row[1]) { places[Place(slot: row[0], kind: kind)] = row[2] }
        }
    }
}
