import ArgumentParser
import Model
import Roads
import Settings

struct RoadsMatrixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix", abstract: "Durations and distances between all places: CSV, or JSON with --json.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var placesOptions: RoadPlacesOptions
    @OptionGroup var roadsOptions: RoadsOptions
    @OptionGroup var output: OutputOption

    @Option(name: .long, help: "Searches side by side; setting roads.threads.")
    var threads: Int?

    private struct Place: Encodable {
        var id: String
        var latitude: Double
        var longitude: Double
        /// Metres from the place to the road; left out where it is off every usable road.
        var roadMetres: Double?
        var street: String?
    }

    private struct Document: Encodable {
        var profile: String
        var period: String?
        var version: String
        var attribution: String
        var places: [Place]
        var unplaced: [String]
        /// Rows by origin; null where there is no way.
        var distancesMetres: [[Int?]]
        var durationsSeconds: [[Int?]]
    }

    func run() async throws {
        let settings = try global.settings(adding: roadsOptions.flags)
        let places = try await placesOptions.all(global)
        let (_, roads) = try RoadsSettings(settings: settings).roads(period: roadsOptions.period)
        let matrix = roads.matrix(
            between: places.map(\.coordinate), threads: max(1, threads ?? settings.integer("roads.threads")))
        let off = matrix.unplaced.map { places[$0].id }
        if output.json { try Console.snakeJSON(document(matrix, places, roads, off)) } else { csv(matrix, places) }
        if !off.isEmpty {
            Console.message(
                "\(off.count) places are off every road this vehicle may use: \(off.prefix(10).joined(separator: ", "))")
        }
    }

    private func document(_ matrix: RoadMatrix, _ places: [RoadPlace], _ roads: VehicleRoads, _ off: [String]) -> Document {
        func rows(_ values: [Int32]) -> [[Int?]] {
            places.indices.map { from in
                places.indices.map { to in
                    let value = values[from * places.count + to]
                    return value < 0 ? nil : Int(value)
                }
            }
        }
        return Document(
            profile: roads.profile.name, period: roads.period?.name, version: matrix.version,
            attribution: RoadNetwork.attribution,
            places: zip(places, matrix.places).map { place, road in
                Place(
                    id: place.id, latitude: place.coordinate.latitude, longitude: place.coordinate.longitude,
                    roadMetres: road.map { ($0.distanceMetres * 10).rounded() / 10 }, street: road?.street)
            },
            unplaced: off, distancesMetres: rows(matrix.distanceMetres), durationsSeconds: rows(matrix.durationSeconds))
    }

    /// `from,to,metres,seconds`; pairs without a way have empty figures.
    private func csv(_ matrix: RoadMatrix, _ places: [RoadPlace]) {
        Console.line("from,to,metres,seconds")
        for from in places.indices {
            var text = ""
            for to in places.indices {
                let metres = matrix.distanceMetres[from * places.count + to]
                let seconds = matrix.durationSeconds[from * places.count + to]
                text += "\(Self.cell(places[from].id)),\(Self.cell(places[to].id)),"
                text += seconds < 0 ? ",\n" : "\(metres),\(seconds)\n"
            }
            Console.write(text)
        }
        Console.message(RoadNetwork.attribution)
    }

    private static func cell(_ text: String) -> String {
        text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
            ? "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : text
    }
}
