public import Model

/// A history of readings from a comma-separated file, pure from its bytes. Two forms are known by their headings:
/// - distances: `bin_id`, `ts_utc`, `distance_cm`, as public data sets of ultrasonic sensors have them;
/// - what `fuellort readings export` writes: `measured_at`, `slot`, `level` and, where present, `quality_reasons`, `origin`,
///   `received_at`.
///
/// Columns may stand in any order, others are ignored. Lines that can not be understood are counted, not guessed at.
public struct HistoryFile: Sendable {
    /// Readings of each slot, by the moment measured; at equal moments in the order of the file.
    public private(set) var readings: [SlotID: [Reading]] = [:]
    /// Lines left out: no slot, no time, or a distance or level that is no number.
    public private(set) var unreadableLines = 0

    public var readingCount: Int { readings.values.reduce(0) { $0 + $1.count } }
    public var first: Timestamp? { readings.values.compactMap { $0.first?.measuredAt }.min() }
    public var last: Timestamp? { readings.values.compactMap { $0.last?.measuredAt }.max() }

    /// - Parameter scale: what distances mean; not used where levels are given.
    /// - Throws: ``HistoryFileError``. O(bytes + readings × log readings).
    public init(bytes: [UInt8], scale: DistanceScale = .bottleBank) throws(HistoryFileError) {
        guard !bytes.starts(with: [0x1F, 0x8B]) else { throw .compressed }
        var rows = CSVReader(bytes)
        guard let header = rows.next()?.map(\.text) else { throw .empty }
        let columns = try Columns(header)
        while let row = rows.next() {
            guard let reading = columns.reading(row, scale) else {
                unreadableLines += 1
                continue
            }
            readings[reading.slot, default: []].append(reading)
        }
        guard !readings.isEmpty else { throw .empty }
        for slot in readings.keys {
            // Stable, so that the same file gives the same history everywhere.
            readings[slot] = readings[slot]?.enumerated()
                .sorted { ($0.element.measuredAt, $0.offset) < ($1.element.measuredAt, $1.offset) }.map(\.element)
        }
    }
}

/// Distances that a sensor shows over an empty and a full container, centimetres.
public struct DistanceScale: Sendable, Hashable {
    public var emptyCentimetres: Double
    public var fullCentimetres: Double

    /// - Returns: `nil` unless empty is farther away than full.
    public init?(emptyCentimetres: Double, fullCentimetres: Double) {
        guard emptyCentimetres.isFinite, fullCentimetres.isFinite, emptyCentimetres > fullCentimetres else { return nil }
        self.emptyCentimetres = emptyCentimetres
        self.fullCentimetres = fullCentimetres
    }

    private init(empty: Double, full: Double) { (emptyCentimetres, fullCentimetres) = (empty, full) }

    /// The bottle banks of Frankfurt am Main: 120 cm between 136 and 16.
    public static let bottleBank = DistanceScale(empty: 136, full: 16)

    func level(centimetres: Double) -> Double { (emptyCentimetres - centimetres) / (emptyCentimetres - fullCentimetres) }
}

/// Why a file is no history.
public enum HistoryFileError: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    case compressed
    case unknownColumns(found: [String])

    public var description: String {
        switch self {
        case .empty: "no readings in it: a heading and at least one line are needed"
        case .compressed: "compressed with gzip: unpack it first, for example with 'gunzip -k'"
        case .unknownColumns(let found):
            "columns bin_id,ts_utc,distance_cm or those of 'fuellort readings export' (not --excel-de) are needed; found: "
                + found.prefix(20).joined(separator: ",")
        }
    }
}

/// Where the members of a reading stand.
private enum Columns {
    case distances(slot: Int, time: Int, centimetres: Int)
    case export(slot: Int, time: Int, level: Int, quality: Int?, origin: Int?, received: Int?)

    init(_ header: [String]) throws(HistoryFileError) {
        let place = { (name: String) in header.firstIndex(of: name) }
        if let slot = place("bin_id"), let time = place("ts_utc"), let centimetres = place("distance_cm") {
            self = .distances(slot: slot, time: time, centimetres: centimetres)
        } else if let slot = place("slot"), let time = place("measured_at"), let level = place("level") {
            self = .export(
                slot: slot, time: time, level: level, quality: place("quality_reasons"), origin: place("origin"),
                received: place("received_at"))
        } else {
            throw .unknownColumns(found: header)
        }
    }

    func reading(_ row: [ArraySlice<UInt8>], _ scale: DistanceScale) -> Reading? {
        func member(_ index: Int?) -> ArraySlice<UInt8> { index.flatMap { row.indices.contains($0) ? row[$0] : nil } ?? [] }
        switch self {
        case .distances(let slot, let time, let centimetres):
            guard let slot = SlotID(validating: member(slot).text), let at = member(time).moment,
                let distance = member(centimetres).number
            else { return nil }
            return Reading(
                slot: slot, device: nil, measuredAt: at, receivedAt: at, timeSource: .device, origin: .live,
                level: scale.level(centimetres: distance), distanceMillimetres: distance * 10)
        case .export(let slot, let time, let level, let quality, let origin, let received):
            guard let slot = SlotID(validating: member(slot).text), let at = member(time).moment else { return nil }
            let level = member(level)
            guard level.isEmpty || level.number != nil else { return nil }
            return Reading(
                slot: slot, device: nil, measuredAt: at, receivedAt: member(received).moment ?? at, timeSource: .device,
                origin: ReadingOrigin(rawValue: member(origin).text) ?? .imported, level: level.number,
                quality: ReadingQuality(reasons: member(quality).text.split(separator: " ").map(String.init)))
        }
    }
}
