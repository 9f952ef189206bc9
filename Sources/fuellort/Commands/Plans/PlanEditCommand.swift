import ArgumentParser
import Dispatching
import Foundation
import Model
import Reports

struct PlanEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a plan by hand; rules that it breaks then are listed.",
        discussion: "ACTION is one of \(PlanEdit.actions.joined(separator: ", ")). Positions are the stop's number afterwards.")

    @Argument(help: "The plan.") var plan: String
    @Argument(help: "What to do.") var action: String
    @Option(name: .long, help: "The container's slot.") var slot: String?
    @Option(name: .long, help: "The tour that is changed, by its number or its whole name.") var ofTour: String?
    @Option(name: .long, help: "The vehicle.") var vehicle: String?
    @Option(name: .long, help: "Number of the stop.") var stop: Int?
    @Option(name: .long, help: "Number that the stop shall have afterwards.") var position: Int?
    @Option(name: .long, parsing: .upToNextOption, help: "The stops' numbers now, in the order wanted.") var stops: [Int] = []
    @Option(name: .long, help: "The tour that a stop goes to.") var toTour: String?
    @Option(name: .long, help: "The vehicle that a stop goes to.") var toVehicle: String?
    @Option(name: .long, help: "The disposal site.") var disposalSite: String?
    @Option(name: .long, help: "Length of a break.") var minutes: Int?
    @Option(name: .long, help: "Why; needed when the change breaks rules.") var reason: String?
    @Option(name: .long, help: "Who: a role or a desk.") var by = "dispatch"
    @Flag(name: .long, help: "Only show what would become of it.") var dryRun = false

    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var planOutput: PlanOutput

    func run() async throws {
        let edit = try parsedEdit()
        let change = try await PlanChanges(global, townOption, planOutput) { desk, town in
            try await desk.editPlan(
                town: town, id: PlanID(plan),
                order: PlanEditOrder(edits: [edit], by: by, reason: reason, isPreview: dryRun))
        }
        try await change.show()
    }

    /// The options as one edit, read like those that come over HTTP.
    private func parsedEdit() throws -> PlanEdit {
        var members: [String: Any] = ["action": action]
        members["slot"] = slot
        members["tour"] = ofTour.map(wholeName)
        members["vehicle"] = vehicle
        members["stop"] = stop
        members["position"] = position
        if !stops.isEmpty { members["stops"] = stops }
        members["to_tour"] = toTour.map(wholeName)
        members["to_vehicle"] = toVehicle
        members["disposal_site"] = disposalSite
        members["minutes"] = minutes
        do {
            return try JSONDecoder().decode(PlanEdit.self, from: JSONSerialization.data(withJSONObject: members))
        } catch DecodingError.keyNotFound(let key, _) {
            throw CommandFailure(.wrongUsage, "'\(action)' needs --\(Self.option(key.stringValue))")
        } catch DecodingError.dataCorrupted(let context) {
            throw CommandFailure(.wrongUsage, context.debugDescription)
        }
    }

    private static func option(_ member: String) -> String {
        member == "tour" ? "of-tour" : member.replacing("_", with: "-")
    }

    private func wholeName(_ tour: String) -> String { Int(tour) == nil ? tour : "\(plan).\(tour)" }
}

struct PlanUndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "undo", abstract: "Take the last change of a plan back.")

    @Argument(help: "The plan.") var plan: String
    @Option(name: .long, help: "Who: a role or a desk.") var by = "dispatch"
    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var planOutput: PlanOutput

    func run() async throws {
        try await PlanChanges(global, townOption, planOutput) { try await $0.undoPlan(town: $1, id: PlanID(plan), by: by) }.show()
    }
}

struct PlanRedoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "redo", abstract: "Do once more what was undone.")

    @Argument(help: "The plan.") var plan: String
    @Option(name: .long, help: "Who: a role or a desk.") var by = "dispatch"
    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var planOutput: PlanOutput

    func run() async throws {
        try await PlanChanges(global, townOption, planOutput) { try await $0.redoPlan(town: $1, id: PlanID(plan), by: by) }.show()
    }
}

struct PlanHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Who changed a plan, when, what and why.")

    @Argument(help: "The plan.") var plan: String
    @OptionGroup var global: GlobalOptions
    @OptionGroup var townOption: TownOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let place = try Workplace(try global.settings())
        let town = try await place.town(townOption)
        let names = TownNames(try await place.desk.townData(town))
        let wording = Wording(names: names, language: names.language)
        let history = try await place.desk.planHistory(town: town, id: PlanID(plan))
            .map { PlanRevisionDocument($0, wording: wording) }
        if output.json { return try Console.json(PageDocument(items: history)) }
        var table = Console.table([
            ("REVISION", .right), ("AT", .left), ("BY", .left), ("WHAT", .left), ("WHY", .left), ("VIOLATIONS", .right),
        ])
        for entry in history {
            table.add([
                String(entry.number), wording.format.dayAndTime(entry.at), entry.by, entry.text, entry.reason ?? "",
                String(entry.violationCount),
            ])
        }
        Console.show(table)
    }
}

/// Runs one change of a plan and shows what became of it.
struct PlanChanges {
    private let change: PlanChange
    private let data: TownData
    private let output: PlanOutput
    private let desk: any RoadsDesk

    init(
        _ global: GlobalOptions, _ townOption: TownOption, _ output: PlanOutput,
        _ body: (DispatchDesk, TownID) async throws -> PlanChange
    ) async throws {
        let place = try Workplace(try global.settings(), writes: true)
        let town = try await place.town(townOption)
        data = try await place.desk.townData(town)
        self.output = output
        desk = place.desk
        change = try await body(place.desk, town)
    }

    func show() async throws {
        try await output.show(change.plan, of: data, desk: desk)
        let state = change.isSaved ? "saved as revision \(change.plan.revision ?? 0)" : "not saved (dry run)"
        Console.message("\(state); \(change.addedViolations.count) new broken rules")
        let wording = output.wording(data)
        for violation in change.addedViolations { Console.message("- \(wording.sentence(violation))") }
    }
}
