/// What a client is doing, for people and for `/readyz`.
public enum ConnectionState: Sendable, Hashable {
    case connecting
    /// The broker answered. `sessionPresent`: it kept our session, and what came in between is on its way. `refusedFilters`:
    /// subscriptions its access list does not allow; told again with the same case when the broker has answered to them.
    case connected(sessionPresent: Bool, refusedFilters: [String])
    /// Not connected; the next attempt comes after the given time.
    case waiting(retryInSeconds: Double, problem: ConnectionProblem)
    /// Ended on request.
    case stopped
}

/// Why there is no connection, with what to do about it.
public struct ConnectionProblem: Sendable, Hashable, CustomStringConvertible {
    public var text: String
    public var remedy: String

    public init(text: String, remedy: String) {
        self.text = text
        self.remedy = remedy
    }

    public var description: String { remedy.isEmpty ? text : "\(text). \(remedy)" }
}
