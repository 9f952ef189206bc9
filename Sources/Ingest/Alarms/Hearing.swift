import MQTT
import Model

/// Since when everything that sensors send is heard: silence before that is ours or the broker's, not the sensor's. Pure.
struct Hearing: Hashable, Sendable {
    /// `nil` while there is no connection.
    private(set) var since: Timestamp?
    /// How long to listen before silence means something.
    private(set) var graceHours = 0.0
    private var lostAt: Timestamp?

    /// An outage that lasts longer may have cost messages before the broker.
    private static let shortOutageSeconds = 600.0
    private static let graceAfterOutageHours = 2.0
    /// What was sent before a session began is kept by nobody.
    private static let graceOfNewSessionHours = 0.25
    /// What waited at the broker comes first.
    private static let leastGraceHours = 1.0 / 60

    mutating func changed(_ state: ConnectionState, at now: Timestamp) {
        switch state {
        case .connected(let isSessionPresent, _):
            guard since == nil else { return }
            let wasLong = lostAt.map { now.seconds(since: $0) > Self.shortOutageSeconds } ?? false
            graceHours =
                wasLong
                ? Self.graceAfterOutageHours : isSessionPresent ? Self.leastGraceHours : Self.graceOfNewSessionHours
            since = now
        case .waiting, .stopped:
            if since != nil { lostAt = now }
            since = nil
        case .connecting: break
        }
    }

    /// Whether a sensor that is allowed to be silent for so long would have been heard by now.
    func isSound(at now: Timestamp, silentAfterHours: Double) -> Bool {
        since.map { now.hours(since: $0) >= min(graceHours, silentAfterHours) } ?? false
    }
}
