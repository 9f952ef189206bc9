import GRDB
import Model
import Store

/// Pages for exports, in the order of time and slot name.
extension TownReadings {
    func page(from: Int64, to: Int64, after: ReadingKey?, limit: Int) throws -> [Reading] {
        guard limit > 0, from < to else { return [] }
        var position = max(from, after?.measuredAt.milliseconds ?? .min)
        var found: [Entry] = []
        for (day, count) in try DayTable(db).days(town: town, from: position, to: to) where found.count < limit {
            let range = DayCodec.range(of: day)
            try appendHot(from: position, to: min(to, range.lowerBound), after, limit, &found)
            position = max(position, range.lowerBound)
            try appendDay(day, count, from: position, to: min(to, range.upperBound), after, limit, &found)
            position = range.upperBound
        }
        try appendHot(from: position, to: to, after, limit, &found)
        var devices = DeviceNames(db)
        return try found.prefix(limit).compactMap { entry in
            try slots[entry.slot].map { entry.reading.reading(slot: $0.id, device: try devices.name(entry.reading.device)) }
        }
    }

    /// A day is gone through in windows that hold about as many readings as are wanted, so that little is decoded for nothing.
    private func appendDay(
        _ day: Int64, _ count: Int, from: Int64, to: Int64, _ after: ReadingKey?, _ limit: Int, _ found: inout [Entry]
    ) throws {
        let wanted = Int64(min(limit, count) + 1)
        let length = max(60_000, DayCodec.millisecondsPerDay / Int64(count + 1) * wanted)
        var start = from
        while start < to, found.count < limit {
            let end = to - start > length ? start + length : to
            var window: [Entry] = []
            try forEachBlob(day: day, part: .times) { slot, times in
                guard times.contains(where: { $0.time >= start && $0.time < end }) else { return }
                var readings: [PackedReading] = []
                try DayTable(db).load(day: day, slot: slot, usualDevice: slots[slot]?.usualDevice, into: &readings)
                window += readings.filter { $0.time >= start && $0.time < end }.map { Entry(slot: slot, reading: $0) }
            }
            try appendHot(from: start, to: end, nil, .max, &window)
            window.sort { key(of: $0) < key(of: $1) }
            found += window.filter { isBehind(after, $0) }.prefix(limit - found.count)
            start = end
        }
    }

    private func appendHot(from: Int64, to: Int64, _ after: ReadingKey?, _ limit: Int, _ found: inout [Entry]) throws {
        guard from < to, found.count < limit else { return }
        let rows = try RawStatement(db, sql: "SELECT key, value FROM reading WHERE key >= ? AND key < ? ORDER BY key")
        rows.bind(HotKey.first(from), at: 1)
        rows.bind(HotKey.first(to), at: 2)
        defer { rows.reset() }
        // Of one moment the rows come by slot number; the page wants them by name.
        var moment: [Entry] = []
        func endMoment() {
            moment.sort { key(of: $0) < key(of: $1) }
            found += moment.filter { isBehind(after, $0) }.prefix(limit - found.count)
            moment.removeAll(keepingCapacity: true)
        }
        while found.count < limit, try rows.nextRow() {
            let key = rows.int64(0)
            guard let slot = slots[HotKey.slot(key)] else { continue }
            if moment.last.map({ $0.reading.time != HotKey.time(key) }) ?? false { endMoment() }
            let packed = try decoded(rows.bytes(1), time: HotKey.time(key), slot: slot)
            moment.append(Entry(slot: HotKey.slot(key), reading: packed))
        }
        endMoment()
    }

    private func key(of entry: Entry) -> ReadingKey {
        ReadingKey(measuredAt: Timestamp(milliseconds: entry.reading.time), slot: slots[entry.slot]?.id ?? "")
    }

    private func isBehind(_ after: ReadingKey?, _ entry: Entry) -> Bool { after.map { $0 < key(of: entry) } ?? true }
}

private func < (a: ReadingKey, b: ReadingKey) -> Bool { (a.measuredAt, a.slot) < (b.measuredAt, b.slot) }
