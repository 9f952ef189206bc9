/// A collection vehicle.
public struct Vehicle: Hashable, Sendable, Codable {
    public var id: VehicleID
    /// As the yard calls it; sheets and lists show it.
    public var name: String
    /// Where its tours begin and end.
    public var depot: DepotID
    /// Gross weight less tare.
    public var payloadKilograms: Double
    /// Chambers of the body; each takes certain fractions.
    public var compartments: [Compartment]
    /// A container's type needs one of them.
    public var emptyingMethods: Set<EmptyingMethod>
    /// For example `narrow`; a site may require some.
    public var skills: Set<String>
    public var shift: Shift
    public var energy: Energy
    /// Divides travel times: 0.9 is a tenth slower than the matrix.
    public var speedFactor: Double
    /// Disposal sites it may use; empty means all that take the fraction.
    public var disposalSites: [DisposalSiteID]
    /// `false` takes it out of new plans (workshop, crew ill).
    public var isAvailable: Bool
    /// For people; decides nothing.
    public var note: String?
    /// Name of the profile in `roads.profiles` by which its ways are computed; `nil` leaves it to the settings and the payload.
    public var roadProfile: String?

    public init(
        id: VehicleID, name: String, depot: DepotID, payloadKilograms: Double, compartments: [Compartment],
        emptyingMethods: Set<EmptyingMethod>, skills: Set<String> = [], shift: Shift, energy: Energy = .diesel(),
        speedFactor: Double = 1, disposalSites: [DisposalSiteID] = [], isAvailable: Bool = true, note: String? = nil,
        roadProfile: String? = nil
    ) {
        self.id = id
        self.name = name
        self.depot = depot
        self.payloadKilograms = payloadKilograms
        self.compartments = compartments
        self.emptyingMethods = emptyingMethods
        self.skills = skills
        self.shift = shift
        self.energy = energy
        self.speedFactor = speedFactor
        self.disposalSites = disposalSites
        self.isAvailable = isAvailable
        self.note = note
        self.roadProfile = roadProfile
    }

    /// All fractions that fit into some compartment.
    public var fractions: Set<Fraction> { compartments.reduce(into: []) { $0.formUnion($1.fractions) } }
}

/// A chamber of a vehicle's body. Waste of its fractions is mixed in it.
public struct Compartment: Hashable, Sendable, Codable {
    /// Mixed in the chamber, so that one tip has to take all that lies in it.
    public var fractions: Set<Fraction>
    /// Volume of the chamber itself (of compacted waste), litres.
    public var volumeLitres: Double

    public init(fractions: Set<Fraction>, volumeLitres: Double) {
        self.fractions = fractions
        self.volumeLitres = volumeLitres
    }
}

/// When a crew works, and under which rules.
public struct Shift: Hashable, Sendable, Codable {
    /// No tour leaves earlier.
    public var start: TimeOfDay
    /// Working time without breaks.
    public var lengthSeconds: Int
    /// On which it drives; holidays are the town's matter (``TownRules/isCollectionDay(_:)``).
    public var weekdays: Set<Weekday>
    /// Which rules of law the tour is under (domain: emptying public containers is not exempt from VO (EG) 561/2006).
    public var ruleSet: TourRuleSet

    public init(
        start: TimeOfDay = TimeOfDay(hour: 6), lengthSeconds: Int = 8 * 3600,
        weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday], ruleSet: TourRuleSet = .publicContainers
    ) {
        self.start = start
        self.lengthSeconds = lengthSeconds
        self.weekdays = weekdays
        self.ruleSet = ruleSet
    }

    private enum CodingKeys: String, CodingKey { case start, lengthSeconds, weekdays, ruleSet }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(start, forKey: .start)
        try container.encode(lengthSeconds, forKey: .lengthSeconds)
        try container.encode(weekdays.sorted { $0.mondayIndex < $1.mondayIndex }, forKey: .weekdays)
        try container.encode(ruleSet, forKey: .ruleSet)
    }
}

/// Which rules of law about driving and working time a tour is under.
public enum TourRuleSet: String, CaseIterable, Hashable, Sendable, Codable {
    /// VO (EG) 561/2006 and ArbZG.
    case publicContainers
    /// ArbZG alone (FPersV §18(1) no. 8).
    case doorToDoor
}

/// What a vehicle burns and emits.
public struct Energy: Hashable, Sendable, Codable {
    /// Decides whether units are litres or kWh.
    public var carrier: Carrier
    /// Litres or kWh per 100 km.
    public var per100Kilometres: Double
    /// kg CO₂ per litre or kWh.
    public var carbonDioxideKilogramsPerUnit: Double

    /// Where the energy comes from.
    public enum Carrier: String, CaseIterable, Hashable, Sendable, Codable { case diesel, electric }

    public init(carrier: Carrier, per100Kilometres: Double, carbonDioxideKilogramsPerUnit: Double) {
        self.carrier = carrier
        self.per100Kilometres = per100Kilometres
        self.carbonDioxideKilogramsPerUnit = carbonDioxideKilogramsPerUnit
    }

    /// 53.5 L/100 km (Homburg: 54,467 L on 101,800 km), 2.64 kg/L (UBA).
    public static func diesel(litresPer100Kilometres: Double = 53.5) -> Energy {
        Energy(carrier: .diesel, per100Kilometres: litresPer100Kilometres, carbonDioxideKilogramsPerUnit: 2.64)
    }

    /// 1.2 kWh/km (Karlsruhe), 0.363 kg/kWh (UBA, 2024).
    public static func electric(kilowattHoursPer100Kilometres: Double = 120) -> Energy {
        Energy(carrier: .electric, per100Kilometres: kilowattHoursPer100Kilometres, carbonDioxideKilogramsPerUnit: 0.363)
    }

    /// Litres or kWh for a way.
    public func units(distanceMetres: Int) -> Double { Double(distanceMetres) / 100_000 * per100Kilometres }

    public func carbonDioxideKilograms(distanceMetres: Int) -> Double {
        units(distanceMetres: distanceMetres) * carbonDioxideKilogramsPerUnit
    }
}
