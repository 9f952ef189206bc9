import Model
import Reports
import Sentences

/// One slot's past, single readings or drawn together.
enum History {
    static let parameters = [from.description, to.description, aggregation.description, limit.description]

    private static let from = Parameter<Timestamp>.moment(
        "from", "Beginning, included. If not given: 7 days before the end for `raw`, 31 for `hour`, 366 for `day`.")
    private static let to = Parameter<Timestamp>.moment("to", "End, not included; now if not given.")
    private static let aggregation = Parameter<Aggregation>.choice(
        "aggregation", "Single readings, or one entry for each hour or local day; `raw` if not given.")
    private static let limit = Parameter<Int>.limit(1...10_000, preset: 1000)

    enum Aggregation: String, CaseIterable, Sendable { case raw, hour, day }

    static func document(_ call: Call, slot: SlotID) async throws -> HistoryDocument {
        let town = try call.path(Shared.town)
        let aggregation = try call.value(aggregation) ?? .raw
        let limit = try call.value(limit) ?? 1000
        let span = try span(call, days: aggregation == .raw ? 7 : aggregation == .hour ? 31 : 366)
        let data = try await call.desk.townData(town)
        try data.expect(slot)
        let clock = data.town.clock
        var document = HistoryDocument(
            slot: slot, from: span.from, to: span.to, aggregation: aggregation.rawValue, emptyings: [])
        switch aggregation {
        case .raw:
            let readings = try await call.desk.readings(
                town: town, slot: slot, from: span.from, to: span.to, after: nil, limit: limit + 1)
            document.readings = readings.prefix(limit).map(ReadingDocument.init)
            document.nextFrom = readings.count > limit ? readings[limit].measuredAt : nil
        case .hour, .day:
            let levels = try await call.desk.levelSummaries(
                town: town, slot: slot, from: span.from, to: span.to, by: aggregation == .hour ? .hour : .day)
            document.levels = levels.prefix(limit).map { LevelSummaryDocument($0, clock: clock) }
            document.nextFrom = levels.count > limit ? levels[limit].start : nil
        }
        let end = document.nextFrom ?? span.to
        document.emptyings = try await call.desk.emptyings(town: town, slot: slot, from: span.from, to: end).map(
            EmptyingDocument.init)
        return document
    }

    /// The stretch of time that is asked for.
    static func span(_ call: Call, days: Double) throws -> (from: Timestamp, to: Timestamp) {
        let end = try call.value(to) ?? call.office.now
        let start = try call.value(from) ?? end.adding(days: -days)
        guard start <= end else {
            throw Problem.invalid(
                member: "from", "'from' (\(start)) is after 'to' (\(end)).", remedy: "Swap them, or leave one out.")
        }
        return (start, end)
    }

}

extension TownData {
    /// - Throws: ``DeskError`` if the town has no such slot: a misspelt name must not look like an empty history.
    func expect(_ slot: SlotID) throws {
        guard slots.contains(where: { $0.id == slot }) else { throw DeskError.notFound(what: "container", id: slot.rawValue) }
    }
}
