import ArgumentParser
import Foundation
import Model
import Simulation

struct TownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "town", abstract: "Make up a town and write it as plain files.",
        discussion: """
            About 550 sites with 2,500 containers of glass, paper and textiles and 400 litter bins around the districts of Dortmund and
            Schwerte, depots, disposal sites, 12 vehicles and a fixed rhythm for every container. The files are described in
            docs/town-files.md and go into the service with `fuellort containers import`.
            """)

    @Option(help: "The same seed gives the same town, byte for byte.")
    var seed: UInt64 = 1

    @Option(help: "Folder to write to; with two towns each gets a folder of its name in it.", completion: .directory)
    var output: String

    @Option(
        help: ArgumentHelp(
            "Write the town's streets as an OpenStreetMap file, for `fuellort roads import`.", valueName: "file.osm"),
        completion: .file(extensions: ["osm"]))
    var streets: String?

    @Option(
        help: ArgumentHelp(
            "Stand the sites at the streets of a real OpenStreetMap extract (.osm.pbf or .osm).", valueName: "file"),
        completion: .file(extensions: ["pbf", "osm"]))
    var osm: String?

    @Option(help: "demo: both municipalities as one town. dortmund,schwerte: two towns (tenants), or name one of them.")
    var towns = "demo"

    @Option(help: "Share of glass, paper and textile containers with a sensor, 0 to 1.")
    var sensorShare = 0.85

    @Option(help: "Share of litter bins with a sensor, 0 to 1.")
    var litterSensorShare = 0.5

    @Flag(help: "Print a summary as JSON.")
    var json = false

    func validate() throws {
        guard osm == nil || streets == nil else {
            throw ValidationError("--osm takes real streets, --streets writes the made-up ones: give one of them.")
        }
        guard (0...1).contains(sensorShare), (0...1).contains(litterSensorShare) else {
            throw ValidationError("Shares of sensors are 0 to 1.")
        }
        let names = towns.split(separator: ",")
        guard towns == "demo" || (!names.isEmpty && names.allSatisfy { $0 == "dortmund" || $0 == "schwerte" }) else {
            throw ValidationError("'\(towns)' names no towns: use demo, or dortmund,schwerte.")
        }
    }

    func run() async throws {
        var demo = DemoTown(seed: seed)
        demo.sensorShare = sensorShare
        demo.litterSensorShare = litterSensorShare
        if let osm, !demo.stand(at: try RealStreets.kerbs(of: osm)) {
            throw Failure(.wrongData, "\(osm) has no street with a name: take an extract of a town")
        }
        if let streets {
            let network = demo.streets()
            demo.kerbs = network.kerbs
            try TownFolder.write(network.openStreetMapXML(), to: streets)
        }
        let names = towns.split(separator: ",").map(String.init)
        let made = towns == "demo" ? [demo.town()] : demo.twoTowns().filter { names.contains($0.town.id.rawValue) }
        for town in made {
            let folder = made.count == 1 ? output : "\(output)/\(town.town.id)"
            try TownFolder.write(town, to: folder)
            if !json { Console.message("\(folder): \(TownSummary(town, folder: folder).text)") }
        }
        if json { try Console.json(made.map { TownSummary($0, folder: made.count == 1 ? output : "\(output)/\($0.town.id)") }) }
    }
}

/// What a town has, counted.
struct TownSummary: Encodable {
    var town: String
    var folder: String
    var sites: Int
    var slots: Int
    var slotsByFraction: [String: Int]
    var sensors: Int
    var vehicles: Int
    var depots: Int
    var disposalSites: Int

    init(_ data: TownData, folder: String) {
        town = data.town.id.rawValue
        self.folder = folder
        sites = data.sites.count
        slots = data.slots.count
        slotsByFraction = Dictionary(data.slots.map { ($0.fraction.rawValue, 1) }, uniquingKeysWith: +)
        sensors = data.devices.count
        vehicles = data.vehicles.count
        depots = data.depots.count
        disposalSites = data.disposalSites.count
    }

    var text: String {
        "town '\(town)' with \(sites) sites, \(slots) slots, \(sensors) sensors, \(vehicles) vehicles, \(depots) depots, "
            + "\(disposalSites) disposal sites"
    }
}
