import ArgumentParser
import Foundation
import Settings

/// Options that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("Settings file (YAML); also FUELLORT_CONFIG.", valueName: "file"), completion: .file())
    var config: String?

    @Option(name: .long, help: ArgumentHelp("Database file; setting store.path.", valueName: "file"), completion: .file())
    var store: String?

    /// Flags that stand for settings, by dotted path.
    private var flags: [String: (flag: String, text: String)] {
        var flags: [String: (flag: String, text: String)] = [:]
        if let store { flags["store.path"] = ("--store", store) }
        return flags
    }

    /// The settings in force. - Throws: `SettingsError`.
    func settings(adding more: [String: (flag: String, text: String)] = [:]) throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        var file: (path: String, text: String)?
        if let path = config ?? environment["FUELLORT_CONFIG"] {
            do {
                file = (path, try String(contentsOfFile: path, encoding: .utf8))
            } catch {
                throw SettingsError.unreadable(file: path, detail: error.localizedDescription)
            }
        }
        return try Settings(flags: flags.merging(more) { $1 }, environment: environment, file: file)
    }
}

/// The town a command speaks about.
struct TownOption: ParsableArguments {
    @Option(name: .long, help: "Identifier of the town; not needed while there is only one.")
    var town: String?
}

struct OutputOption: ParsableArguments {
    @Flag(name: .long, help: "Print JSON instead of a table.")
    var json = false
}
