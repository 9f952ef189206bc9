import ArgumentParser
import Dispatching
import Model
import Reports

struct PlanReplanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replan", abstract: "Plan the rest of the day anew; a proposal to be accepted or discarded.",
        discussion: "Keeps what is driven and locked, and stays close to the plan that the crews have.")

    @Argument(help: "The plan.") var plan: String
    @Option(name: .long, help: "From when on: 10:15 by the town's clock, or RFC 3339; now when left out.") var at: String?
    @Flag(name: .long, help: "What crews checked off counts as driven, not what the plan says.") var checkOffs = false
    @Option(name: .long, help: "A vehicle that can not go on; may be given more than once.") var without: [String] = []
    @Option(name: .long, help: "A vehicle that is full; may be given more than once.") var full: [String] = []
    @Option(name: .long, help: "A container to be emptied besides; may be given more than once.") var slot: [String] = []
    @Option(name: .long, help: "How many containers may change their vehicle.") var changeBudget: Int?
    @Option(name: .long, help: "Time the search may take.") var seconds: Double?
    @Option(name: .long, help: "Search steps instead of time.") var iterations: Int?
    @Flag(name: .long, help: "Accept it at once.") var accept = false

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var planOutput: PlanOutput

    func run() async throws {
        let place = try Workplace(try global.settings(), writes: true)
        let town = try await place.town(townOption)
        let data = try await place.desk.townData(town)
        let day = try await place.desk.plan(town: town, id: PlanID(plan)).day
        let moment = try at.map { text in
            try parsed(text, as: "a time such as 10:15") {
                Timestamp(rfc3339: $0) ?? TimeOfDay($0).map { data.town.clock.moment(day, $0) }
            }
        }
        let order = ReplanOrder(
            at: moment, driven: checkOffs ? .checkOffs : .byPlan, withoutVehicles: without.map { VehicleID($0) },
            fullVehicles: full.map { VehicleID($0) }, slots: slot.map { SlotID($0) }, changeBudget: changeBudget,
            seconds: seconds, iterations: iterations)
        let proposal = try await place.desk.replan(town: town, id: PlanID(plan), order: order)
        let wording = Wording(names: TownNames(data), language: TownNames(data).language)
        if planOutput.json {
            try Console.json(ProposalDocument(proposal, wording: wording))
        } else {
            show(proposal.difference, wording)
            try await planOutput.show(proposal.plan, of: data, desk: place.desk)
        }
        guard accept else {
            Console.message("proposal \(proposal.id): `fuellort plan accept \(plan) \(proposal.id)` or `… discard …`")
            return
        }
        let change = try await place.desk.acceptProposal(
            town: town, plan: PlanID(plan), id: proposal.id, by: "dispatch", reason: nil)
        Console.message("accepted as revision \(change.plan.revision ?? 0)")
    }

    private func show(_ difference: PlanDifference, _ wording: Wording) {
        var table = Console.table([("SLOT", .left), ("PLACE", .left), ("BEFORE", .left), ("AFTER", .left)])
        for change in difference.added + difference.removed + difference.moved {
            table.add([
                change.slot.rawValue, wording.names.site(of: change.slot)?.name ?? "",
                change.before.map { wording.names.vehicle($0) } ?? "–", change.after.map { wording.names.vehicle($0) } ?? "–",
            ])
        }
        Console.show(table)
        let (before, after) = (difference.before, difference.after)
        Console.line(
            "\(wording(.headingDistance)) \(wording.format.number(Double(before.distanceMetres) / 1000, digits: 1)) → "
                + "\(wording.format.number(Double(after.distanceMetres) / 1000, digits: 1)) km, \(wording(.headingContainers)) "
                + "\(before.containers) → \(after.containers)")
        Console.line()
    }
}

struct PlanAcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "accept", abstract: "Make a proposal the plan.")

    @Argument(help: "The plan.") var plan: String
    @Argument(help: "The proposal.") var proposal: String
    @Option(name: .long, help: "Who: a role or a desk.") var by = "dispatch"
    @Option(name: .long, help: "Why.") var reason: String?
    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var planOutput: PlanOutput

    func run() async throws {
        try await PlanChanges(global, townOption, planOutput) {
            try await $0.acceptProposal(town: $1, plan: PlanID(plan), id: PlanID(proposal), by: by, reason: reason)
        }.show()
    }
}

struct PlanDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "discard", abstract: "Drop a proposal.")

    @Argument(help: "The plan.") var plan: String
    @Argument(help: "The proposal.") var proposal: String
    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption

    func run() async throws {
        let place = try Workplace(try global.settings(), writes: true)
        let town = try await place.town(townOption)
        try await place.desk.discardProposal(town: town, plan: PlanID(plan), id: PlanID(proposal))
        Console.message("discarded \(proposal)")
    }
}
