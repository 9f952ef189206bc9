import ArgumentParser
import Reports
import Settings

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Settings in force.", subcommands: [Show.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print every setting, its value and where that comes from.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOption

        func run() async throws {
            let settings = try global.settings()
            let rows = SettingKey.all.map { key in
                SettingRow(
                    key: key.path, value: settings.optionalText(key.path),
                    origin: settings[key.path].map { "\($0.place)" } ?? "not set", environment: key.environmentName,
                    help: key.help)
            }
            if output.json { return try Console.json(rows) }
            var table = Console.table([("SETTING", .left), ("VALUE", .left), ("FROM", .left)])
            for row in rows { table.add([row.key, row.value ?? "-", row.origin]) }
            Console.show(table)
        }
    }

    private struct SettingRow: Encodable {
        var key: String
        var value: String?
        var origin: String
        var environment: String
        var help: String
    }
}
