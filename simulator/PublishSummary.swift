import Model
import Simulation

/// What a run published.
struct PublishSummary: Encodable {
    var from: String
    var until: String
    var seconds: Double
    var published: PublishedCounts
    var towns: [TownPart]

    struct TownPart: Encodable {
        var town: String
        /// What happened in the town on the local days of the span.
        var played: SimulationStatistics
        var sensorsByClass: [String: Int]
    }

    init(span: TimeSpan, seconds: Double, published: PublishedCounts, towns: [PublishingRun.TownResult]) {
        from = span.from.rfc3339
        until = span.until.rfc3339
        self.seconds = (seconds * 1000).rounded() / 1000
        self.published = published
        self.towns = towns.map { entry in
            let classes = entry.sensors.map { ($0.key.rawValue, $0.value) }
            return TownPart(
                town: entry.town.rawValue, played: entry.statistics,
                sensorsByClass: Dictionary(classes, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// For people.
    var text: String {
        let sensors = towns.flatMap(\.sensorsByClass)
        let all = sensors.map(\.value).reduce(0, +)
        let faulty = sensors.filter { $0.key != SensorClass.clean.rawValue }.map(\.value).reduce(0, +)
        return
            "\(published.messages) messages with \(published.readings) readings in \(seconds) s: \(published.duplicates) twice, "
            + "\(published.late) late; \(faulty) of \(all) sensors are faulty"
    }
}
