import ArgumentParser
import Dispatching
import Model

struct PlanShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a plan; the newest one when none is named.")

    @Argument(help: "The plan, as `plan list` shows it.")
    var plan: String?

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var planOutput: PlanOutput

    func run() async throws {
        let place = try Workplace(try global.settings())
        let town = try await place.town(townOption)
        let data = try await place.desk.townData(town)
        let found: Plan?
        if let plan {
            found = try await place.desk.plan(town: town, id: PlanID(plan))
        } else {
            found = try await place.desk.plans(town: town, day: nil, before: nil, limit: 1).first
        }
        guard let found else { throw CommandFailure(.inputMissing, "there is no plan yet: make one with `fuellort plan`") }
        try await planOutput.show(found, of: data, desk: place.desk)
    }
}
