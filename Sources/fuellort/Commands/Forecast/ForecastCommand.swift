import ArgumentParser

struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast", abstract: "How good the forecast is, measured on a history.",
        subcommands: [ForecastEvaluateCommand.self])
}
