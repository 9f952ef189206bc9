/// Everything a store can do. One value (the SQLite store) usually does it all; callers ask for the protocol they need.
public typealias TownStore = TownRegistry & ReadingIntake & LevelDerivation & ReadingHistory & PlanStore & QuarantineStore
    & AlarmStore & ClaimStore & DeviceHistory & SettingsStore
