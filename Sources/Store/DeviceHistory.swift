public import Model

/// How sensors did.
public protocol DeviceHistory: Sendable {
    /// Figures of every device of the town that has readings in the time, in the order of slots. One pass over all readings of that
    /// time: some tenths of a second for a month of 3,000 devices.
    func deviceFigures(town: TownID, from: Timestamp, to: Timestamp) async throws -> [DeviceFigures]

    /// The same for one slot.
    func deviceFigures(town: TownID, slot: SlotID, from: Timestamp, to: Timestamp) async throws -> [DeviceFigures]
}
