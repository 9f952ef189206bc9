// The room Ingest.
