import ArgumentParser
import Model
import Reports
import Roads
import Settings

struct RoadsStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What the network file holds, and what each vehicle profile makes of it.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var roadsOptions: RoadsOptions
    @OptionGroup var output: OutputOption

    private struct Profile: Encodable {
        var name: String
        var title: String
        var states: Int
        var turns: Int
        var periods: [String]
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
        let profiles = known.map { profile in
            do {
                let roads = try network.roads(for: profile, adjustments: adjustments)
                return Profile(
                    name: profile.name, title: profile.title, states: roads.stateCount, turns: roads.turnCount,
                    periods: profile.periods.map(\.name), problem: nil)
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
                    report: info.report, attribution: info.attribution))
        }
        Console.line("\(network.path): \(network.byteCount / 1024) kB, version \(info.version), from \(info.source)")
        Console.line("longitude \(info.west) to \(info.east), latitude \(info.south) to \(info.north)")
        for line in info.report.lines { Console.line("  \(line)") }
        var table = Console.table([
            ("PROFILE", .left), ("TITLE", .left), ("STATES", .right), ("TURNS", .right), ("PERIODS", .left),
        ])
        for profile in profiles {
            table.add([
                profile.name == chosen.name ? "\(profile.name) *" : profile.name, profile.title, String(profile.states),
                String(profile.turns), profile.problem ?? profile.periods.joined(separator: ", "),
            ])
        }
        Console.show(table)
        Console.line(info.attribution)
    }
}
