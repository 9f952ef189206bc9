import GRDB

extension Schema.Migration {
    /// The history of what towns have, and notes on slots; both are only ever added to.
    static let settings = Schema.Migration(name: "4-settings") { db in
        try db.execute(
            sql: """
                CREATE TABLE settings_change (
                    town TEXT NOT NULL, number INTEGER NOT NULL, time INTEGER NOT NULL, author TEXT, origin TEXT NOT NULL,
                    action TEXT NOT NULL, undoes INTEGER, PRIMARY KEY (town, number)
                ) STRICT, WITHOUT ROWID;

                -- Each thing before and after, as JSON with the members of the town files; NULL means not there.
                CREATE TABLE settings_change_entry (
                    town TEXT NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
                    before TEXT, after TEXT, PRIMARY KEY (town, number, position)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX settings_change_entry_thing ON settings_change_entry (town, kind, id, number);

                CREATE TABLE slot_note (
                    number INTEGER PRIMARY KEY, town TEXT NOT NULL, slot TEXT NOT NULL, time INTEGER NOT NULL, author TEXT,
                    text TEXT NOT NULL
                ) STRICT;
                CREATE INDEX slot_note_slot ON slot_note (town, slot, number);
                """)
    }
}
