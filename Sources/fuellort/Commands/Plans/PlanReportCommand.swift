import ArgumentParser
import Dispatching
import Model
import Reports

struct PlanReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "The figures of a day: planned, emptied, left out, and how far the data can be trusted.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var output: OutputOption

    @Option(name: .long, help: "The day: today, tomorrow or 2026-03-02.")
    var day = "today"

    @Flag(name: .long, help: "CSV as German Excel reads it: semicolon, decimal comma, byte order mark.")
    var excelDe = false

    func run() async throws {
        let place = try Workplace(try global.settings())
        let town = try await place.town(townOption)
        let names = TownNames(try await place.desk.townData(town))
        let today = names.clock.day(of: Workplace.now())
        let wanted = try parsed(day, as: "a day (today, tomorrow or 2026-03-02)") { DayArgument.day($0, today: today) }
        let report = try await place.desk.dayReport(town: town, day: wanted)
        let wording = Wording(names: names, language: names.language)
        if output.json { return try Console.json(DayReportDocument(report, wording: wording)) }
        Console.write(DayReportCSV.document(report, wording: wording, dialect: excelDe ? .excelGerman : .standard))
    }
}
