import ArgumentParser
import Dispatching
import Model
import Reports

struct ContainersShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Everything about one container: level, forecast, reasons, the last days.")

    @Argument(help: "The slot, as `containers list` shows it.")
    var slot: String

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var output: OutputOption

    @Option(name: .long, help: "Days of history to show.")
    var days = 7

    func run() async throws {
        let place = try Workplace(try global.settings())
        let town = try await place.town(townOption)
        let id = SlotID(slot)
        let names = TownNames(try await place.desk.townData(town))
        let wording = Wording(names: names, language: names.language)
        let status = try await place.desk.container(town: town, slot: id, dueOn: nil)
        if output.json { return try Console.json(ContainerDocument(status, wording: wording)) }
        Console.line(facts(status, wording).map { "\($0.0): \($0.1)" }.joined(separator: "\n"))
        let from = status.asOf.adding(days: -Double(max(1, days)))
        let history = try await place.desk.levelSummaries(town: town, slot: id, from: from, to: status.asOf, by: .day)
        guard !history.isEmpty else { return }
        var table = Console.table([
            ("DAY", .left), ("LOWEST", .right), ("MEAN", .right), ("HIGHEST", .right), ("READINGS", .right),
        ])
        for day in history {
            table.add([
                wording.format.day(names.clock.day(of: day.start)), wording.format.percent(day.minimum),
                wording.format.percent(day.mean), wording.format.percent(day.maximum), String(day.count),
            ])
        }
        Console.line()
        Console.show(table)
    }

    private func facts(_ status: ContainerStatus, _ wording: Wording) -> [(String, String)] {
        let format = wording.format
        var facts = [
            ("slot", status.slot.id.rawValue), ("site", "\(status.site.name) (\(status.site.id))"),
            ("fraction", wording.name(status.slot.fraction)), ("container", status.slot.container?.rawValue ?? "none"),
            ("type", status.type?.name ?? "unknown"), ("sensor", status.slot.device?.rawValue ?? "none"),
        ]
        if let level = status.current?.level, let age = status.ageSeconds {
            facts.append(("level", "\(format.percent(level)), \(format.age(seconds: age)) old"))
            facts.append(("trust", format.percent(status.current?.trust ?? 0)))
        } else {
            facts.append(("level", "no data"))
        }
        if !status.qualityReasons.isEmpty {
            facts.append(("doubts", status.qualityReasons.map { wording.name(qualityReason: $0) }.joined(separator: ", ")))
        }
        if let emptied = status.current?.lastEmptying { facts.append(("last emptying", format.dayAndTime(emptied.at))) }
        if let forecast = status.forecast {
            facts.append(
                ("grows", "\(format.number(forecast.ratePerDay * 100, digits: 1)) points a day, from \(forecast.basis.rawValue)"))
            facts += (forecast.influences ?? []).map { ("expected", wording.sentence($0)) }
            if let full = forecast.fullAt { facts.append(("full", fullText(full, forecast, format))) }
        }
        if let reason = status.dueReason { facts.append(("due today", wording.sentence(reason))) }
        return facts
    }

    private func fullText(_ full: Timestamp, _ forecast: LevelForecast, _ format: LocalFormat) -> String {
        guard full > forecast.asOf else { return "already (\(format.percent(forecast.fullLevel)) is reached)" }
        let range = [forecast.fullEarliest, forecast.fullLatest].map { $0.map(format.dayAndTime) ?? "later" }
        return "\(format.dayAndTime(full)), 80% sure between \(range[0]) and \(range[1])"
    }
}
