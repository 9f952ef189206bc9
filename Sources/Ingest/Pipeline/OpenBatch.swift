import Model
import Store

/// What the messages since the last commit have come to.
struct OpenBatch {
    var readings: [TownReading] = []
    /// For each of `readings` the slot's index in the level book.
    var entries: [Int] = []
    var quarantined: [QuarantinedMessage] = []
    var emptyings: [Int: [Emptying]] = [:]
    /// Slots that have to be derived again because of these messages.
    var lateEntries: Set<Int> = []
    /// Readings known to be repeats before the store says so.
    var expectedRepeats = 0
    var reports: [Int: [Emptying]] = [:]
    var appliedReports: [Int64] = []
    var alarms: [AlarmChange] = []
    /// Arrival of the newest message.
    var receivedAt = Timestamp(milliseconds: 0)
    /// Its levels wait until the next batch that writes them.
    var defersLevels = false
    var tally = BatchTally()

    var isEmpty: Bool {
        tally.messages == 0 && readings.isEmpty && lateEntries.isEmpty && appliedReports.isEmpty && quarantined.isEmpty
    }

    mutating func clear() {
        readings.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        quarantined.removeAll(keepingCapacity: true)
        emptyings.removeAll(keepingCapacity: true)
        lateEntries.removeAll()
        reports.removeAll()
        appliedReports.removeAll()
        alarms.removeAll(keepingCapacity: true)
        defersLevels = false
        expectedRepeats = 0
        tally = BatchTally()
    }
}
