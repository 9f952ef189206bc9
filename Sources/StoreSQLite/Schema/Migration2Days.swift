import GRDB

extension Schema.Migration {
    /// Readings of past days, one blob per slot and UTC day, see ``DayKey`` and ``DayCodec``. A reading stands either here or in
    /// `reading`, never in both. The key begins with the day so that a finished day is appended and pages stay full; one slot's
    /// year is 365 look-ups.
    static let days = Schema.Migration(name: "2-days") { db in
        try db.execute(
            sql: """
                CREATE TABLE reading_day (key INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT;

                -- How many readings of a town the blobs of a day hold.
                CREATE TABLE reading_day_total (
                    town TEXT NOT NULL, day INTEGER NOT NULL, readings INTEGER NOT NULL, PRIMARY KEY (town, day)
                ) STRICT, WITHOUT ROWID;
                """)
    }
}
