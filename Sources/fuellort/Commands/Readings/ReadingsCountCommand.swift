import ArgumentParser
import Dispatching
import Model
import StoreSQLite

struct ReadingsCountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Print how many readings are stored and how many messages wait in quarantine.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var output: OutputOption

    private struct Counts: Encodable {
        var readings: Int
        var quarantined: Int
    }

    func run() async throws {
        let place = try Workplace(try global.settings())
        var counts = Counts(readings: 0, quarantined: try await place.desk.quarantineCounts().values.reduce(0, +))
        for town in try await place.desk.towns() { counts.readings += try await place.store.readingCount(town: town.id) }
        if output.json { return try Console.json(counts) }
        Console.line("\(counts.readings) readings, \(counts.quarantined) messages in quarantine")
    }
}
