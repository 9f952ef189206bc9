import ArgumentParser
import Dispatching
import Model
import Reports

struct AlarmsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms", abstract: "What somebody should see to: list alarms, or say that you have seen one.",
        subcommands: [List.self, Acknowledge.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List alarms, newest first.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var townOption: TownOption
        @OptionGroup var output: OutputOption

        @Option(name: .long, help: "\(AlarmFilter.State.allCases.map(\.rawValue).joined(separator: ", ")).")
        var state = "open"

        @Option(name: .long, help: "Only this kind: \(AlarmKind.allCases.map(\.rawValue).joined(separator: ", ")).")
        var kind: String?

        @Option(name: .long, help: "Only this slot.")
        var slot: String?

        @Flag(name: .long, help: "Only those that nobody has seen yet.")
        var unseen = false

        @Option(name: .long, help: "At most this many.")
        var limit = 100

        func run() async throws {
            let filter = AlarmFilter(
                state: try parsed(state, as: "a state of alarms") { AlarmFilter.State(rawValue: $0) },
                kind: try kind.map { try parsed($0, as: "a kind of alarm") { AlarmKind(rawValue: $0) } },
                slot: try slot.map { try parsed($0, as: "a slot") { SlotID(validating: $0) } },
                isAcknowledged: unseen ? false : nil)
            let place = try Workplace(try global.settings())
            let town = try await place.town(townOption)
            let index = TownIndex(try await place.desk.townData(town))
            let alarms = try await place.desk.alarms(town: town, filter: filter, before: nil, limit: max(1, limit))
            if output.json {
                return try Console.json(PageDocument(items: alarms.map { AlarmDocument($0, index: index) }))
            }
            var table = Console.table([
                ("ID", .right), ("RAISED", .left), ("KIND", .left), ("SLOT", .left), ("SITE", .left), ("VALUE", .right),
                ("CLEARED", .left), ("SEEN BY", .left),
            ])
            for alarm in alarms {
                let site = index.slots[alarm.slot].flatMap { index.sites[$0.site]?.name } ?? ""
                table.add([
                    String(alarm.id), "\(alarm.raisedAt)", alarm.kind.rawValue, alarm.slot.rawValue, site, Self.value(alarm),
                    alarm.clearedAt.map { "\($0)" } ?? "", alarm.acknowledgement?.by ?? "",
                ])
            }
            Console.show(table)
            Console.message(alarms.isEmpty ? "no alarms" : "alarms: \(alarms.count)")
        }

        private static func value(_ alarm: Alarm) -> String {
            guard let value = alarm.value else { return "" }
            return switch alarm.kind {
            case .mustEmpty, .critical, .overfull: "\(Int((value * 100).rounded())) %"
            case .fire: "\(Int(value.rounded())) °C"
            case .silent: "\(Int(value)) h"
            case .battery: "\(Int(value.rounded())) %"
            case .tilt: ""
            }
        }
    }

    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that you have seen an alarm.",
            discussion: "Example: fuellort alarms acknowledge 17 --by \"early shift\" --note \"fire brigade is there\"")

        @Argument(help: "The alarm, as `alarms list` numbers it.")
        var id: Int64

        @OptionGroup var global: GlobalOptions
        @OptionGroup var townOption: TownOption
        @OptionGroup var output: OutputOption

        @Option(name: .long, help: "Who has seen it: a name or a role.")
        var by: String

        @Option(name: .long, help: "What there is to say about it.")
        var note: String?

        func run() async throws {
            let place = try Workplace(try global.settings(), writes: true)
            let town = try await place.town(townOption)
            let alarm = try await place.desk.acknowledgeAlarm(town: town, id: id, by: by, note: note)
            if output.json {
                return try await Console.json(AlarmDocument(alarm, index: TownIndex(place.desk.townData(town))))
            }
            let seen = alarm.acknowledgement.map { "seen by \($0.by) at \($0.at)" } ?? ""
            Console.message("\(alarm.kind.rawValue) of \(alarm.slot): \(seen)")
        }
    }
}
