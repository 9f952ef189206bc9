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
        let wording = planOutput.wording(data)
        if planOutput.json {
            try Console.json(ProposalDocument(proposal, wording: wording))
        } else {
            if planOutput.format == .text {
                let text = DifferenceText(
                    proposal.difference, plan: proposal.plan, wording: wording, width: Console.width, style: Console.style)
                Console.write(text.text + "\n")
            }
            try await planOutput.show(proposal.plan, of: data, desk: place.desk)
        }
        guard accept else {
            Console.message(
                "proposal \(proposal.id): `fuellort plan accept \(plan)` makes it the plan, `fuellort plan discard \(plan)` drops it"
            )
            return
        }
        let change = try await place.desk.acceptProposal(
            town: town, plan: PlanID(plan), id: proposal.id, by: "dispatch", reason: nil)
        Console.message("accepted as revision \(change.plan.revision ?? 0)")
    }
}

struct PlanAcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "accept", abstract: "Make a proposal the plan.")

    @Argument(help: "The plan.") var plan: String
    @Argument(help: "The proposal; the newest one of the plan when none is named.") var proposal: String?
    @Option(name: .long, help: "Who: a role or a desk.") var by = "dispatch"
    @Option(name: .long, help: "Why.") var reason: String?
    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var planOutput: PlanOutput

    func run() async throws {
        try await PlanChanges(global, townOption, planOutput) {
            let id = try await $0.proposalMeant(proposal, town: $1, plan: PlanID(plan))
            return try await $0.acceptProposal(town: $1, plan: PlanID(plan), id: id, by: by, reason: reason)
        }.show()
    }
}

struct PlanDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "discard", abstract: "Drop a proposal.")

    @Argument(help: "The plan.") var plan: String
    @Argument(help: "The proposal; the newest one of the plan when none is named.") var proposal: String?
    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption

    func run() async throws {
        let place = try Workplace(try global.settings(), writes: true)
        let town = try await place.town(townOption)
        let id = try await place.desk.proposalMeant(proposal, town: town, plan: PlanID(plan))
        try await place.desk.discardProposal(town: town, plan: PlanID(plan), id: id)
        Console.message("discarded \(id)")
    }
}

extension DispatchDesk {
    /// The proposal that is named, by its whole name or without the plan's in front of it; else the newest one that waits.
    fileprivate func proposalMeant(_ name: String?, town: TownID, plan: PlanID) async throws -> PlanID {
        let waiting = try await proposals(town: town, plan: plan)
        if let name { return waiting.first { $0.id.rawValue == "\(plan).\(name)" }?.id ?? PlanID(name) }
        guard let newest = waiting.max(by: { $0.createdAt < $1.createdAt }) else {
            throw CommandFailure(.inputMissing, "no proposal waits for plan \(plan): `fuellort plan replan \(plan)` makes one")
        }
        return newest.id
    }
}
