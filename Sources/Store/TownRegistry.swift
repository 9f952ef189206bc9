public import Model

/// What the towns have.
public protocol TownRegistry: Sendable {
    /// In the order of their names.
    func towns() async throws -> [Town]

    /// Everything of one town; `nil` if there is no such town.
    func townData(_ town: TownID) async throws -> TownData?

    /// Replaces everything of the town in one transaction; the history of slots that remain goes on, and that of slots that are gone
    /// is kept. Notes swaps of containers and devices with the time.
    func replaceTown(_ data: TownData, at now: Timestamp) async throws

    /// A number that changes with every import, so that caches know when to look again.
    func registryVersion() throws -> Int64

    /// All towns at once and synchronously, for the ingest thread.
    func allTownData() throws -> [TownData]

    /// Which device reported for which slot, from when until when, oldest first; of all towns, for the ingest thread.
    func deviceAssignments() throws -> [DeviceAssignment]
}

/// A device at a slot over a time.
public struct DeviceAssignment: Sendable, Hashable {
    public var town: TownID
    public var slot: SlotID
    public var device: DeviceID
    public var from: Timestamp
    /// `nil` while it lasts.
    public var until: Timestamp?

    public init(town: TownID, slot: SlotID, device: DeviceID, from: Timestamp, until: Timestamp?) {
        self.town = town
        self.slot = slot
        self.device = device
        self.from = from
        self.until = until
    }
}
