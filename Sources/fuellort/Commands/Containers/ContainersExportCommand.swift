import ArgumentParser
import Dispatching
import TownFiles

struct ContainersExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Export all that a town has into a folder that can be imported again.")

    @Argument(help: "The folder; it is made if it is not there.", completion: .directory)
    var folder: String

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption

    func run() async throws {
        let place = try Workplace(try global.settings())
        let files = TownFileWriter.write(try await place.desk.townData(try await place.town(townOption)))
        try TownFolder.write(files, to: folder)
        Console.message("wrote \(files.keys.sorted().joined(separator: ", ")) to \(folder)")
    }
}
