public import Model

/// Devices that nobody has entered, and what waits for them in quarantine.
public protocol ClaimStore: Sendable {
    /// Newest heard first. Of one town: those that name it or no town.
    func unknownDevices(town: TownID?, limit: Int) async throws -> [UnknownDevice]

    /// The newest refused messages of an unknown device, newest first.
    func messages(ofUnknownDevice device: DeviceID, limit: Int) async throws -> [QuarantinedMessage]

    /// The identifiers of all messages that wait for a device, oldest first.
    func waitingMessages(ofUnknownDevice device: DeviceID) async throws -> [Int64]

    /// Changes what a town has in one transaction: `edit` gets the present data and may throw.
    func editTown(_ town: TownID, at now: Timestamp, _ edit: @escaping @Sendable (inout TownData) throws -> Void) async throws
}

/// A device that reports although no slot names it.
public struct UnknownDevice: Sendable, Hashable {
    /// As its messages name it.
    public var device: DeviceID
    /// `nil` when its messages do not tell.
    public var town: TownID?
    /// Messages that wait.
    public var messages: Int
    /// Arrival of the oldest and newest of the messages that are kept; quarantine forgets the oldest.
    public var firstHeardAt: Timestamp
    public var lastHeardAt: Timestamp

    public init(device: DeviceID, town: TownID?, messages: Int, firstHeardAt: Timestamp, lastHeardAt: Timestamp) {
        self.device = device
        self.town = town
        self.messages = messages
        self.firstHeardAt = firstHeardAt
        self.lastHeardAt = lastHeardAt
    }
}
