import GRDB

extension Schema.Migration {
    /// What was changed in plans, re-plans that wait for a decision, and what crews reported. Rows are added, never changed.
    static let planHistory = Schema.Migration(name: "5-plan-history") { db in
        try db.execute(
            sql: """
                -- document: the entry of the history; plan: the plan after it. Revision 0 is the plan as it was made.
                CREATE TABLE plan_revision (
                    town TEXT NOT NULL REFERENCES town, plan TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,
                    document TEXT NOT NULL, plan_document TEXT NOT NULL,
                    PRIMARY KEY (town, plan, number)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE plan_proposal (
                    town TEXT NOT NULL REFERENCES town, id TEXT NOT NULL, plan TEXT NOT NULL, created_at INTEGER NOT NULL,
                    document TEXT NOT NULL,
                    PRIMARY KEY (town, id)
                ) STRICT;

                -- Belongs to the tour, not to a person. Times in ms.
                CREATE TABLE check_off (
                    number INTEGER PRIMARY KEY AUTOINCREMENT, town TEXT NOT NULL REFERENCES town, key TEXT NOT NULL,
                    plan TEXT NOT NULL, tour TEXT NOT NULL, at INTEGER NOT NULL, event TEXT NOT NULL, document TEXT NOT NULL,
                    UNIQUE (town, key)
                ) STRICT;
                CREATE INDEX check_off_plan ON check_off (town, plan);
                """)
    }
}
