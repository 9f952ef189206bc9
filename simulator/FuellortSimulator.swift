import ArgumentParser

/// The simulator's command line: arguments and wiring; what it does is in Sources/Simulation.
@main
struct FuellortSimulator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuellort-simulator",
        abstract:
            "A made-up town that fills, is measured and is emptied: the same seed gives the same town and the same readings.",
        discussion: """
            A week of a whole town in the service:
              fuellort-simulator town --seed 1 --output town
              fuellort containers import town
              fuellort-simulator publish --seed 1 --town-folder town --days 7
            Live, until Ctrl-C:
              fuellort-simulator publish --seed 1 --town-folder town --speed 1
            Look at what would be sent, without a broker:
              fuellort-simulator publish --town-folder town --days 1 --print | head

            Data goes to stdout, messages to stderr.
            Exit codes: 0 done · 64 wrong usage · 65 the town's files or a plan are wrong · 66 a file or folder is missing
              69 the broker is not available · 70 fault of the program · 73 can not write
            """,
        subcommands: [TownCommand.self, PublishCommand.self, SeasonCommand.self, SensorsCommand.self])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            Console.message("fuellort-simulator: \(failure.description)")
            exit(withError: ExitCode(failure.status.rawValue))
        } catch {
            exit(withError: error)
        }
    }
}

/// What went wrong, with the remedy.
struct Failure: Error, CustomStringConvertible {
    /// Exit codes after sysexits(3).
    enum Status: Int32 {
        case wrongData = 65
        case inputMissing = 66
        case notAvailable = 69
        case canNotWrite = 73
    }

    var status: Status
    var description: String

    init(_ status: Status, _ description: String) {
        self.status = status
        self.description = description
    }
}
