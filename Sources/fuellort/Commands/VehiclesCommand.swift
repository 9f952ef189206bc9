import ArgumentParser
import Dispatching
import Model
import Reports

struct VehiclesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vehicles", abstract: "The vehicles of a town.", subcommands: [List.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the vehicles with what they carry and when they drive.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var townOption: TownOption
        @OptionGroup var output: OutputOption

        func run() async throws {
            let place = try Workplace(try global.settings())
            let data = try await place.desk.townData(try await place.town(townOption))
            if output.json { return try Console.json(PageDocument(items: data.vehicles.map(VehicleDocument.init))) }
            var table = Console.table([
                ("VEHICLE", .left), ("NAME", .left), ("DEPOT", .left), ("PAYLOAD KG", .right), ("BODY L", .right),
                ("SHIFT", .left),
                ("FRACTIONS", .left), ("AVAILABLE", .left),
            ])
            for vehicle in data.vehicles.sorted(by: { $0.id < $1.id }) {
                let volume = vehicle.compartments.reduce(0) { $0 + $1.volumeLitres }
                table.add([
                    vehicle.id.rawValue, vehicle.name, vehicle.depot.rawValue, String(Int(vehicle.payloadKilograms)),
                    String(Int(volume)),
                    "\(vehicle.shift.start) + \(vehicle.shift.lengthSeconds / 3600) h",
                    vehicle.fractions.sorted().map(\.rawValue).joined(separator: " "), vehicle.isAvailable ? "yes" : "no",
                ])
            }
            Console.show(table)
        }
    }
}
