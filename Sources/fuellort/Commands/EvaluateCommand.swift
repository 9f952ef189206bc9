import ArgumentParser
import Dispatching
import Model
import Reports

struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "What the driven weeks saved against the fixed plan, with its range, or that they saved nothing.",
        discussion: """
            Replays the whole weeks between two days with every slot's fixed rhythm, on the same vehicles, rules and ways, and compares
            ways, hours, litres, CO₂ and overfull hours with the plans that were driven. Says so when no saving is shown, and refuses
            with the reason when the data do not allow a finding. See docs/evaluation.md.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var output: OutputOption

    @Option(name: .long, help: "First day, such as 2026-03-02; whole weeks count.")
    var from: String

    @Option(name: .long, help: "Last day, included.")
    var to: String

    @Option(name: .long, help: "What to compare with: rhythm, the slots' fixed rhythms.")
    var baseline = "rhythm"

    @Option(name: .long, help: "Language of the sentences: de or en; else the town's.")
    var lang: String?

    func run() async throws {
        let place = try Workplace(try global.settings())
        let town = try await place.town(townOption)
        let names = TownNames(try await place.desk.townData(town))
        let today = names.clock.day(of: Workplace.now())
        let first = try parsed(from, as: "a day (2026-03-02)") { DayArgument.day($0, today: today) }
        let last = try parsed(to, as: "a day (2026-03-02)") { DayArgument.day($0, today: today) }
        let against = try parsed(baseline, as: "a baseline (rhythm)") { EvaluationBaseline(rawValue: $0) }
        let language = try lang.map { try parsed($0, as: "a language (de or en)") { Language(rawValue: $0) } } ?? names.language
        let evaluation = try await place.desk.evaluation(town: town, from: first, to: last, baseline: against)
        if output.json { return try Console.json(EvaluationDocument(evaluation, language: language)) }
        for line in EvaluationText(evaluation, language: language).lines { Console.line(line) }
    }
}
