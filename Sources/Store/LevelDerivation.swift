public import Model

/// What is needed to keep derived levels true when several write: ingest, the desk (a person's level), re-processing.
public protocol LevelDerivation: Sendable {
    /// A number that changes with every commit that writes levels or applies reports, whoever makes it, and by one for each. Whoever
    /// keeps trackers in memory looks here before a batch and reads the states again when another has written.
    func levelVersion() throws -> Int64

    /// The emptyings of a slot that staff reported, oldest first: they are part of its history when it is derived again.
    func reportedEmptyings(town: TownID, slot: SlotID) throws -> [Emptying]
}
