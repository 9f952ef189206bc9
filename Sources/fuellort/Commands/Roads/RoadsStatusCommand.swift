import ArgumentParser
import Dispatching
import Foundation
import Model
import Reports
import Roads
import Settings

struct RoadsStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What the network file holds, and what each vehicle profile makes of it.",
        discussion: """
            DETOUR says how much longer than the straight line ways are, learned from the places of the town in the database (of a table
            with --places, else from junctions of the network). Ways that have to be estimated are multiplied by it.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var placesOptions: RoadPlacesOptions
    @OptionGroup var roadsOptions: RoadsOptions
    @OptionGroup var output: OutputOption

    private struct Profile: Encodable {
        var name: String
        var title: String
        var states: Int
        var turns: Int
        var periods: [String]
        /// Of the ways between the places; left out where there are too few.
        var detour: DetourDocument?
        /// By length of the great circle.
        var detourBands: [DetourFactor.Band] = []
        var problem: String?
    }

    private struct Status: Encodable {
        var file: String
        var bytes: Int
        var version: String
        var source: String
        var bbox: [Double]
        var profile: String
        var profiles: [Profile]
        /// `town`, `table` or `junctions`: whose places the detours were learned from.
        var detourPlaces: String
        /// Of tours with kilometres by the odometer; left out with fewer than three.
        var drivenDetour: DetourDocument?
        var report: ImportReport
        var attribution: String
    }

    func run() async throws {
        let settings = try global.settings(adding: roadsOptions.flags)
        let place = RoadsSettings(settings: settings)
        let network = try place.network()
        let adjustments = try place.adjustments()
        let chosen = try place.profile()
        var known = try VehicleProfile.all(inFolder: settings.text("roads.profiles"))
        if !known.contains(chosen) { known.append(chosen) }
        let (basis, sample, driven) = try await places(network)
        let profiles = known.map { profile in
            do {
                let roads = try network.roads(for: profile, adjustments: adjustments)
                let detour = roads.detour(among: sample)
                return Profile(
                    name: profile.name, title: profile.title, states: roads.stateCount, turns: roads.turnCount,
                    periods: profile.periods.map(\.name), detour: detour.map(DetourDocument.init),
                    detourBands: detour?.bands ?? [])
            } catch {
                return Profile(
                    name: profile.name, title: profile.title, states: 0, turns: 0, periods: profile.periods.map(\.name),
                    problem: "\(error)")
            }
        }
        let info = network.info
        if output.json {
            return try Console.snakeJSON(
                Status(
                    file: network.path, bytes: network.byteCount, version: info.version, source: info.source,
                    bbox: [info.west, info.south, info.east, info.north], profile: chosen.name, profiles: profiles,
                    detourPlaces: basis, drivenDetour: driven.map(DetourDocument.init),
                    report: info.report, attribution: info.attribution))
        }
        Console.line("\(network.path): \(network.byteCount / 1024) kB, version \(info.version), from \(info.source)")
        Console.line("longitude \(info.west) to \(info.east), latitude \(info.south) to \(info.north)")
        for line in info.report.lines { Console.line("  \(line)") }
        var table = Console.table([
            ("PROFILE", .left), ("TITLE", .left), ("STATES", .right), ("TURNS", .right), ("DETOUR", .right), ("PERIODS", .left),
        ])
        for profile in profiles {
            table.add([
                profile.name == chosen.name ? "\(profile.name) *" : profile.name, profile.title, String(profile.states),
                String(profile.turns), profile.detour.map { "\($0.factor) (\($0.samples))" } ?? "-",
                profile.problem ?? profile.periods.joined(separator: ", "),
            ])
        }
        Console.show(table)
        Console.line("detour: way ÷ straight line, from pairs of \(Self.words(basis)) (their number)")
        if let driven {
            Console.line("detour of \(driven.samples) tours with kilometres by the odometer: \(DetourDocument(driven).factor)")
        }
        Console.line(info.attribution)
    }

    private static func words(_ basis: String) -> String {
        switch basis {
        case "town": "the town's places"
        case "table": "the places of the table"
        default: "junctions of the network, as no town is named"
        }
    }

    /// The table's places, else those of the town if there is one in the database, else junctions of the network.
    private func places(_ network: RoadNetwork) async throws -> (basis: String, places: [Coordinate], driven: DetourFactor?) {
        if placesOptions.places != nil { return ("table", try await placesOptions.all(global).map(\.coordinate), nil) }
        let junctions = network.sampleJunctions(600)
        let settings = try global.settings()
        guard FileManager.default.fileExists(atPath: settings.text("store.path")) else { return ("junctions", junctions, nil) }
        let workplace = try Workplace(settings)
        let id: TownID
        do { id = try await workplace.town(placesOptions.townOption) } catch {
            // A town that is asked for must be there.
            if placesOptions.townOption.town != nil { throw error }
            return ("junctions", junctions, nil)
        }
        let town = try await workplace.desk.townData(id)
        return ("town", RoadPlace.all(of: town).map(\.coordinate), await workplace.desk.drivenDetour(id)())
    }
}
