import Forecasting
import Model
import Store

/// What the open batch means for levels, and when they are written.
extension IngestPipeline {
    /// Batches of this size mean that more is waiting.
    static let drainingFrom = 500
    /// While a backlog drains, levels wait for at most about this long.
    private static let longestLagSeconds = 1.0

    /// The open batch as the store takes it, with the late slots derived again.
    func intakeBatch() throws -> IntakeBatch {
        let derived = try deriveLateSlots()
        if alarmRules != nil { watchLevels() }
        var intake = IntakeBatch(
            readings: batch.readings, quarantined: batch.quarantined, appliedReports: batch.appliedReports, alarms: batch.alarms,
            alarmsFoundAt: batch.receivedAt)
        batch.defersLevels = mayDefer
        intake.levels.reserveCapacity(batch.defersLevels ? 0 : book.changeCount)
        book.forEachChange(alsoDirty: !batch.defersLevels) { index, town, slot, state in
            let emptyings = derived[index]?.emptyings ?? batch.emptyings[index] ?? []
            if derived[index] == nil { batch.tally.emptyings += emptyings.count }
            if batch.defersLevels, emptyings.isEmpty { return }
            intake.levels.append(
                LevelChange(
                    town: town, slot: slot, state: state(), emptyings: emptyings,
                    replacesEmptyingsSince: derived[index]?.since))
        }
        intake.levelLag = lag()
        return intake
    }

    /// A reading that comes late, or a report, must show at once; and no level waits for longer than about a second.
    private var mayDefer: Bool {
        guard coalescesLevels, batch.tally.messages >= Self.drainingFrom, batch.lateEntries.isEmpty, batch.appliedReports.isEmpty
        else { return false }
        return abs(batch.receivedAt.seconds(since: lastLevelWrite)) < Self.longestLagSeconds
    }

    private func lag() -> IntakeBatch.LevelLag? {
        if batch.defersLevels {
            guard let lagSince else { return .begins(arrivedSince: batch.receivedAt) }
            return batch.receivedAt < lagSince ? .begins(arrivedSince: batch.receivedAt) : nil
        }
        // What is derived again with this batch is true after it.
        guard lagSince != nil, suspects.subtracting(batch.lateEntries).isEmpty else { return nil }
        return .ends
    }

    /// Writes levels that wait. - Throws: ``StoreError``; then they wait on.
    func flushLevels(now: Timestamp) throws {
        guard batch.isEmpty, book.hasDirty || (lagSince != nil && suspects.isEmpty) else { return }
        try refresh()
        batch.receivedAt = now
        _ = try commit()
    }

    struct Derived {
        var emptyings: [Emptying]
        var since: Timestamp
    }

    /// - Returns: the emptyings of each slot that was derived again, and from when on they replace what is stored.
    private func deriveLateSlots() throws -> [Int: Derived] {
        guard !batch.lateEntries.isEmpty else { return [:] }
        var arriving: [Int: [Int]] = [:]
        for (position, entry) in batch.entries.enumerated() where batch.lateEntries.contains(entry) {
            arriving[entry, default: []].append(position)
        }
        var derived: [Int: Derived] = [:]
        for (town, indexes) in Dictionary(grouping: batch.lateEntries.sorted(), by: { book.entries[$0].town }) {
            // Slots without a late reading of this batch are suspects: nobody knows how far back they are wrong.
            let windowed = indexes.filter { arriving[$0] != nil && !suspects.contains($0) && batch.reports[$0] == nil }
            let earliest = windowed.flatMap { arriving[$0] ?? [] }.map { batch.readings[$0].reading.measuredAt }.min()
            if let earliest { try derive(windowed, town, arriving, since: earliest, &derived) }
            try derive(indexes.filter { !windowed.contains($0) }, town, arriving, since: nil, &derived)
        }
        return derived
    }

    private func derive(
        _ indexes: [Int], _ town: TownID, _ arriving: [Int: [Int]], since earliest: Timestamp?, _ derived: inout [Int: Derived]
    ) throws {
        guard !indexes.isEmpty else { return }
        let start = earliest.map { $0.adding(days: -SlotDerivation.windowDays) } ?? Timestamp(milliseconds: .min)
        let renewed = earliest.map { $0.adding(days: -SlotDerivation.renewedDays) } ?? Timestamp(milliseconds: .min)
        let stored = try store.readingsForDerivation(town: town, slots: indexes.map { book.entries[$0].slot }, since: start)
        for index in indexes {
            let slot = book.entries[index].slot
            let positions = arriving[index] ?? []
            let derivation = try SlotDerivation(
                town: town, slot: slot, stored: stored[slot] ?? [], arriving: positions.map { batch.readings[$0].reading },
                reports: batch.reports[index] ?? [], store: store)
            for position in positions {
                let time = batch.readings[position].reading.measuredAt
                if let quality = derivation.judged[time] { batch.readings[position].reading.quality = quality }
            }
            book.replace(derivation.tracker, newest: derivation.newest, at: index)
            derived[index] = Derived(emptyings: derivation.emptyings.filter { $0.at >= renewed }, since: renewed)
        }
    }
}
