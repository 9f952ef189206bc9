import ArgumentParser

struct ContainersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "containers", abstract: "Containers with their levels; import and export of what a town has.",
        subcommands: [
            ContainersListCommand.self, ContainersShowCommand.self, ContainersImportCommand.self, ContainersExportCommand.self,
        ],
        defaultSubcommand: ContainersListCommand.self)
}
