import ArgumentParser

struct RoadsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roads", abstract: "The town's road network, from an OpenStreetMap extract.",
        discussion: """
            fuellort roads import region.osm.pbf --town dortmund --output dortmund.roads
                reads the extract, cuts it to the town, writes the network file
            fuellort roads check
                places that the truck reaches badly or not at all
            Map data: © OpenStreetMap contributors (ODbL).
            """,
        subcommands: [
            RoadsImportCommand.self, RoadsStatusCommand.self, RoadsPathCommand.self, RoadsMatrixCommand.self,
            RoadsCheckCommand.self,
        ])
}

/// Which network, which vehicle, which part of the day.
struct RoadsOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Network file; setting roads.file.", valueName: "file"), completion: .file())
    var network: String?

    @Option(name: .long, help: ArgumentHelp("Vehicle profile, by name or file; setting roads.profile.", valueName: "profile"))
    var profile: String?

    @Option(name: .long, help: ArgumentHelp("Part of the day that the profile names, such as morning-peak.", valueName: "name"))
    var period: String?

    @Option(
        name: .long, help: ArgumentHelp("File of closed and slow roads; setting roads.adjustments.", valueName: "file"),
        completion: .file())
    var adjustments: String?

    var flags: [String: (flag: String, text: String)] {
        var flags: [String: (flag: String, text: String)] = [:]
        if let network { flags["roads.file"] = ("--network", network) }
        if let profile { flags["roads.profile"] = ("--profile", profile) }
        if let adjustments { flags["roads.adjustments"] = ("--adjustments", adjustments) }
        return flags
    }
}
