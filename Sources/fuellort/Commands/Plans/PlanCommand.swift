import ArgumentParser

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Make the tours of a day, or look at a plan made before.",
        subcommands: [
            PlanCreateCommand.self, PlanListCommand.self, PlanShowCommand.self, PlanReportCommand.self, PlanExplainCommand.self,
            PlanEditCommand.self,
            PlanUndoCommand.self, PlanRedoCommand.self, PlanHistoryCommand.self, PlanReplanCommand.self, PlanAcceptCommand.self,
            PlanDiscardCommand.self,
        ],
        defaultSubcommand: PlanCreateCommand.self)
}
