import ArgumentParser
import Dispatching
import Model
import Reports

struct PlanCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Choose what is to be emptied and compute the tours (the default).")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var planOutput: PlanOutput

    @Option(name: .long, help: "The day: today, tomorrow or 2026-03-02.")
    var day = "tomorrow"

    @Option(name: .long, help: ArgumentHelp("A vehicle that stays at home; may be given more than once.", valueName: "vehicle"))
    var without: [String] = []

    @Option(name: .long, help: "How many containers may get another vehicle than the one that usually empties them.")
    var changeBudget: Int?

    @Option(name: .long, help: "Time the search of a day may take; setting planning.seconds.")
    var seconds: Double?

    @Option(name: .long, help: "Search steps of a day instead of time; the same seed and number give the same plan.")
    var iterations: Int?

    @Option(name: .long, help: "Seed of the search; setting planning.seed.")
    var seed: UInt64?

    @Option(
        name: .long,
        help: ArgumentHelp("Plan from a state file instead of the store; nothing is saved.", valueName: "state.json"),
        completion: .file())
    var input: String?

    @Option(name: .long, help: "Plan so many days together, 1 to 14, and save a plan for each.")
    var days: Int?

    func validate() throws {
        guard days.map({ (1...14).contains($0) }) ?? true else { throw ValidationError("--days is 1 to 14.") }
    }

    func run() async throws {
        if let input {
            return try await StateFile.plan(input, json: planOutput.json, seconds: seconds, iterations: iterations, seed: seed)
        }
        var flags: [String: (flag: String, text: String)] = [:]
        if let seconds { flags["planning.seconds"] = ("--seconds", "\(seconds)") }
        if let iterations { flags["planning.iterations"] = ("--iterations", "\(iterations)") }
        let place = try Workplace(try global.settings(adding: flags), writes: true)
        let town = try await place.town(townOption)
        let data = try await place.desk.townData(town)
        let today = data.town.clock.day(of: Workplace.now())
        let wanted = try parsed(day, as: "a day (today, tomorrow or 2026-03-02)") { DayArgument.day($0, today: today) }
        if wanted < today { Console.message("note: \(wanted) is over; the plan is made from what is known now") }
        let order = PlanOrder(
            day: wanted, withoutVehicles: without.map { VehicleID($0) }, seed: seed, iterations: iterations,
            changeBudget: changeBudget)
        if let days, days > 1 {
            let plans = try await place.desk.createPlans(town: town, order: order, days: days)
            return try await planOutput.show(plans, of: data, desk: place.desk)
        }
        let result = try await place.desk.createPlan(town: town, order: order)
        let plan = result.plan
        try await planOutput.show(plan, of: data, desk: place.desk)
        if let changed = result.changedSlots {
            Console.message("\(changed.count) containers are with another vehicle than usual")
        }
        Console.message("saved as \(plan.id)")
    }
}
