import ArgumentParser
import Dispatching
import Model
import Reports

struct PlanListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the plans that were made, newest first.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var output: OutputOption

    @Option(name: .long, help: "Only the plans of this day: today, tomorrow or 2026-03-02.")
    var day: String?

    @Option(name: .long, help: "At most this many.")
    var limit = 20

    func run() async throws {
        let place = try Workplace(try global.settings())
        let town = try await place.town(townOption)
        let clock = try await place.desk.townData(town).town.clock
        let today = clock.day(of: Workplace.now())
        let wanted = try day.map {
            try parsed($0, as: "a day (today, tomorrow or 2026-03-02)") { DayArgument.day($0, today: today) }
        }
        let plans = try await place.desk.plans(town: town, day: wanted, before: nil, limit: max(1, limit))
        if output.json { return try Console.json(PageDocument(items: plans.map(PlanSummaryDocument.init))) }
        var table = Console.table([
            ("PLAN", .left), ("DAY", .left), ("TOURS", .right), ("CONTAINERS", .right), ("KM", .right), ("LEFT OUT", .right),
            ("VIOLATIONS", .right),
        ])
        for plan in plans {
            let totals = plan.totals
            table.add([
                plan.id.rawValue, "\(plan.day)", String(plan.tours.count), String(totals.containers),
                String(Int((Double(totals.distanceMetres) / 1000).rounded())), String(plan.leftOut.count),
                String(plan.violations.count),
            ])
        }
        Console.show(table)
    }
}
