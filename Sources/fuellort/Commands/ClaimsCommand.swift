import ArgumentParser
import Dispatching
import Model
import Reports

struct ClaimsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "Devices that report although nobody has entered them: list, or claim one.",
        subcommands: [List.self, Claim.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List unknown devices, newest heard first.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var townOption: TownOption
        @OptionGroup var output: OutputOption

        @Option(name: .long, help: "At most this many.")
        var limit = 100

        func run() async throws {
            let place = try Workplace(try global.settings())
            let claims = try await place.desk.claims(town: place.town(townOption), limit: max(1, limit))
            if output.json { return try Console.json(PageDocument(items: claims.map(ClaimDocument.init))) }
            var table = Console.table([
                ("DEVICE", .left), ("TOWN", .left), ("MESSAGES", .right), ("FIRST", .left), ("LAST", .left),
                ("LAST MESSAGE", .left),
            ])
            for claim in claims {
                let last = claim.lastMessages.first.map { QuarantineDocument($0) }
                table.add([
                    claim.device.rawValue, claim.town?.rawValue ?? "", String(claim.messages), "\(claim.firstHeardAt)",
                    "\(claim.lastHeardAt)", String((last?.payloadText ?? last?.payloadBase64 ?? "").prefix(80)),
                ])
            }
            Console.show(table)
            Console.message(claims.isEmpty ? "no unknown devices" : "unknown devices: \(claims.count)")
        }
    }

    struct Claim: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "claim", abstract: "Enter a device at a slot and process what waited for it.",
            discussion: "Example: fuellort claims claim a84041c2a1860201 --slot hafen-1 --model dragino/dds75-lb")

        @Argument(help: "The device, as `claims list` names it.")
        var device: String

        @OptionGroup var global: GlobalOptions
        @OptionGroup var townOption: TownOption
        @OptionGroup var output: OutputOption

        @Option(name: .long, help: "The slot at which it is mounted.")
        var slot: String

        @Option(name: .long, help: "Vendor and model, for example dragino/dds75-lb; none for our own format.")
        var model: String?

        @Option(name: .long, help: "Type of the container that stands there.")
        var containerType: String?

        @Option(name: .long, help: "Millimetres from the sensor's face to the full line, if other than the type says.")
        var sensorOffset: Double?

        @Flag(name: .long, help: "Takes the place of the device that is entered there.")
        var replace = false

        @Flag(name: .long, help: "Leaves the slot at which it is entered now.")
        var move = false

        func run() async throws {
            let id = try parsed(device, as: "a name of a device") { DeviceID(validating: $0) }
            let order = ClaimOrder(
                slot: try parsed(slot, as: "a name of a slot") { SlotID(validating: $0) }, model: model,
                containerType: try containerType.map {
                    try parsed($0, as: "a container type") { ContainerTypeID(validating: $0) }
                },
                sensorOffsetMillimetres: sensorOffset, replaces: replace, moves: move)
            let place = try Workplace(try global.settings(), writes: true)
            let result = try await place.desk.claimDevice(town: place.town(townOption), device: id, order)
            if output.json { return try Console.json(ClaimResultDocument(result)) }
            Console.message(
                "\(result.device.id) is entered at \(result.slot); of \(result.waiting.messages) waiting messages "
                    + "\(result.waiting.storedReadings) readings were stored, \(result.waiting.stillRefused) are refused still")
        }
    }
}
