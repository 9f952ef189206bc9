public import Model

/// The time a reading counts for, and whose clock gave it.
public struct ChosenTime: Hashable, Sendable {
    public var measuredAt: Timestamp
    public var source: TimeSource
    /// A clock was so wrong that another one was taken.
    public var clockWrong: Bool

    public init(measuredAt: Timestamp, source: TimeSource, clockWrong: Bool) {
        self.measuredAt = measuredAt
        self.source = source
        self.clockWrong = clockWrong
    }
}

/// Bounds of a plausible time.
public enum PlausibleTime {
    /// 2015-01-01T00:00:00Z: no sensor of ours is older. Clocks that were never set start in 1970 or 2000.
    public static let earliest = Timestamp(seconds: 1_420_070_400)
    /// A device keeps stored readings for at most this long.
    public static let oldestDeviceDays = 400.0
    /// How far a clock may run ahead and still be right.
    public static let aheadSeconds = 5 * 60
    /// How far a clock may run ahead and still be an ordinary wrong clock; beyond it the message is put aside.
    public static let driftSeconds = 48 * 3600
}

/// Decides for which time an observation counts.
///
/// 1. The device's own time, if it is plausible: from 2015-01-01 and at most 400 days before, at most 5 minutes after the arrival.
/// 2. Else the network server's, if that is plausible (from 2015-01-01: servers keep their clocks, and hand over late after an
///    outage); `clockWrong` if the device had sent one.
/// 3. Else the arrival, if the message had no time at all, an unreadable one, or one that runs at most 48 hours ahead
///    (`clockWrong` for the last two).
/// 4. Else nobody knows: refused as impossible. A stored reading is refused as soon as its own time is not plausible, for no other
///    clock knows when it was taken.
public func chosenTime(for observation: Observation, receivedAt: Timestamp) -> Result<ChosenTime, Refusal> {
    let latest = receivedAt.adding(seconds: PlausibleTime.aheadSeconds)
    if let own = observation.deviceTime {
        let oldest = max(PlausibleTime.earliest, receivedAt.adding(days: -PlausibleTime.oldestDeviceDays))
        if own >= oldest, own <= latest { return .success(ChosenTime(measuredAt: own, source: .device, clockWrong: false)) }
    }
    if observation.isHistory { return .failure(impossible(observation, observation.deviceTime, receivedAt)) }
    if let server = observation.serverTime, server >= PlausibleTime.earliest, server <= latest {
        return .success(ChosenTime(measuredAt: server, source: .networkServer, clockWrong: observation.deviceTime != nil))
    }
    guard let wrong = observation.serverTime ?? observation.deviceTime else {
        let clockWrong = observation.flags.contains(.timeUnreadable)
        return .success(ChosenTime(measuredAt: receivedAt, source: .arrival, clockWrong: clockWrong))
    }
    guard wrong > latest, wrong <= receivedAt.adding(seconds: PlausibleTime.driftSeconds) else {
        return .failure(impossible(observation, wrong, receivedAt))
    }
    return .success(ChosenTime(measuredAt: receivedAt, source: .arrival, clockWrong: true))
}

private func impossible(_ observation: Observation, _ time: Timestamp?, _ receivedAt: Timestamp) -> Refusal {
    let detail =
        time.map {
            "the time \($0.rfc3339) can not be right for a message received at \(receivedAt.rfc3339). "
                + "Set the clock of the device or its server, or send no time: then the arrival counts."
        } ?? "a stored reading without a time can not be placed. Check the device's clock."
    return Refusal(.impossibleTime, detail, device: observation.device)
}
