public import Model

/// Changes to what a town has, with their history, and what people noted.
public protocol SettingsStore: Sendable {
    /// Writes the things that `change` names from `data`, and the change itself, in one transaction, if nothing else was changed since
    /// `version` (``TownRegistry/registryVersion()``).
    ///
    /// - Returns: the change with its number; `nil` if something else was changed meanwhile: read again, check again, try again.
    /// - Throws: ``StoreError``.
    func changeTown(_ data: TownData, expecting version: Int64, change: SettingsChange) async throws -> SettingsChange?

    /// Newest first; entries without their texts, at most 20 a change.
    ///
    /// - Parameters:
    ///   - kind: only changes that touched a thing of the kind; with `id`, that thing.
    ///   - before: the number of the last change of the page before.
    func settingsChanges(town: TownID, kind: TownEntityKind?, id: String?, before: Int64?, limit: Int) async throws
        -> [SettingsChange]

    /// One change with all its entries.
    func settingsChange(town: TownID, number: Int64) async throws -> SettingsChange?

    /// - Returns: the note with its number.
    func addNote(_ note: SlotNote, town: TownID) async throws -> SlotNote

    /// Notes of a slot, newest first.
    func notes(town: TownID, slot: SlotID) async throws -> [SlotNote]
}
