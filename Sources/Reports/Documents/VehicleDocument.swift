public import Model

/// A vehicle as documents show it.
public struct VehicleDocument: Codable, Hashable, Sendable {
    public var id: VehicleID
    public var name: String
    public var depot: DepotID
    public var isAvailable: Bool
    public var payloadKilograms: Double
    public var compartments: [CompartmentDocument]
    public var emptyingMethods: [EmptyingMethod]
    public var skills: [String]
    public var shift: ShiftDocument
    public var energy: EnergyDocument
    public var speedFactor: Double
    /// Empty: all that take the fraction.
    public var disposalSites: [DisposalSiteID]
    /// By which profile its ways are computed; absent: by the settings and its payload.
    public var roadProfile: String?
    public var note: String?

    public init(_ vehicle: Vehicle) {
        id = vehicle.id
        name = vehicle.name
        depot = vehicle.depot
        isAvailable = vehicle.isAvailable
        payloadKilograms = vehicle.payloadKilograms
        compartments = vehicle.compartments.map(CompartmentDocument.init)
        emptyingMethods = vehicle.emptyingMethods.sorted { $0.rawValue < $1.rawValue }
        skills = vehicle.skills.sorted()
        shift = ShiftDocument(vehicle.shift)
        energy = EnergyDocument(vehicle.energy)
        speedFactor = vehicle.speedFactor
        disposalSites = vehicle.disposalSites
        roadProfile = vehicle.roadProfile
        note = vehicle.note
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, depot, compartments, skills, shift, energy, note
        case isAvailable = "is_available"
        case payloadKilograms = "payload_kilograms"
        case emptyingMethods = "emptying_methods"
        case speedFactor = "speed_factor"
        case disposalSites = "disposal_sites"
        case roadProfile = "road_profile"
    }
}

public struct CompartmentDocument: Codable, Hashable, Sendable {
    public var fractions: [Fraction]
    public var volumeLitres: Double

    init(_ compartment: Compartment) {
        fractions = compartment.fractions.sorted()
        volumeLitres = compartment.volumeLitres
    }

    private enum CodingKeys: String, CodingKey {
        case fractions
        case volumeLitres = "volume_litres"
    }
}

public struct ShiftDocument: Codable, Hashable, Sendable {
    /// Local time.
    public var start: TimeOfDay
    public var lengthSeconds: Int
    public var weekdays: [Weekday]
    public var ruleSet: TourRuleSet

    init(_ shift: Shift) {
        start = shift.start
        lengthSeconds = shift.lengthSeconds
        weekdays = shift.weekdays.sorted { $0.mondayIndex < $1.mondayIndex }
        ruleSet = shift.ruleSet
    }

    private enum CodingKeys: String, CodingKey {
        case start, weekdays
        case lengthSeconds = "length_seconds"
        case ruleSet = "rule_set"
    }
}

public struct EnergyDocument: Codable, Hashable, Sendable {
    public var carrier: Energy.Carrier
    /// Litres of diesel or kWh.
    public var unitsPer100Kilometres: Double
    public var carbonDioxideKilogramsPerUnit: Double

    init(_ energy: Energy) {
        carrier = energy.carrier
        unitsPer100Kilometres = energy.per100Kilometres
        carbonDioxideKilogramsPerUnit = energy.carbonDioxideKilogramsPerUnit
    }

    private enum CodingKeys: String, CodingKey {
        case carrier
        case unitsPer100Kilometres = "units_per_100_kilometres"
        case carbonDioxideKilogramsPerUnit = "carbon_dioxide_kilograms_per_unit"
    }
}
