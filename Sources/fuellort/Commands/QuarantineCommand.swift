import ArgumentParser
import Dispatching
import Model
import Reports

struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "Messages that were refused: list them, or process them again.",
        subcommands: [List.self, Reprocess.self], defaultSubcommand: List.self)

    /// The refusal reason to look at.
    struct ReasonOption: ParsableArguments {
        @Option(name: .long, help: "Only this reason: \(QuarantineReason.allCases.map(\.rawValue).joined(separator: ", ")).")
        var reason: String?

        func value() throws -> QuarantineReason? {
            try reason.map { try parsed($0, as: "a reason of quarantine") { QuarantineReason(rawValue: $0) } }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List refused messages, oldest first.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOption
        @OptionGroup var reason: ReasonOption

        @Option(name: .long, help: "At most this many.")
        var limit = 100

        func run() async throws {
            let wanted = try reason.value()
            let place = try Workplace(try global.settings())
            let messages = try await place.desk.quarantined(reason: wanted, after: nil, limit: max(1, limit))
            if output.json { return try Console.json(PageDocument(items: messages.map(QuarantineDocument.init))) }
            var table = Console.table([
                ("ID", .right), ("RECEIVED", .left), ("REASON", .left), ("TOPIC", .left), ("DETAIL", .left),
            ])
            for message in messages {
                table.add([
                    String(message.id), "\(message.receivedAt)", message.reason.rawValue, String(message.topic.prefix(60)),
                    message.detail,
                ])
            }
            Console.show(table)
            let counts = try await place.desk.quarantineCounts().sorted { $0.key.rawValue < $1.key.rawValue }
            Console.message(
                counts.isEmpty ? "nothing in quarantine" : counts.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
            )
        }
    }

    struct Reprocess: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put messages through decoding and checks again, after the cause was mended.")

        @Argument(help: "Only these messages; all when none is named.")
        var ids: [Int64] = []

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOption
        @OptionGroup var reason: ReasonOption

        func run() async throws {
            let wanted = try reason.value()
            let place = try Workplace(try global.settings(), writes: true)
            let result = try await place.desk.reprocess(ids: ids.isEmpty ? nil : ids, reason: wanted)
            if output.json { return try Console.json(ReprocessDocument(result)) }
            Console.message(
                "looked at \(result.messages): \(result.storedReadings) readings stored, \(result.repeatedReadings) were there already, "
                    + "\(result.stillRefused) refused still")
        }
    }
}
