import ArgumentParser

/// The command line: one file a subcommand under `Commands/`, no work in them beyond calling the desk.
@main
struct Fuellort: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuellort",
        abstract: "Empties public containers by need: sensor readings in, tours out.",
        discussion: """
            The way of a day:
              fuellort containers import config/towns/example
                  what the town has, from plain files
              fuellort serve
                  listens to the sensors, answers over HTTP
              fuellort containers list --due
                  what is full, and how sure that is
              fuellort plan
                  tomorrow's tours
              fuellort doctor
                  finds what is wrong and says what to do

            Data goes to stdout, messages to stderr. Reading commands take --json.
            Settings: flags > environment (FUELLORT_…) > file > default.
            Completion: fuellort --generate-completion-script bash|zsh|fish

            Exit codes:
               0 done                 70 fault of the program
               1 a check found        73 can not create the file
                 problems             74 disk
              64 wrong usage          75 locked, try again
              65 wrong data           78 wrong settings
              66 input missing
              69 not available
            """,
        version: version,
        subcommands: [
            ServeCommand.self, PlanCommand.self, ContainersCommand.self, ReadingsCommand.self, SitesCommand.self,
            VehiclesCommand.self,
            AlarmsCommand.self, IngestCommand.self, DevicesCommand.self, ClaimsCommand.self, QuarantineCommand.self,
            ForecastCommand.self, DecodeCommand.self, DoctorCommand.self, ConfigCommand.self, SolveCommand.self,
            RoadsCommand.self,
            VerifyCommand.self, EvaluateCommand.self,
        ])

    static let version = "0.1.0"

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error where ExitStatus.isOurs(error) {
            Console.message("fuellort: \(error)")
            exit(withError: ExitStatus(of: error).code)
        } catch {
            exit(withError: error)
        }
    }
}
