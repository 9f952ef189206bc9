import Alarms
import Forecasting
import Model
import Store

/// Alarms: what a reading, a level, a battery or a silence means for those who must see to it.
extension IngestPipeline {
    /// Fire and tilt, reading by reading.
    func watch(_ reading: Reading, at place: TownDirectory.Place) {
        guard let rules = alarmRules else { return }
        let isFresh = reading.origin == .live && batch.receivedAt.hours(since: reading.measuredAt) <= rules.freshHours
        book.watch(at: place.entry) { watch, _ in
            watch.see(reading, isFresh: isFresh, rules: rules) { change in
                batch.alarms.append(alarm(change, town: place.town, slot: place.slot, device: reading.device))
            }
        }
    }

    /// Levels and batteries of the slots that the open batch has touched.
    func watchLevels() {
        guard let rules = alarmRules else { return }
        for position in 0..<book.changeCount {
            let index = book.changedIndex(position)
            guard let limits = limits(at: index) else { continue }
            let (town, slot) = (book.entries[index].town, book.entries[index].slot)
            let now = batch.receivedAt
            book.watch(at: index) { watch, tracker in
                Self.look(at: tracker, &watch, limits, rules, freshHours: rules.freshHours, daysLeft: nil, now: now) { change in
                    batch.alarms.append(alarm(change, town: town, slot: slot, device: limits.device))
                }
                if watch.isOpen(.silent), let heard = tracker.lastHeardAt {
                    watch.see(silenceSince: heard, now: now, canHear: false, limits: limits) { change in
                        batch.alarms.append(alarm(change, town: town, slot: slot, device: limits.device))
                    }
                }
            }
        }
    }

    private static func look(
        at tracker: LevelTracker, _ watch: inout AlarmWatch, _ limits: SlotLimits, _ rules: AlarmRules, freshHours: Double,
        daysLeft: Double?, now: Timestamp, _ note: (AlarmWatch.Change) -> Void
    ) {
        if let level = tracker.acceptedLevel {
            watch.see(
                level: level.level, at: level.at, isFresh: now.hours(since: level.at) <= freshHours, limits: limits, rules: rules,
                note)
        }
        let isFlagged = tracker.newestQuality.contains(.batteryLow)
        let volts = limits.batteryVolts == nil ? nil : tracker.batteryVolts
        if tracker.batteryPercent != nil || volts != nil || isFlagged || watch.isOpen(.battery) {
            let isFresh = tracker.lastHeardAt.map { now.hours(since: $0) <= limits.silentAfterHours } ?? false
            watch.see(
                batteryPercent: tracker.batteryPercent, batteryVolts: volts, isFlagged: isFlagged, daysLeft: daysLeft, at: now,
                isFresh: isFresh, limits: limits, rules: rules, note)
        }
    }

    /// Looks at every slot: silence, levels that others have written, slots that are gone. One transaction if anything has changed.
    ///
    /// - Parameters:
    ///   - hearing: since when everything that sensors send is heard.
    ///   - daysLeft: days until a device's battery is empty, by its trend.
    /// - Throws: ``StoreError``; then nothing has changed.
    func sweep(now: Timestamp, hearing: Hearing, daysLeft: (TownID, DeviceID) -> Double?) throws {
        guard let rules = alarmRules, batch.isEmpty else { return }
        try refresh()
        var changes: [AlarmChange] = []
        var watches: [(index: Int, watch: AlarmWatch)] = []
        for index in book.entries.indices {
            let entry = book.entries[index]
            var watch = entry.watch
            let before = changes.count
            let note = { (change: AlarmWatch.Change) in
                changes.append(self.alarm(change, town: entry.town, slot: entry.slot, device: self.limits(at: index)?.device))
            }
            if let limits = limits(at: index) {
                let days = limits.device.flatMap { daysLeft(entry.town, $0) }
                Self.look(
                    at: entry.tracker, &watch, limits, rules, freshHours: max(rules.freshHours, limits.silentAfterHours),
                    daysLeft: days, now: now, note)
                let canHear = hearing.isSound(at: now, silentAfterHours: limits.silentAfterHours)
                watch.see(silenceSince: entry.tracker.lastHeardAt, now: now, canHear: canHear, limits: limits, note)
                if limits.device == nil || !limits.isActive { watch.close([.fire, .tilt], at: now, note) }
            } else if watch.open != 0 {
                watch.close(AlarmKind.allCases, at: now, note)
            }
            if changes.count > before { watches.append((index, watch)) }
        }
        guard !changes.isEmpty else { return }
        _ = try store.commit(IntakeBatch(alarms: changes, alarmsFoundAt: now))
        book.replaceWatches(watches)
    }

    private func alarm(_ change: AlarmWatch.Change, town: TownID, slot: SlotID, device: DeviceID?) -> AlarmChange {
        guard change.isRaised else { return .clear(town: town, slot: slot, kind: change.kind, at: change.at) }
        return .raise(
            NewAlarm(
                town: town, slot: slot, device: device, kind: change.kind, raisedAt: change.at, value: change.value,
                limit: change.limit))
    }
}
