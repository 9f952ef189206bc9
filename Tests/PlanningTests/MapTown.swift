import Model

@testable import Planning

/// A tiny town drawn as text, so that ways can be checked by eye: one character is one kilometre, one kilometre takes 100 s, ways go
/// along rows and columns. `D` is the depot, `T` the disposal site, small letters are sites, each with one white-glass container of
/// 3 m³ under the same name, in a commercial zone (no quiet hours). Site setup 120 s, crane 180 s, tip 960 s.
struct MapTown {
    var data: TownData
    var levels: [SlotID: Double] = [:]
    var ratesPerDay: [SlotID: Double] = [:]
    var deviations: [SlotID: Double] = [:]
    var lastEmptyings: [SlotID: Timestamp] = [:]
    var requests: [EmptyingRequest] = []
    var options = PlanningOptions(iterations: 300)

    static let wednesday = CalendarDay(iso: "2026-03-04")!
    static let clock = TownClock(identifier: "Europe/Berlin")!
    static let igloo = ContainerType(
        id: "igloo", name: "Iglu 3 m³", usableVolumeLitres: 3000, innerHeightMillimetres: 1500, emptyingMethod: .crane)
    static let bin = ContainerType(
        id: "bin", name: "Papierkorb 50 L", usableVolumeLitres: 50, innerHeightMillimetres: 600, emptyingMethod: .manual)

    init(_ map: String, level: Double = 0.9) {
        data = TownData(
            town: Town(id: "test", name: "Test"), containerTypes: [Self.igloo, Self.bin],
            vehicles: [Self.glassTruck("truck")])
        for (row, line) in map.split(separator: "\n").enumerated() {
            for (column, mark) in line.enumerated() {
                let place = Self.coordinate(row: row, column: column)
                switch mark {
                case "D": data.depots.append(Depot(id: "depot", name: "Depot", coordinate: place))
                case "T":
                    data.disposalSites.append(
                        DisposalSite(
                            id: "tip", name: "Tip", coordinate: place,
                            fractions: [.glassWhite, .glassGreen, .glassBrown, .paper, .textiles, .litter]))
                case "a"..."z":
                    let name = String(mark)
                    data.sites.append(Site(id: SiteID(name), name: name, coordinate: place, zone: .commercial))
                    addSlot(name, at: name, level: level)
                default: break
                }
            }
        }
    }

    static func glassTruck(_ id: VehicleID, start: TimeOfDay = TimeOfDay(hour: 6), hours: Double = 8) -> Vehicle {
        Vehicle(
            id: id, name: id.rawValue, depot: "depot", payloadKilograms: 10_000,
            compartments: [Fraction.glassWhite, .glassGreen, .glassBrown].map {
                Compartment(fractions: [$0], volumeLitres: 12_000)
            },
            emptyingMethods: [.crane], shift: Shift(start: start, lengthSeconds: Int(hours * 3600)))
    }

    static func litterTruck(_ id: VehicleID) -> Vehicle {
        Vehicle(
            id: id, name: id.rawValue, depot: "depot", payloadKilograms: 1500,
            compartments: [Compartment(fractions: [.litter], volumeLitres: 5000)], emptyingMethods: [.manual], shift: Shift())
    }

    mutating func addSlot(
        _ slot: String, at site: String, fraction: Fraction = .glassWhite, type: ContainerTypeID? = "igloo", level: Double? = 0.9,
        device: DeviceID? = "sensor"
    ) {
        let id = SlotID(slot)
        if let type { data.containers.append(Container(id: ContainerID("c-\(slot)"), type: type)) }
        data.slots.append(
            Slot(
                id: id, site: SiteID(site), fraction: fraction, container: type.map { _ in ContainerID("c-\(slot)") },
                device: device.map { _ in DeviceID("s-\(slot)") }))
        levels[id] = level
    }

