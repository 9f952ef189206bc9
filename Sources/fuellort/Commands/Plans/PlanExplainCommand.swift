import ArgumentParser
import Dispatching
import Model
import Reports

struct PlanExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Why a container is emptied or stays; without one, what holds the plan back and what one more hour or truck would bring."
    )

    @Argument(help: "The plan, as `plan list` shows it; the newest one when none is named.")
    var plan: String?

    @Option(name: .long, help: ArgumentHelp("The container's slot.", valueName: "slot"))
    var slot: String?

    @Option(name: .long, help: "Language of the sentences, de or en; the town's own when left out.")
    var language: String?

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var output: OutputOption

    func validate() throws {
        if let language, Language(rawValue: language) == nil {
            throw ValidationError("'\(language)' is not a language: de or en.")
        }
    }

    func run() async throws {
        let place = try Workplace(try global.settings())
        let town = try await place.town(townOption)
        let names = TownNames(try await place.desk.townData(town))
        let wording = Wording(names: names, language: language.flatMap(Language.init(rawValue:)) ?? names.language)
        var id = plan.map { PlanID($0) }
        if id == nil { id = try await place.desk.plans(town: town, day: nil, before: nil, limit: 1).first?.id }
        guard let id else { throw CommandFailure(.inputMissing, "there is no plan yet: make one with `fuellort plan`") }
        if let slot {
            let answer = try await place.desk.explain(town: town, plan: id, slot: SlotID(slot), language: wording.language)
            if output.json { return try Console.json(ExplanationDocument(answer, plan: id, wording: wording)) }
            for sentence in answer.sentences { Console.line(sentence) }
        } else {
            let answer = try await place.desk.limits(town: town, plan: id, language: wording.language)
            if output.json { return try Console.json(answer) }
            for sentence in answer.sentences { Console.line(sentence) }
        }
    }
}
