import ArgumentParser
import Model
import Reports
import Roads

struct RoadsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "List the places that the vehicle reaches badly or not at all.",
        discussion: "Worst first, with what is in the way. Exit code 1 when there are any.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var placesOptions: RoadPlacesOptions
    @OptionGroup var roadsOptions: RoadsOptions
    @OptionGroup var output: OutputOption

    @Option(name: .long, help: ArgumentHelp("From how far off the road a place is listed.", valueName: "metres"))
    var far = 60.0

    private struct Finding: Encodable {
        var id: String
        var name: String
        var latitude: Double
        var longitude: Double
        var kind: RoadFinding.Kind
        var servedFromMetres: Int?
        var street: String?
        var closedStreet: String?
        var way: Int64?
        var text: String
    }

    private struct Document: Encodable {
        var profile: String
        var checked: Int
        var findings: [Finding]
        var attribution: String
    }

    func run() async throws {
        let settings = try global.settings(adding: roadsOptions.flags)
        let places = try await placesOptions.all(global)
        let (_, roads) = try RoadsSettings(settings: settings).roads(period: roadsOptions.period)
        let findings = roads.check(places.map(\.coordinate), farMetres: far).map { finding in
            let place = places[finding.index]
            return Finding(
                id: place.id, name: place.name, latitude: place.coordinate.latitude, longitude: place.coordinate.longitude,
                kind: finding.kind, servedFromMetres: finding.servedFromMetres, street: finding.street,
                closedStreet: finding.closedStreet, way: finding.way, text: finding.text)
        }
        if output.json {
            try Console.snakeJSON(
                Document(
                    profile: roads.profile.name, checked: places.count, findings: findings, attribution: RoadNetwork.attribution))
        } else {
            var table = Console.table([("PLACE", .left), ("NAME", .left), ("METRES", .right), ("FINDING", .left)])
            for finding in findings {
                table.add([finding.id, finding.name, finding.servedFromMetres.map(String.init) ?? "-", finding.text])
            }
            if !findings.isEmpty { Console.show(table) }
            Console.line("\(findings.count) of \(places.count) places to look at, profile \(roads.profile.name)")
            Console.line(RoadNetwork.attribution)
        }
        if !findings.isEmpty { throw ExitStatus.problemsFound.code }
    }
}
