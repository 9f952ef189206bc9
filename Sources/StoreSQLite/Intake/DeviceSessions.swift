import GRDB

/// The LoRaWAN sessions of all devices. A device that joins anew counts its frames from zero again, so that the same counter within
/// ten minutes is a repeat only within one session. A stored reading does not name its session: the device's session at its time is it.
struct DeviceSessions {
    private struct Session {
        var number: Int32
        var name: String
        /// Measuring time of its first reading, in ms.
        var since: Int64
    }

    /// Oldest first; devices that told no session are not here.
    private var byDevice: [Int32: [Session]] = [:]

    init(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT device, number, session, since FROM device_session ORDER BY since")
        while let row = try rows.next() {
            byDevice[row[0], default: []].append(Session(number: row[1], name: row[2], since: row[3]))
        }
    }

    /// The session in force at a time; 0 when nobody knows.
    func number(of device: Int32?, at time: Int64) -> Int32 {
        guard let device, let sessions = byDevice[device] else { return 0 }
        return sessions.last { $0.since <= time }?.number ?? 0
    }

    /// The number of a named session; a new one is stored.
    mutating func number(of device: Int32, _ name: String, at time: Int64, _ db: Database) throws -> Int32 {
        if let last = byDevice[device]?.last, last.name == name, last.since <= time { return last.number }
        if let known = byDevice[device]?.firstIndex(where: { $0.name == name }) {
            return try begins(known, device, at: time, db)
        }
        try db.execute(
            sql: "INSERT INTO device_session (device, session, since) VALUES (?, ?, ?)", arguments: [device, name, time])
        let session = Session(number: Int32(truncatingIfNeeded: db.lastInsertedRowID), name: name, since: time)
        byDevice[device, default: []].append(session)
        byDevice[device]?.sort { $0.since < $1.since }
        return session.number
    }

    /// A late reading may show that a session began earlier than was thought.
    private mutating func begins(_ position: Int, _ device: Int32, at time: Int64, _ db: Database) throws -> Int32 {
        guard var sessions = byDevice[device] else { return 0 }
        let number = sessions[position].number
        if time < sessions[position].since {
            sessions[position].since = time
            sessions.sort { $0.since < $1.since }
            byDevice[device] = sessions
            try db.execute(sql: "UPDATE device_session SET since = ? WHERE number = ?", arguments: [time, number])
        }
        return number
    }
}
