import ArgumentParser

struct ReadingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readings", abstract: "What was measured: export, count, or enter a level that somebody saw.",
        subcommands: [ReadingsExportCommand.self, ReadingsAddCommand.self, ReadingsCountCommand.self])
}
