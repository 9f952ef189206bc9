import ArgumentParser
import Dispatching
import Model
import Reports

struct ContainersListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List containers with level, age, trust and the day they will be full.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var output: OutputOption

    @Flag(name: .long, help: "Only what is due on --day.")
    var due = false

    @Flag(name: .long, help: "Only containers whose sensor is silent for too long.")
    var silent = false

    @Option(name: .long, help: "Only this fraction, for example glass-green.")
    var fraction: String?

    @Option(name: .long, help: "Only the containers of this site.")
    var site: String?

    @Option(name: .long, help: "Only levels from this share on: 0.8, or 80%.")
    var minLevel: String?

    @Option(name: .long, help: "The day 'due' speaks about: today, tomorrow or 2026-03-02.")
    var day = "today"

    @Option(name: .long, help: "At most this many, fullest first; 0 means all.")
    var limit = 0

    func run() async throws {
        let floor = try minLevel.map { try parsed($0, as: "a share such as 0.8 or 80%", Self.share) }
        let place = try Workplace(try global.settings())
        let town = try await place.town(townOption)
        let names = TownNames(try await place.desk.townData(town))
        let today = names.clock.day(of: Workplace.now())
        let wanted = try parsed(day, as: "a day (today, tomorrow or 2026-03-02)") { DayArgument.day($0, today: today) }
        var found = try await place.desk.containers(town: town, dueOn: wanted).filter { status in
            (!due || status.isDue) && (!silent || status.isSilent)
                && (fraction.map { status.slot.fraction.rawValue == $0 } ?? true)
                && (site.map { status.site.id.rawValue == $0 } ?? true)
                && (floor.map { (status.current?.level ?? -1) >= $0 } ?? true)
        }
        found.sort { ($0.current?.level ?? -1, $1.slot.id) > ($1.current?.level ?? -1, $0.slot.id) }
        let total = found.count
        if limit > 0 { found = Array(found.prefix(limit)) }
        let wording = Wording(names: names, language: names.language)
        if output.json { return try Console.json(PageDocument(items: found.map { ContainerDocument($0, wording: wording) })) }
        Console.show(ContainerText.table(found, wording: wording))
        Console.message(found.count < total ? "\(found.count) of \(total) containers" : "containers: \(total)")
    }

    static func share(_ text: String) -> Double? {
        let value = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
        return value.flatMap { $0.isFinite && (0...3).contains($0) ? $0 : nil }
    }
}
