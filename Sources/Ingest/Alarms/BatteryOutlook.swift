public import Model
import Synchronization

/// How long the batteries will last by their trends: written now and then by whoever looks at the history, read by the ingest
/// thread. Safe to use from anywhere.
public final class BatteryOutlook: Sendable {
    private struct Key: Hashable {
        var town: TownID
        var device: DeviceID
    }

    private let days = Mutex<[Key: Double]>([:])

    public init() {}

    func daysLeft(town: TownID, device: DeviceID) -> Double? { days.withLock { $0[Key(town: town, device: device)] } }

    /// Replaces what is known of a town. Batteries that do not fall, and those whose course is too short to tell, are left out.
    public func replace(town: TownID, figures: [DeviceFigures], now: Timestamp) {
        let found = figures.compactMap { figures -> (Key, Double)? in
            guard let course = figures.batteryPercent, let days = course.days(until: 0) else { return nil }
            return (Key(town: town, device: figures.device), days - now.days(since: course.lastAt))
        }
        days.withLock { known in
            known = known.filter { $0.key.town != town }
            known.merge(found, uniquingKeysWith: max)
        }
    }
}
