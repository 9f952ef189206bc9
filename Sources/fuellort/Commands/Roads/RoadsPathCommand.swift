import ArgumentParser
import Dispatching
import Model
import Roads

struct RoadsPathCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "The fastest way between places, as GeoJSON with instructions.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var roadsOptions: RoadsOptions
    @OptionGroup var output: OutputOption

    @Argument(help: "Places in order: latitude,longitude, or identifiers of sites, depots or disposal sites.")
    var places: [String]

    private struct Step: Encodable {
        var turn: RoadTurn
        var roundaboutExit: Int?
        var street: String?
        var ref: String?
        var distanceMetres: Int
        var durationSeconds: Int
    }

    private struct Properties: Encodable {
        var distanceMetres: Int
        var durationSeconds: Int
        var profile: String
        var period: String?
        var attribution: String
        var steps: [Step]
    }

    private struct Line: Encodable {
        var type = "LineString"
        var coordinates: [[Double]]
    }

    private struct Feature: Encodable {
        var type = "Feature"
        var geometry: Line
        var properties: Properties
    }

    private struct Collection: Encodable {
        var type = "FeatureCollection"
        var attribution: String
        var features: [Feature]
    }

    func run() async throws {
        guard places.count >= 2 else { throw ValidationError("Give at least two places.") }
        let settings = try global.settings(adding: roadsOptions.flags)
        let positions = try await positions()
        let (_, roads) = try RoadsSettings(settings: settings).roads(period: roadsOptions.period)
        let path = try roads.path(through: positions)
        let steps = path.steps.map {
            Step(
                turn: $0.turn, roundaboutExit: $0.roundaboutExit, street: $0.street, ref: $0.ref,
                distanceMetres: $0.distanceMetres, durationSeconds: $0.durationSeconds)
        }
        try Console.snakeJSON(
            Collection(
                attribution: path.attribution,
                features: [
                    Feature(
                        geometry: Line(coordinates: path.line.map { [$0.longitude, $0.latitude] }),
                        properties: Properties(
                            distanceMetres: path.distanceMetres, durationSeconds: path.durationSeconds,
                            profile: roads.profile.name, period: roads.period?.name, attribution: path.attribution, steps: steps))
                ]))
    }

    private func positions() async throws -> [Coordinate] {
        let found = places.map(RoadPlace.position)
        guard found.contains(nil) else { return found.compactMap { $0 } }
        let workplace = try Workplace(try global.settings())
        let known = RoadPlace.all(of: try await workplace.desk.townData(try await workplace.town(townOption)))
        return try zip(places, found).map { text, position in
            if let position { return position }
            guard let place = known.first(where: { $0.id == text }) else {
                throw CommandFailure(
                    .inputMissing, "'\(text)' is neither latitude,longitude nor a site, depot or disposal site of the town")
            }
            return place.coordinate
        }
    }
}
