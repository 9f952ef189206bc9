import Forecasting
import Foundation
import Model

/// One container of the data: as sent, and as the tracker judges it.
struct ContainerHistory {
    var id: SlotID
    /// A, B or C.
    var quality: String
    /// In-range levels, not clamped: what reference emptyings are derived from.
    var raw: [LevelPoint]
    /// Levels the tracker trusts, between 0 and 1.
    var trusted: [LevelPoint]
    var emptyings: [KnownEmptying]
    var reference: [Timestamp]
    var grade: SensorGrade
    var readings: Int

    func backtestSlot(_ fraction: Fraction) -> BacktestSlot {
        BacktestSlot(
            slot: Slot(id: id, site: "site", fraction: fraction, container: nil), points: trusted, emptyings: emptyings,
            breaks: reference)
    }
}

extension ContainerHistory {
    /// Feeds a container's rows through the tracker, as ingest does.
    init(id: SlotID, rows: [(at: Timestamp, centimetres: Double)], options: Options) {
        var tracker = LevelTracker(slot: id)
        self.id = id
        (raw, trusted, emptyings, reference) = ([], [], [], [])
        readings = rows.count
        for row in rows {
            let level = (options.emptyCentimetres - row.centimetres) / (options.emptyCentimetres - options.fullCentimetres)
            var reading = Reading(
                slot: id, device: nil, measuredAt: row.at, receivedAt: row.at, timeSource: .device, origin: .live, level: level,
                distanceMillimetres: row.centimetres * 10)
            for found in tracker.observe(&reading) { emptyings.append(KnownEmptying(emptying: found, knownAt: row.at)) }
            guard !reading.quality.contains(.blockedEcho) else { continue }
            raw.append(LevelPoint(at: row.at, level: level))
            // The floor lies a little deeper than the formula says: a level just below 0 counts as 0, as in the reference protocol.
            let verdict = level < 0 ? reading.quality.subtracting(.outOfRange) : reading.quality
            if verdict.mayMoveLevel { trusted.append(LevelPoint(at: row.at, level: max(0, min(1, level)))) }
        }
        grade = tracker.grade
        quality = Self.quality(rows)
        reference = ReferenceEmptyings.derive(raw)
    }

    /// Share of hourly steps of 20 cm or more: below 2 % A, below 8 % B, else C.
    private static func quality(_ rows: [(at: Timestamp, centimetres: Double)]) -> String {
        var (steps, leaps) = (0, 0)
        for (a, b) in zip(rows, rows.dropFirst()) where b.at.hours(since: a.at) <= 1.5 {
            steps += 1
            if abs(b.centimetres - a.centimetres) >= 20 { leaps += 1 }
        }
        let share = Double(leaps) / Double(max(1, steps))
        return share < 0.02 ? "A" : share < 0.08 ? "B" : "C"
    }
}

/// A data file with what lies beside it.
struct DataSet {
    var containers: [ContainerHistory]
    var hasReferenceFile = false

    var first: Timestamp? { containers.compactMap { $0.raw.first?.at }.min() }
    var last: Timestamp? { containers.compactMap { $0.raw.last?.at }.max() }
    var readings: Int { containers.reduce(0) { $0 + $1.readings } }

    init(path: String, bins: String?, emptyings: String?, options: Options) throws {
        let csv = try CSVFile(path: path)
        let (id, time) = (try csv.column("bin_id", path: path), try csv.column("ts_utc", path: path))
        let distance = try csv.column("distance_cm", path: path)
        var rows: [SlotID: [(at: Timestamp, centimetres: Double)]] = [:]
        for row in csv.rows {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count > max(id, time, distance), let slot = SlotID(validating: fields[id]),
                let at = Timestamp(rfc3339: fields[time]), let centimetres = Double(fields[distance])
            else { continue }
            rows[slot, default: []].append((at, centimetres))
        }
        containers = rows.sorted { $0.key < $1.key }.map { id, rows in
            ContainerHistory(id: id, rows: rows.sorted { $0.at < $1.at }, options: options)
        }
        try readClasses(try bins ?? Self.neighbour(of: path, ending: "bins.csv"))
        try readReference(try emptyings ?? Self.neighbour(of: path, containing: "emptyings"))
    }

    private mutating func readClasses(_ path: String?) throws {
        guard let path else { return }
        let csv = try CSVFile(path: path)
        let (id, quality) = (try csv.column("bin_id", path: path), try csv.column("quality", path: path))
        var classes: [String: String] = [:]
        for row in csv.rows {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            if fields.count > max(id, quality) { classes[String(fields[id])] = String(fields[quality]) }
        }
        for i in containers.indices { containers[i].quality = classes[containers[i].id.rawValue] ?? containers[i].quality }
    }

    /// The reference list replaces what the rule derives, if it names any container of the data.
    private mutating func readReference(_ path: String?) throws {
        guard let path else { return }
        let csv = try CSVFile(path: path)
        let (id, time) = (try csv.column("bin_id", path: path), try csv.column("ts_utc", path: path))
        var moments: [String: Set<Timestamp>] = [:]
        for row in csv.rows {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count > max(id, time), let at = Timestamp(rfc3339: fields[time]) else { continue }
            moments[String(fields[id]), default: []].insert(at)
        }
        guard containers.contains(where: { moments[$0.id.rawValue] != nil }) else { return }
        hasReferenceFile = true
        for i in containers.indices where containers[i].quality == "A" {
            containers[i].reference = (moments[containers[i].id.rawValue] ?? []).sorted()
        }
    }

    private static func neighbour(of path: String, ending: String = "", containing: String = "") throws -> String? {
        let url = URL(filePath: path)
        let folder = url.deletingLastPathComponent()
        let prefix = url.lastPathComponent.split(separator: "-").prefix(2).joined(separator: "-")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
        let match = names.first {
            $0.hasPrefix(prefix) && $0.hasSuffix(ending) && $0.hasSuffix(".csv")
                && (containing.isEmpty || $0.contains(containing))
                && $0 != url.lastPathComponent
        }
        return match.map { folder.appending(path: $0).path(percentEncoded: false) }
    }
}
