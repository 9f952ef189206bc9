public import Store

/// What ingest needs of a store.
public typealias IngestStore = ReadingIntake & LevelDerivation & TownRegistry & AlarmMemory
