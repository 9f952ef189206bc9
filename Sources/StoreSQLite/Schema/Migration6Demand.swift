import GRDB

extension Schema.Migration {
    /// What is known of days that are not like others.
    static let demand = Schema.Migration(name: "6-demand") { db in
        for table in ["school_holidays", "town_event", "day_weather"] {
            try db.execute(
                sql: """
                    CREATE TABLE \(table) (
                        town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
                        PRIMARY KEY (town, id)
                    ) STRICT, WITHOUT ROWID;
                    """)
        }
    }
}
