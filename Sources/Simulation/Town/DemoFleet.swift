import Model

/// Depots, disposal sites and the 12 vehicles. Places are approximate and names general.
struct DemoFleet: Sendable {
    let depots: [Depot]
    let disposalSites: [DisposalSite]
    let vehicles: [Vehicle]

    private static let workdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
    private static let glass: Set<Fraction> = [.glassWhite, .glassGreen, .glassBrown]

    init(municipalities: Set<District.Municipality>) {
        let isDortmund = municipalities.contains(.dortmund)
        let isSchwerte = municipalities.contains(.schwerte)
        depots = (isDortmund ? [Self.dortmundDepot] : []) + (isSchwerte ? [Self.schwerteDepot] : [])
        disposalSites = (isDortmund ? Self.dortmundDisposal : []) + (isSchwerte ? Self.schwerteDisposal : [])
        vehicles = (isDortmund ? Self.dortmundVehicles : []) + (isSchwerte ? Self.schwerteVehicles : [])
    }

    private static let dortmundDepot = Depot(id: "depot-do", name: "Betriebshof Dortmund", coordinate: place(51.5290, 7.4830))
    private static let schwerteDepot = Depot(id: "depot-sw", name: "Betriebshof Schwerte", coordinate: place(51.4470, 7.5530))

    private static let dortmundVehicles: [Vehicle] = [
        glassTruck("glas-1", "Glas-Kran 1", "depot-do"), glassTruck("glas-2", "Glas-Kran 2", "depot-do"),
        glassTruck("glas-3", "Glas-Kran 3", "depot-do", skills: ["narrow"]), paperTruck("papier-1", "Papier-Kran 1", "depot-do"),
        paperTruck("papier-2", "Papier-Kran 2", "depot-do"),
        paperTruck("papier-3", "Papier-Kran 3", "depot-do", skills: ["narrow"]),
        textileTruck("textil-1", "Textil 1", "depot-do"), litterVan("korb-1", "Papierkorb 1", "depot-do"),
        litterVan("korb-2", "Papierkorb 2", "depot-do"),
    ]

    private static let schwerteVehicles: [Vehicle] = [
        glassTruck("glas-sw", "Glas-Kran Schwerte", "depot-sw", skills: ["narrow"]),
        mixedTruck("papier-sw", "Papier/Textil Schwerte", "depot-sw"), litterVan("korb-sw", "Papierkorb Schwerte", "depot-sw"),
    ]

    private static let dortmundDisposal: [DisposalSite] = [
        disposal("umladung-west", "Umladestation West", place(51.5370, 7.4060), [.paper, .litter], until: 16, saturdayUntil: 13),
        disposal("glas-hafen", "Glasumschlag Hafen", place(51.5300, 7.4430), glass, until: 15, saturdayUntil: nil),
        disposal("textil-ost", "Textilsortierung Ost", place(51.5230, 7.5640), [.textiles], until: 16, saturdayUntil: nil),
    ]

    private static let schwerteDisposal = [
        disposal(
            "umschlag-schwerte", "Umschlag Schwerte", place(51.4500, 7.5850), glass.union([.paper, .textiles, .litter]),
            until: 14,
            saturdayUntil: 12)
    ]

    /// Three axles, crane, three chambers: weight fills it before volume does.
    private static func glassTruck(_ id: VehicleID, _ name: String, _ depot: DepotID, skills: Set<String> = []) -> Vehicle {
        Vehicle(
            id: id, name: name, depot: depot, payloadKilograms: 10_000,
            compartments: [
                Compartment(fractions: [.glassWhite], volumeLitres: 14_000),
                Compartment(fractions: [.glassGreen], volumeLitres: 11_000),
                Compartment(fractions: [.glassBrown], volumeLitres: 11_000),
            ],
            emptyingMethods: [.crane], skills: skills, shift: Shift(weekdays: workdays))
    }

    private static func paperTruck(_ id: VehicleID, _ name: String, _ depot: DepotID, skills: Set<String> = []) -> Vehicle {
        Vehicle(
            id: id, name: name, depot: depot, payloadKilograms: 10_000,
            compartments: [Compartment(fractions: [.paper], volumeLitres: 20_000)], emptyingMethods: [.crane], skills: skills,
            shift: Shift(weekdays: workdays))
    }

    private static func mixedTruck(_ id: VehicleID, _ name: String, _ depot: DepotID) -> Vehicle {
        Vehicle(
            id: id, name: name, depot: depot, payloadKilograms: 8000,
            compartments: [
                Compartment(fractions: [.paper], volumeLitres: 14_000), Compartment(fractions: [.textiles], volumeLitres: 10_000),
            ],
            emptyingMethods: [.crane, .manual], skills: ["narrow"], shift: Shift(weekdays: workdays))
    }

    private static func textileTruck(_ id: VehicleID, _ name: String, _ depot: DepotID) -> Vehicle {
        Vehicle(
            id: id, name: name, depot: depot, payloadKilograms: 5500,
            compartments: [Compartment(fractions: [.textiles], volumeLitres: 42_000)], emptyingMethods: [.manual],
            skills: ["narrow"],
            shift: Shift(weekdays: workdays), energy: .diesel(litresPer100Kilometres: 24))
    }

    private static func litterVan(_ id: VehicleID, _ name: String, _ depot: DepotID) -> Vehicle {
        Vehicle(
            id: id, name: name, depot: depot, payloadKilograms: 1200,
            compartments: [Compartment(fractions: [.litter], volumeLitres: 4000)], emptyingMethods: [.manual], skills: ["narrow"],
            shift: Shift(weekdays: workdays.union([.saturday])), energy: .electric(kilowattHoursPer100Kilometres: 30),
            speedFactor: 1.1)
    }

    private static func disposal(
        _ id: DisposalSiteID, _ name: String, _ coordinate: Coordinate, _ fractions: Set<Fraction>, until: Int,
        saturdayUntil: Int?
    ) -> DisposalSite {
        let week = OpeningWindow(weekdays: workdays, opens: TimeOfDay(hour: 6), closes: TimeOfDay(hour: until))
        let saturday = saturdayUntil.map {
            OpeningWindow(weekdays: [.saturday], opens: TimeOfDay(hour: 6), closes: TimeOfDay(hour: $0))
        }
        return DisposalSite(
            id: id, name: name, coordinate: coordinate, fractions: fractions,
            openingWindows: [week] + (saturday.map { [$0] } ?? []))
    }

    /// A place that is known when the program is written.
    private static func place(_ latitude: Double, _ longitude: Double) -> Coordinate {
        guard let place = Coordinate(latitude: latitude, longitude: longitude) else {
            preconditionFailure("\(latitude), \(longitude) is no place on the earth")
        }
        return place
    }
}
