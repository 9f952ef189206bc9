import Model
import Simulation

/// What a run published.
struct PublishSummary: Encodable {
    var from: String
    var until: String
    var seconds: Double
    var messages: Int
    var towns: [TownPart]

    struct TownPart: Encodable {
        var town: String
        /// What happened in the town on the local days of the span.
        var played: SimulationStatistics
        var sensorsByClass: [String: Int]
    }

    init(span: TimeSpan, seconds: Double, messages: Int, towns: [PublishingRun.TownResult]) {
        from = span.from.rfc3339
        until = span.until.rfc3339
        self.seconds = (seconds * 1000).rounded() / 1000
        self.messages = messages
        self.towns = towns.map { entry in
            let classes = entry.sensors.map { ($0.key.rawValue, $0.value) }
            return TownPart(
                town: entry.town.rawValue, played: entry.statistics,
                sensorsByClass: Dictionary(classes, uniquingKeysWith: { first, _ in first }))
        }
    }

    static func text(_ result: PublishingRun.TownResult) -> String {
        let statistics = result.statistics
        let faulty = result.sensors.filter { $0.key != .clean }.values.reduce(0, +)
        return "town '\(result.town)': \(statistics.readings) readings, \(statistics.duplicates) messages twice, "
            + "\(statistics.late) late, \(statistics.lost) readings lost; \(faulty) of \(result.sensors.values.reduce(0, +)) sensors faulty"
    }
}
