import Model
import Sentences

/// `vehicles.yaml`.
enum VehicleMembers {
    static let root = ["vehicles"]
    static let vehicle = [
        "id", "name", "depot", "payload_kilograms", "compartments", "emptying_methods", "skills", "shift", "energy",
        "speed_factor",
        "disposal_sites", "is_available", "road_profile", "note",
    ]
    static let compartment = ["fractions", "volume_litres"]
    static let shift = ["start", "length_seconds", "weekdays", "rule_set"]
    static let energy = ["carrier", "per_100_kilometres", "carbon_dioxide_kilograms_per_unit"]

    static func read(_ value: DocumentValue, at place: SourcePlace, log: FaultLog) -> Entries<Vehicle> {
        guard let root = RecordReader(value, allowing: Self.root, at: place, log: log) else { return .unreadable }
        if !root.has("vehicles") { root.report("vehicles", "the member is missing", remedy: "Begin the file with 'vehicles:'") }
        return read(root.records("vehicles", allowing: vehicle))
    }

    static func read(_ records: [RecordReader]) -> Entries<Vehicle> {
        var entries = Entries<Vehicle>()
        for record in records {
            let id: VehicleID? = record.required("id", .identifier())
            entries.append(record, key: id?.rawValue, value: read(record, id: id))
        }
        return entries
    }

    private static func read(_ record: RecordReader, id: VehicleID?) -> Vehicle? {
        let name = record.required("name", .name)
        let depot: DepotID? = record.required("depot", .identifier())
        let payload = record.required("payload_kilograms", .positive(upTo: 60_000))
        let compartments = readCompartments(record)
        let methods = record.set("emptying_methods", ValueKind<EmptyingMethod>.choice)
        if methods?.isEmpty ?? true {
            record.report("emptying_methods", "the vehicle can empty nothing", remedy: "List what it can: crane, rearLift, …")
        }
        let skills = record.set("skills", .name) ?? []
        let shift = record.record("shift", allowing: Self.shift).map(readShift) ?? Shift()
        let energy = record.record("energy", allowing: Self.energy).map(readEnergy) ?? .diesel()
        let speedFactor = record.optional("speed_factor", .number(in: 0.1...3)) ?? 1
        let disposalSites: [DisposalSiteID] = record.list("disposal_sites", .identifier()) ?? []
        let isAvailable = record.optional("is_available", .flag) ?? true
        let roadProfile = record.optional("road_profile", .name)
        let note = record.optional("note", .note)
        guard let id, let name, let depot, let payload, let methods else { return nil }
        return Vehicle(
            id: id, name: name, depot: depot, payloadKilograms: payload, compartments: compartments, emptyingMethods: methods,
            skills: skills, shift: shift, energy: energy, speedFactor: speedFactor, disposalSites: disposalSites,
            isAvailable: isAvailable, note: note, roadProfile: roadProfile)
    }

    private static func readCompartments(_ record: RecordReader) -> [Compartment] {
        let compartments = record.records("compartments", allowing: compartment).compactMap { entry -> Compartment? in
            let fractions = entry.set("fractions", .fraction)
            if fractions?.isEmpty ?? true {
                entry.report("fractions", "the compartment takes no fraction", remedy: "List the fractions it takes")
            }
            let volume = entry.required("volume_litres", .positive(upTo: 200_000))
            guard let fractions, let volume else { return nil }
            return Compartment(fractions: fractions, volumeLitres: volume)
        }
        if !record.has("compartments") {
            record.report("compartments", "the vehicle has no compartment", remedy: "List at least one with fractions and volume")
        }
        return compartments
    }

    private static func readShift(_ record: RecordReader) -> Shift {
        let standard = Shift()
        return Shift(
            start: record.optional("start", .timeOfDay) ?? standard.start,
            lengthSeconds: record.optional("length_seconds", .integer(in: 0...86400)) ?? standard.lengthSeconds,
            weekdays: record.set("weekdays", ValueKind<Weekday>.choice) ?? standard.weekdays,
            ruleSet: record.optional("rule_set", ValueKind<TourRuleSet>.choice) ?? standard.ruleSet)
    }

    private static func readEnergy(_ record: RecordReader) -> Energy {
        let carrier = record.optional("carrier", ValueKind<Energy.Carrier>.choice) ?? .diesel
        let standard: Energy = carrier == .diesel ? .diesel() : .electric()
        return Energy(
            carrier: carrier,
            per100Kilometres: record.optional("per_100_kilometres", .number(in: 0...1000)) ?? standard.per100Kilometres,
            carbonDioxideKilogramsPerUnit: record.optional("carbon_dioxide_kilograms_per_unit", .number(in: 0...100))
                ?? standard.carbonDioxideKilogramsPerUnit)
    }
}
