import ArgumentParser
import Dispatching
import Model
import Reports

struct DevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "The sensors: when heard, battery, how far to be believed.",
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List sensors with the figures of their quality.",
            discussion: "USABLE is the share of readings whose level counts; the verdicts are named with their number.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var townOption: TownOption
        @OptionGroup var output: OutputOption

        @Option(name: .long, help: "Days that the figures are of.")
        var days = 30

        @Flag(name: .long, help: "Only sensors that are silent for too long.")
        var silent = false

        @Flag(name: .long, help: "Only sensors with a low battery.")
        var batteryLow = false

        func run() async throws {
            let place = try Workplace(try global.settings())
            let town = try await place.town(townOption)
            let found = try await place.desk.devices(town: town, days: min(max(days, 1), 366)).filter {
                (!silent || $0.isSilent) && (!batteryLow || $0.isBatteryLow)
            }
            if output.json { return try Console.json(PageDocument(items: found.map(DeviceDocument.init))) }
            var table = Console.table([
                ("DEVICE", .left), ("SLOT", .left), ("HEARD", .left), ("BATTERY", .right), ("EMPTY", .left), ("READINGS", .right),
                ("USABLE", .right), ("CLOCK", .right), ("VERDICTS", .left),
            ])
            for status in found { table.add(DevicesCommand.row(status)) }
            Console.show(table)
            let silentCount = found.count { $0.isSilent }
            Console.message("devices: \(found.count), silent: \(silentCount), battery low: \(found.count { $0.isBatteryLow })")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One sensor with all its figures, as JSON.")

        @Argument(help: "The sensor.")
        var device: String

        @OptionGroup var global: GlobalOptions
        @OptionGroup var townOption: TownOption
        @OptionGroup var output: OutputOption

        @Option(name: .long, help: "Days that the figures are of.")
        var days = 30

        func run() async throws {
            let id = try parsed(device, as: "a name of a device") { DeviceID(validating: $0) }
            let place = try Workplace(try global.settings())
            let status = try await place.desk.device(town: place.town(townOption), id: id, days: min(max(days, 1), 366))
            try Console.json(DeviceDocument(status))
        }
    }

    private static func row(_ status: DeviceStatus) -> [String] {
        let document = DeviceDocument(status)
        let percent = document.battery.percent.map { "\(Int($0.rounded())) %" }
        let verdicts = document.verdicts.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return [
            document.device.rawValue, document.slot?.rawValue ?? "",
            document.lastHeardAt.map { "\($0)" + (document.isSilent ? " silent" : "") } ?? (document.isSilent ? "never" : ""),
            percent ?? document.battery.volts.map { "\($0) V" } ?? "",
            document.battery.emptyAt.map { String($0.rfc3339.prefix(10)) } ?? "", String(document.readings),
            document.usableShare.map { "\(Int(($0 * 100).rounded())) %" } ?? "",
            document.clockOffsetSeconds.map { "\(Int($0)) s" } ?? "",
            verdicts.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
        ]
    }
}
