import GRDB
public import Model
public import Store

extension SQLiteStore: DeviceHistory {
    public func deviceFigures(town: TownID, from: Timestamp, to: Timestamp) async throws -> [DeviceFigures] {
        try await read { db in
            let readings = try TownReadings(db, town: town)
            var tallies: [Place: DeviceTally] = [:]
            try readings.forEach(from: from.milliseconds, to: to.milliseconds) { slot, reading in
                guard let device = reading.device else { return }
                tallies[Place(slot: slot, device: device), default: DeviceTally()].add(reading)
            }
            return try Self.figures(tallies, slots: readings.slots, db)
        }
    }

    public func deviceFigures(town: TownID, slot: SlotID, from: Timestamp, to: Timestamp) async throws -> [DeviceFigures] {
        try await read { db in
            var tallies: [Place: DeviceTally] = [:]
            try SlotReadings(db, town: town, slot: slot)?.forEach(from: from.milliseconds, to: to.milliseconds) { reading in
                if let device = reading.device {
                    tallies[Place(slot: 0, device: device), default: DeviceTally()].add(reading)
                }
                return true
            }
            return try Self.figures(tallies, slots: [0: .init(id: slot, usualDevice: nil)], db)
        }
    }

    private struct Place: Hashable {
        var slot: Int64
        var device: Int32
    }

    private static func figures(_ tallies: [Place: DeviceTally], slots: [Int64: TownReadings.KeyedSlot], _ db: Database) throws
        -> [DeviceFigures]
    {
        var names = DeviceNames(db)
        return try tallies.compactMap { place, tally in
            guard let slot = slots[place.slot], let device = try names.name(place.device) else { return nil }
            return tally.figures(slot: slot.id, device: device)
        }.sorted { ($0.slot, $0.device) < ($1.slot, $1.device) }
    }
}

extension TownReadings {
    /// Every reading with `from <= time < to`, day by day and not in the order of time.
    func forEach(from: Int64, to: Int64, _ visit: (_ slot: Int64, PackedReading) throws -> Void) throws {
        for (day, _) in try DayTable(db).days(town: town, from: from, to: to) {
            try forEachBlob(day: day, part: .all) { slot, readings in
                for reading in readings where reading.time >= from && reading.time < to { try visit(slot, reading) }
            }
        }
        try forEachHot(from: from, to: to, visit)
    }

    /// The same for those that are not compacted, in the order of time.
    ///
    /// - Parameter wanted: only slots of these numbers; the others are not decoded.
    func forEachHot(
        from: Int64, to: Int64, of wanted: [Int64: SlotID]? = nil, _ visit: (_ slot: Int64, PackedReading) throws -> Void
    ) throws {
        let hot = try RawStatement(db, sql: "SELECT key, value FROM reading WHERE key >= ? AND key < ? ORDER BY key")
        hot.bind(HotKey.first(from), at: 1)
        hot.bind(HotKey.first(to), at: 2)
        defer { hot.reset() }
        while try hot.nextRow() {
            let key = hot.int64(0)
            if let wanted, wanted[HotKey.slot(key)] == nil { continue }
            guard let slot = slots[HotKey.slot(key)] else { continue }
            try visit(HotKey.slot(key), try decoded(hot.bytes(1), time: HotKey.time(key), slot: slot))
        }
    }
}
