public import Model

/// What is needed to keep derived levels true when several write: ingest, the desk (a person's level), re-processing.
public protocol LevelDerivation: Sendable {
    /// A number that changes with every commit that writes levels or applies reports, whoever makes it, and by one for each. Whoever
    /// keeps trackers in memory looks here before a batch and reads the states again when another has written.
    func levelVersion() throws -> Int64

    /// Since when readings arrived that the stored levels may not know; `nil` while there are none. See ``IntakeBatch/LevelLag``.
    func levelLag() throws -> Timestamp?

    /// Stored readings of all towns that arrived at or after a moment, in the order of measuring. Looks at everything that is not
    /// compacted.
    func readings(arrivedSince moment: Timestamp) throws -> [TownReading]

    /// Readings of several slots of one town, each in time order: one pass for all of them.
    func readingsForDerivation(town: TownID, slots: [SlotID], since: Timestamp) throws -> [SlotID: [Reading]]

    /// The emptyings of a slot that staff reported, oldest first: they are part of its history when it is derived again.
    func reportedEmptyings(town: TownID, slot: SlotID) throws -> [Emptying]
}
