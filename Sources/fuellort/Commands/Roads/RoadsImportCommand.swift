import ArgumentParser
import Dispatching
import Foundation
import Model
import Roads
import Settings

struct RoadsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make a network file from an OpenStreetMap extract.",
        discussion: """
            The file appears whole or not at all. A running service takes the new one with its next question about roads, without a
            start; if it can not be read, the old one stays in use and the service says why.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var outputOption: OutputOption

    @Argument(help: "The extract: .osm.pbf or .osm.", completion: .file())
    var extract: String

    @Option(name: .long, help: "Cut to this town and a margin around its places, and check that they are covered.")
    var town: String?

    @Option(name: .long, help: ArgumentHelp("Cut to this box, in degrees.", valueName: "west,south,east,north"))
    var bbox: String?

    @Option(name: .long, help: ArgumentHelp("The network file; setting roads.file.", valueName: "file"), completion: .file())
    var output: String?

    @Flag(name: .long, help: "Import even if the extract does not cover the town.")
    var partial = false

    private struct Report: Encodable {
        var file: String
        var bytes: Int
        var version: String
        var source: String
        var bbox: [Double]
        var placesOffTheRoads: Int
        var report: ImportReport
        var attribution: String
    }

    func run() async throws {
        let settings = try global.settings()
        guard let output = output ?? settings.optionalText("roads.file") else {
            throw ValidationError("Say where the network goes: --output FILE, or the setting roads.file.")
        }
        guard town == nil || bbox == nil else { throw ValidationError("Give --town or --bbox, not both.") }
        var box = try bbox.map { try parsed($0, as: "a box (west,south,east,north in degrees)") { RoadBox(text: $0) } }
        var places: [Coordinate] = []
        if let town {
            let workplace = try Workplace(settings)
            let data = try await workplace.desk.townData(try await workplace.town(try TownOption.parse(["--town", town])))
            places = RoadPlace.all(of: data).map(\.coordinate)
            box = RoadImport.box(around: places)
            guard box != nil else { throw CommandFailure(.inputMissing, "town '\(town)' has no places yet") }
        }
        let result = try RoadImport.run(extract: extract, box: box, covering: places, partial: partial, to: output)
        let info = try RoadNetwork(path: output).info
        if outputOption.json {
            try Console.snakeJSON(
                Report(
                    file: output, bytes: result.bytes, version: info.version, source: info.source,
                    bbox: [info.west, info.south, info.east, info.north], placesOffTheRoads: result.uncovered.count,
                    report: result.report, attribution: info.attribution))
        } else {
            Console.line("\(output): \(result.bytes / 1024) kB, version \(info.version), from \(info.source)")
            for line in result.report.lines { Console.line("  \(line)") }
            if !result.uncovered.isEmpty {
                Console.line(
                    "  \(result.uncovered.count) places of the town lie off every road: `fuellort roads check` names them")
            }
            Console.line(info.attribution)
        }
    }
}
