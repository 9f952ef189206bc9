public import Model

/// The writing side of ingest: one call, one durable transaction. Synchronous, because the ingest thread acknowledges to the
/// broker only after it returns.
public protocol ReadingIntake: Sendable {
    /// Stores a batch in one transaction that has reached the disk when the call returns.
    ///
    /// Repeats are harmless: a reading with the same slot and time, or with the same device and frame counter within ten minutes, is
    /// counted as a repeat and leaves the stored one alone.
    /// - Throws: ``StoreError``; then nothing of the batch is stored.
    func commit(_ batch: IntakeBatch) throws -> IntakeOutcome

    /// The levels tracked so far, to go on from after a start.
    func levelStates(town: TownID) throws -> [SlotID: StoredLevelState]

    /// Readings of one slot in time order, oldest first, to derive its level again after a late reading.
    func readingsForDerivation(town: TownID, slot: SlotID, since: Timestamp) throws -> [Reading]

    /// Emptyings that staff reported and the level tracking has not taken in yet, oldest first. Take them into the slot's tracker, then
    /// name them in ``IntakeBatch/appliedReports`` of the batch that brings the slot's new state: they are gone with its commit. Cheap
    /// enough to be asked before every batch.
    func reportedEmptyings() throws -> [ReportedEmptying]
}

extension ReadingIntake {
    /// None, for stores without staff.
    public func reportedEmptyings() throws -> [ReportedEmptying] { [] }
}

/// An emptying of ``PlanStore/reportEmptying(_:town:)`` on its way to the slot's tracker.
public struct ReportedEmptying: Sendable, Hashable {
    /// Names it in ``IntakeBatch/appliedReports``.
    public var id: Int64
    public var town: TownID
    public var emptying: Emptying

    public init(id: Int64, town: TownID, emptying: Emptying) {
        self.id = id
        self.town = town
        self.emptying = emptying
    }
}

/// What one transaction holds.
public struct IntakeBatch: Sendable {
    public var readings: [TownReading]
    /// Refused messages, kept with their reason in the same transaction.
    public var quarantined: [QuarantinedMessage]
    /// Derived from the readings: the new state of each slot that changed.
    public var levels: [LevelChange]
    /// Identifiers of ``ReportedEmptying``s that `levels` take in.
    public var appliedReports: [Int64]
    /// What the readings, or their absence, mean for alarms.
    public var alarms: [AlarmChange]
    /// When `alarms` were found; stands in their events.
    public var alarmsFoundAt: Timestamp
    /// What becomes of the mark that levels lag behind the readings.
    public var levelLag: LevelLag?

    /// While a backlog drains, levels are written once a second instead of with each batch. The mark is what makes that safe: after a
    /// crash it tells which readings the stored levels do not know yet.
    public enum LevelLag: Sendable, Hashable {
        /// This batch brings readings without their levels; none that lag arrived before this moment.
        case begins(arrivedSince: Timestamp)
        /// With this batch all levels are those of the stored readings.
        case ends
    }

    public init(
        readings: [TownReading] = [], quarantined: [QuarantinedMessage] = [], levels: [LevelChange] = [],
        appliedReports: [Int64] = [], alarms: [AlarmChange] = [], alarmsFoundAt: Timestamp = Timestamp(milliseconds: 0)
    ) {
        self.readings = readings
        self.quarantined = quarantined
        self.levels = levels
        self.appliedReports = appliedReports
        self.alarms = alarms
        self.alarmsFoundAt = alarmsFoundAt
    }

    /// Whether committing it would change nothing.
    public var isEmpty: Bool {
        levelLag == nil && readings.isEmpty && quarantined.isEmpty && levels.isEmpty && appliedReports.isEmpty && alarms.isEmpty
    }
}

/// A reading with the tenant it belongs to.
public struct TownReading: Sendable, Hashable {
    public var town: TownID
    public var reading: Reading

    public init(town: TownID, reading: Reading) {
        self.town = town
        self.reading = reading
    }
}

/// A slot's derived state after a batch.
public struct LevelChange: Sendable {
    public var town: TownID
    public var slot: SlotID
    public var state: StoredLevelState
    /// Emptyings found in this batch.
    public var emptyings: [Emptying]
    /// When set, stored sensed emptyings of the slot at or after this moment are replaced by `emptyings`: the slot was derived again.
    public var replacesEmptyingsSince: Timestamp?

    public init(
        town: TownID, slot: SlotID, state: StoredLevelState, emptyings: [Emptying] = [], replacesEmptyingsSince: Timestamp? = nil
    ) {
        self.town = town
        self.slot = slot
        self.state = state
        self.emptyings = emptyings
        self.replacesEmptyingsSince = replacesEmptyingsSince
    }
}

/// The current level as lists show it, and the tracker's memory, which only the tracker understands.
public struct StoredLevelState: Sendable, Hashable {
    public var current: CurrentLevel
    /// Opaque; a state that can not be read is thrown away and derived again.
    public var memory: [UInt8]

    public init(current: CurrentLevel, memory: [UInt8]) {
        self.current = current
        self.memory = memory
    }
}

/// What a commit did with a batch's readings and messages.
public struct IntakeOutcome: Sendable, Hashable {
    public var stored: Int
    /// Readings that were there already (same device, session and counter, or same time); they change nothing.
    public var repeats: Int
    public var quarantined: Int

    public init(stored: Int, repeats: Int, quarantined: Int) {
        self.stored = stored
        self.repeats = repeats
        self.quarantined = quarantined
    }
}
