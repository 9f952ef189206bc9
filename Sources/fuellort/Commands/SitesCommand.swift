import ArgumentParser
import Dispatching
import Model
import Reports

struct SitesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sites", abstract: "The sites of a town.", subcommands: [List.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the sites with their containers.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var townOption: TownOption
        @OptionGroup var output: OutputOption

        func run() async throws {
            let place = try Workplace(try global.settings())
            let data = try await place.desk.townData(try await place.town(townOption))
            let names = TownNames(data)
            if output.json { return try Console.json(PageDocument(items: data.sites.map { SiteDocument($0, names: names) })) }
            var table = Console.table([
                ("SITE", .left), ("NAME", .left), ("DISTRICT", .left), ("ZONE", .left), ("SLOTS", .right), ("PLACE", .left),
            ])
            for site in data.sites.sorted(by: { $0.id < $1.id }) {
                table.add([
                    site.id.rawValue, site.name, site.district ?? "-", site.zone.rawValue,
                    String(names.index.slotsBySite[site.id]?.count ?? 0), "\(site.coordinate)",
                ])
            }
            Console.show(table)
        }
    }
}
