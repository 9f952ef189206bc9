import Forecasting
import Foundation
import Model

/// One container of the data with its quality class (A, B or C).
struct ContainerHistory {
    var history: SlotHistory
    var quality: String

    var id: SlotID { history.slot }

    /// Share of hourly steps of a sixth or more: below 2 % A, below 8 % B, else C.
    init(_ history: SlotHistory) {
        self.history = history
        quality = history.leapShare < 0.02 ? "A" : history.leapShare < 0.08 ? "B" : "C"
    }
}

/// A data file with what lies beside it.
struct DataSet {
    var containers: [ContainerHistory]
    var hasReferenceFile = false

    var first: Timestamp? { containers.compactMap { $0.history.raw.first?.at }.min() }
    var last: Timestamp? { containers.compactMap { $0.history.raw.last?.at }.max() }
    var readings: Int { containers.reduce(0) { $0 + $1.history.readingCount } }

    init(path: String, bins: String?, emptyings: String?, options: Options) throws {
        let file = try HistoryFile(bytes: try DataFile.bytes(path), scale: options.scale)
        containers = file.readings.sorted { $0.key < $1.key }.map { ContainerHistory(SlotHistory(slot: $0, readings: $1)) }
        try readClasses(try bins ?? Self.neighbour(of: path, ending: "bins.csv"))
        try readReference(try emptyings ?? Self.neighbour(of: path, containing: "emptyings"))
    }

    private mutating func readClasses(_ path: String?) throws {
        guard let path else { return }
        let classes = Dictionary(
            try DataFile.rows(path, "bin_id", "quality").map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
        for i in containers.indices { containers[i].quality = classes[containers[i].id.rawValue] ?? containers[i].quality }
    }

    /// The reference list replaces what the rule derives, if it names any container of the data.
    private mutating func readReference(_ path: String?) throws {
        guard let path else { return }
        var moments: [String: Set<Timestamp>] = [:]
        for (id, time) in try DataFile.rows(path, "bin_id", "ts_utc") {
            if let at = Timestamp(rfc3339: time) { moments[id, default: []].insert(at) }
        }
        guard containers.contains(where: { moments[$0.id.rawValue] != nil }) else { return }
        hasReferenceFile = true
        for i in containers.indices where containers[i].quality == "A" {
            containers[i].history.reference = (moments[containers[i].id.rawValue] ?? []).sorted()
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
