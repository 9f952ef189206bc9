import ArgumentParser
import Dispatching
import Model
import Reports

struct ReadingsAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Enter a level that somebody saw.",
        discussion: "Example: fuellort readings add hoerde-07-glass-green 80%")

    @Argument(help: "The slot, as `containers list` shows it.")
    var slot: String

    @Argument(help: "The level: 0.8 or 80%; more than 100% means overfull.")
    var level: String

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var output: OutputOption

    @Option(name: .long, help: "When it was seen (2026-03-02T06:00:00Z); now when left out.")
    var at: String?

    func run() async throws {
        let share = try parsed(level, as: "a share such as 0.8 or 80%", ContainersListCommand.share)
        let moment = try at.map { try parsed($0, as: "a time such as 2026-03-02T06:00:00Z") { Timestamp(rfc3339: $0) } }
        let place = try Workplace(try global.settings(), writes: true)
        let town = try await place.town(townOption)
        let stored = try await place.desk.enterLevel(town: town, SeenLevel(slot: SlotID(slot), level: share, seenAt: moment))
        if output.json { return try Console.json(ReadingDocument(stored)) }
        Console.message("stored for \(stored.slot) at \(stored.measuredAt)")
    }
}
