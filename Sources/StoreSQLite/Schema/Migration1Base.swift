import GRDB

extension Schema.Migration {
    /// The registry of towns, readings, levels and emptyings, plans, requests, refused messages.
    static let base = Schema.Migration(name: "1-base") { db in
        try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        try db.execute(sql: registry)
        try db.execute(sql: readings)
        try db.execute(sql: levels)
        try db.execute(sql: plans)
        try db.execute(sql: quarantine)
    }

    /// What a town has, one row a thing: the document (JSON of the model's value) is the truth, the other columns are computed
    /// from it for queries and for people. `position` keeps the order of the import.
    private static let registry = """
        CREATE TABLE town (
            id TEXT NOT NULL PRIMARY KEY,
            document TEXT NOT NULL,
            rules TEXT NOT NULL,
            name TEXT AS (document ->> '$.name')
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE container_type (
            town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
            name TEXT AS (document ->> '$.name'),
            usable_volume_litres REAL AS (document ->> '$.usableVolumeLitres'),
            PRIMARY KEY (town, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE container (
            town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
            type TEXT AS (document ->> '$.type'),
            inspection_due TEXT AS (document ->> '$.inspectionDue'),
            PRIMARY KEY (town, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE site (
            town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
            name TEXT AS (document ->> '$.name'),
            latitude REAL AS (document ->> '$.coordinate.latitude'),
            longitude REAL AS (document ->> '$.coordinate.longitude'),
            PRIMARY KEY (town, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE slot (
            town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
            site TEXT AS (document ->> '$.site'),
            fraction TEXT AS (document ->> '$.fraction'),
            container TEXT AS (document ->> '$.container'),
            device TEXT AS (document ->> '$.device'),
            PRIMARY KEY (town, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE device (
            town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
            model TEXT AS (document ->> '$.model'),
            PRIMARY KEY (town, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE depot (
            town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
            name TEXT AS (document ->> '$.name'),
            PRIMARY KEY (town, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE disposal_site (
            town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
            name TEXT AS (document ->> '$.name'),
            PRIMARY KEY (town, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE vehicle (
            town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
            name TEXT AS (document ->> '$.name'),
            depot TEXT AS (document ->> '$.depot'),
            PRIMARY KEY (town, id)
        ) STRICT, WITHOUT ROWID;

        -- Which container stood in a slot, and which device reported for it; until_time is NULL for the present one. Times in ms.
        CREATE TABLE slot_assignment (
            town TEXT NOT NULL REFERENCES town, slot TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('container', 'device')),
            from_time INTEGER NOT NULL, until_time INTEGER, assigned TEXT NOT NULL,
            PRIMARY KEY (town, slot, kind, from_time)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE registry_version (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL) STRICT;
        INSERT INTO registry_version VALUES (1, 0);
        """

    /// Readings append in the order of time. Slots and devices are numbered once and for ever, so that a reading costs few bytes;
    /// the numbers stay when the registry forgets a slot, and its history with them. Times in ms since 1970.
    private static let readings = """
        CREATE TABLE device_key (
            number INTEGER PRIMARY KEY, town TEXT NOT NULL, device TEXT NOT NULL, UNIQUE (town, device)
        ) STRICT;

        -- usual_device: the first one that reported for the slot; its readings do not name it. Set once, never changed.
        CREATE TABLE slot_key (
            number INTEGER PRIMARY KEY, town TEXT NOT NULL, slot TEXT NOT NULL,
            usual_device INTEGER REFERENCES device_key, UNIQUE (town, slot)
        ) STRICT;

        -- Time and slot in one number, see HotKey; the value see HotReadingCodec.
        CREATE TABLE reading (key INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT;

        -- The same for people who look with SQL.
        CREATE VIEW hot_reading AS
            SELECT town, slot_key.slot, strftime('%Y-%m-%dT%H:%M:%fZ', ((key >> 22) + 1577836800000) / 1000.0, 'unixepoch') AS time, value
            FROM reading JOIN slot_key ON number = key & 4194303;
        """

    /// Derived from the readings (and staff's reports): the level of each slot now with the tracker's memory, and its emptyings.
    private static let levels = """
        CREATE TABLE level_state (
            slot INTEGER PRIMARY KEY REFERENCES slot_key,
            level REAL, measured_at INTEGER, last_heard_at INTEGER, trust REAL NOT NULL, quality INTEGER NOT NULL,
            battery_percent REAL, temperature REAL,
            emptied_at INTEGER, emptied_before REAL, emptied_after REAL, emptied_confidence REAL, emptied_source INTEGER,
            memory BLOB NOT NULL
        ) STRICT;

        -- Counts the transactions that wrote levels, so that whoever keeps trackers in memory sees that another has written.
        CREATE TABLE level_version (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL) STRICT;
        INSERT INTO level_version VALUES (1, 0);

        CREATE TABLE emptying (
            slot INTEGER NOT NULL REFERENCES slot_key, time INTEGER NOT NULL,
            level_before REAL, level_after REAL, confidence REAL NOT NULL, source INTEGER NOT NULL,
            PRIMARY KEY (slot, time)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX emptying_time ON emptying (time);

        -- Emptyings that staff reported and that the tracker of levels has not taken in yet.
        CREATE TABLE reported_emptying (
            id INTEGER PRIMARY KEY AUTOINCREMENT, slot INTEGER NOT NULL REFERENCES slot_key, time INTEGER NOT NULL,
            level_before REAL, level_after REAL, confidence REAL NOT NULL, source INTEGER NOT NULL
        ) STRICT;
        """

    private static let plans = """
        CREATE TABLE plan (
            town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, day TEXT NOT NULL, created_at INTEGER NOT NULL,
            tours INTEGER NOT NULL, left_out INTEGER NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (town, id)
        ) STRICT;
        CREATE INDEX plan_newest ON plan (town, created_at, id);

        CREATE TABLE emptying_request (
            town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, slot TEXT NOT NULL, due_on TEXT NOT NULL,
            note TEXT NOT NULL, created_at INTEGER NOT NULL,
            PRIMARY KEY (town, id)
        ) STRICT, WITHOUT ROWID;
        """

    private static let quarantine = """
        CREATE TABLE quarantine (
            id INTEGER PRIMARY KEY AUTOINCREMENT, town TEXT, received_at INTEGER NOT NULL, topic TEXT NOT NULL,
            payload BLOB NOT NULL, payload_size INTEGER NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, device TEXT
        ) STRICT;
        CREATE INDEX quarantine_reason ON quarantine (reason);
        """
}
