import ArgumentParser
import Dispatching
import Foundation
import Model
import TownFiles

struct ContainersImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import what a town has from a folder of plain files, or one part of it from a file; all or nothing.",
        discussion:
            "The files are described in docs/town-files.md; config/towns/example is an example. Every fault is named with its place. "
            + "A single file, such as weather.csv, replaces its part of the town; of the weather, the days it names."
    )

    @Argument(help: ArgumentHelp("The folder, or one of its files.", valueName: "path"), completion: .file())
    var folder: String

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption

    @Flag(name: .long, help: "Check only; change nothing.")
    var dryRun = false

    func run() async throws {
        var isFolder: ObjCBool = true
        if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), !isFolder.boolValue {
            return try await importFile()
        }
        let data = try TownFileReader.read(try TownFolder.files(of: folder))
        let summary =
            "town '\(data.town.id)' (\(data.town.name)): \(data.sites.count) sites, \(data.slots.count) slots, \(data.devices.count) sensors, "
            + "\(data.vehicles.count) vehicles, \(data.depots.count) depots, \(data.disposalSites.count) disposal sites"
        guard !dryRun else { return Console.message("nothing wrong in \(folder): \(summary)") }
        let place = try Workplace(try global.settings(), writes: true)
        try await place.desk.replaceTown(data)
        Console.message("imported \(summary)")
    }

    private func importFile() async throws {
        let name = (folder as NSString).lastPathComponent
        guard let file = TownFile(named: name) else {
            throw CommandFailure(
                .wrongData,
                "\(folder): no file of a town has this name; known are \(TownFile.allCases.map(\.name).joined(separator: ", "))")
        }
        guard let bytes = FileManager.default.contents(atPath: folder) else {
            throw CommandFailure(.inputMissing, "\(folder) can not be read: check its permissions")
        }
        let place = try Workplace(try global.settings(), writes: !dryRun)
        let town = try await place.desk.townData(try await place.town(townOption))
        let data = try TownFileReader.read(file, named: name, bytes: [UInt8](bytes), over: town)
        guard !dryRun else { return Console.message("nothing wrong in \(folder)") }
        try await place.desk.replaceTown(data)
        Console.message("imported \(name) into town '\(town.town.id)'")
    }
}

/// The files of a town in a folder.
enum TownFolder {
    static func files(of folder: String) throws -> [String: [UInt8]] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw CommandFailure(.inputMissing, "\(folder) is not a readable folder: name the one that holds town.yaml")
        }
        var files: [String: [UInt8]] = [:]
        for name in names where TownFileReader.concerns(name) {
            let path = "\(folder)/\(name)"
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw CommandFailure(.inputMissing, "\(path) can not be read: check its permissions")
            }
            files[name] = [UInt8](bytes)
        }
        return files
    }

    /// Writes the files; each is complete or not there at all.
    static func write(_ files: [String: [UInt8]], to folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
                try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name), options: .atomic)
            }
        } catch {
            throw CommandFailure(.canNotCreate, "\(folder) can not be written: \(error.localizedDescription)")
        }
    }
}