    mutating func change(slot id: SlotID, _ body: (inout Slot) -> Void) {
        for index in data.slots.indices where data.slots[index].id == id { body(&data.slots[index]) }
    }

    mutating func change(site id: SiteID, _ body: (inout Site) -> Void) {
        for index in data.sites.indices where data.sites[index].id == id { body(&data.sites[index]) }
    }

    mutating func ask(for slot: SlotID, on day: CalendarDay = Self.wednesday, note: String = "overflowing") {
        requests.append(
            EmptyingRequest(
                id: RequestID("r-\(slot)"), slot: slot, dueOn: day, note: note,
                createdAt: Self.clock.moment(day, TimeOfDay(hour: 1))))
    }

    func forecast(_ slot: SlotID, asOf: Timestamp) -> LevelForecast? {
        guard let level = levels[slot] else { return nil }
        let rate = ratesPerDay[slot] ?? 0
        let fullAt = rate > 0 ? asOf.adding(days: (1 - level) / rate) : nil
        return LevelForecast(
            slot: slot, asOf: asOf, level: level, levelDeviation: deviations[slot] ?? 0, ratePerDay: rate, rateDeviation: 0,
            fullLevel: 1, fullAt: fullAt, fullEarliest: fullAt, fullLatest: fullAt, basis: .readings, dataAgeHours: 1)
    }

    func input(on day: CalendarDay = Self.wednesday, off: Set<VehicleID> = []) -> PlanningInput {
        let asOf = Self.clock.moment(day, TimeOfDay(hour: 5))
        let pairs = data.slots.compactMap { slot in forecast(slot.id, asOf: asOf).map { (slot.id, $0) } }
        let places = PlaceIndex(data)
        return PlanningInput(
            planID: "p", createdAt: asOf, town: data, day: day, clock: Self.clock,
            forecasts: Dictionary(pairs, uniquingKeysWith: { first, _ in first }), lastEmptyings: lastEmptyings,
            requests: requests,
            places: places, travel: Self.travel(places.coordinates), vehiclesOff: off, options: options)
    }

    func plan(on day: CalendarDay = Self.wednesday, off: Set<VehicleID> = []) throws -> Plan {
        try Planner().plan(input(on: day, off: off))
    }

    static func coordinate(row: Int, column: Int) -> Coordinate {
        Coordinate(latitude: 51.5 - Double(row) * 0.01, longitude: 7.4 + Double(column) * 0.01)!
    }

    /// 1 km and 100 s a character, along rows and columns.
    static func travel(_ places: [Coordinate]) -> TravelMatrix {
        let steps = places.flatMap { a in
            places.map { b in
                Int32(((abs(a.latitude - b.latitude) + abs(a.longitude - b.longitude)) * 100).rounded())
            }
        }
        return TravelMatrix(
            count: places.count, distanceMetres: steps.map { $0 * 1000 }, durationSeconds: steps.map { $0 * 100 },
            basis: .estimate)!
    }
}

extension Plan {
    var emptiedSlots: [SlotID] { tours.flatMap(\.stops).flatMap(\.emptied).map(\.slot) }

    func emptying(_ slot: SlotID) -> StopEmptying? { tours.flatMap(\.stops).flatMap(\.emptied).first { $0.slot == slot } }

    func stop(at site: SiteID) -> Stop? { tours.flatMap(\.stops).first { $0.place == .site(site) } }

    func obstacle(_ slot: SlotID) -> LeftOut.Obstacle? { leftOut.first { $0.slot == slot }?.obstacle }

    /// Rules broken, each once.
    var brokenRules: Set<String> { Set(violations.map(\.rule)) }
}

extension Stop {
    /// The town's clock when work begins.
    var beginsAt: TimeOfDay {
        TimeOfDay(seconds: MapTown.clock.local(arrival.adding(seconds: waitSeconds)).secondOfDay)!
    }

    var endsAt: TimeOfDay { TimeOfDay(seconds: MapTown.clock.local(departure).secondOfDay)! }
}
