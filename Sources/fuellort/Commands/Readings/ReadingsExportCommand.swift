import ArgumentParser
import Dispatching
import Model
import Reports

struct ReadingsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print readings as CSV or JSON, oldest first.",
        discussion: "Times are RFC 3339 (2026-03-02T06:00:00Z) or days, which begin at local midnight.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var output: OutputOption

    @Option(name: .long, help: "First moment; seven days ago when left out.")
    var from: String?

    @Option(name: .long, help: "The moment before which to end; now when left out.")
    var to: String?

    @Option(name: .long, help: "Only this slot.")
    var slot: String?

    @Flag(name: .long, help: "CSV as German Excel reads it: semicolon, decimal comma, byte order mark.")
    var excelDe = false

    private static let pageSize = 10_000

    func run() async throws {
        let place = try Workplace(try global.settings())
        let town = try await place.town(townOption)
        let clock = try await place.desk.townData(town).town.clock
        let form = "a time such as 2026-03-02T06:00:00Z or a day such as 2026-03-02"
        let now = Workplace.now()
        let end = try to.map { try parsed($0, as: form) { MomentArgument.moment($0, clock: clock) } } ?? now.adding(seconds: 1)
        let start = try from.map { try parsed($0, as: form) { MomentArgument.moment($0, clock: clock) } } ?? end.adding(days: -7)
        let rows = ReadingRows(dialect: excelDe ? .excelGerman : .standard, clock: clock)
        if !output.json { Console.write(rows.header) }
        var after: ReadingPosition?
        var isFirst = true
        if output.json { Console.write("[") }
        while true {
            let page = try await place.desk.readings(
                town: town, slot: slot.map { SlotID($0) }, from: start, to: end, after: after, limit: Self.pageSize)
            for reading in page {
                if output.json {
                    let document = try DocumentEncoder.json(ReadingDocument(reading))
                    Console.write((isFirst ? "\n" : ",\n") + String(decoding: document, as: UTF8.self))
                    isFirst = false
                }
            }
            if !output.json { Console.write(page.map(rows.row).joined()) }
            guard page.count == Self.pageSize, let last = page.last else { break }
            after = ReadingPosition(measuredAt: last.measuredAt, slot: last.slot)
        }
        if output.json { Console.line("\n]") }
    }
}
