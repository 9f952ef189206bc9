// The room StoreSQLite.
