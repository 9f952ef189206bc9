import GRDB

extension Schema.Migration {
    /// Alarms with their way out, sessions of LoRaWAN devices, and the mark that levels lag behind the readings.
    static let alarms = Schema.Migration(name: "3-alarms") { db in
        try db.execute(sql: alarmTables)
        try db.execute(sql: intakeTables)
    }

    private static let alarmTables = """
        CREATE TABLE alarm (
            id INTEGER PRIMARY KEY AUTOINCREMENT, town TEXT NOT NULL, slot TEXT NOT NULL, device TEXT, kind TEXT NOT NULL,
            raised_at INTEGER NOT NULL, cleared_at INTEGER, value REAL, threshold REAL,
            acknowledged_at INTEGER, acknowledged_by TEXT, note TEXT
        ) STRICT;
        CREATE UNIQUE INDEX alarm_open ON alarm (town, slot, kind) WHERE cleared_at IS NULL;
        CREATE INDEX alarm_slot ON alarm (town, slot);

        -- What happened to alarms, with the alarm as it was then (JSON), until every feed has delivered it.
        CREATE TABLE alarm_event (
            id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, happening TEXT NOT NULL, alarm TEXT NOT NULL
        ) STRICT;

        -- The last event that a feed has delivered.
        CREATE TABLE alarm_feed (name TEXT NOT NULL PRIMARY KEY, delivered INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """

    private static let intakeTables = """
        -- Sessions in which a device's frame counter counts; numbered in the order they were first heard of.
        CREATE TABLE device_session (
            number INTEGER PRIMARY KEY, device INTEGER NOT NULL REFERENCES device_key, session TEXT NOT NULL,
            since INTEGER NOT NULL, UNIQUE (device, session)
        ) STRICT;

        -- One row while readings are stored whose levels are not: those that arrived (ms) at or after this moment.
        CREATE TABLE level_lag (only INTEGER PRIMARY KEY CHECK (only = 1), arrived_since INTEGER NOT NULL) STRICT;

        CREATE INDEX quarantine_device ON quarantine (device) WHERE device IS NOT NULL;
        """
}
