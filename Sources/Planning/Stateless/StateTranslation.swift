import Model
import Routing

/// Turns a ``PlanState`` into what the planner takes.
struct StateTranslation {
    let state: PlanState

    /// One deposit of about 43 litres (Groningen: 30–65) and a spread of 40 % (assumption).
    private static let depositLitres = 43.0
    private static let depositSpread = 0.4
    private static let fraction = Fraction(rawValue: "waste")
    /// Ten containers in one: whoever says more means percent.
    private static let highestLevel = 10.0
    /// Where everything is when a matrix makes places needless.
    private static let nowhere = Coordinate(latitude: 0, longitude: 0)

    init(_ state: PlanState) { self.state = state }

    func town() throws(PlanStateError) -> TownData {
        try checkNames()
        guard !state.depots.isEmpty else { throw PlanStateError(member: "depots", message: "at least one is needed") }
        guard !state.vehicles.isEmpty else { throw PlanStateError(member: "vehicles", message: "at least one is needed") }
        let zone = state.timeZone ?? "UTC"
        guard TownClock(identifier: zone) != nil else {
            throw PlanStateError(member: "time_zone", message: "'\(zone)' is not known: use an IANA name such as Europe/Berlin")
        }
        var data = TownData(town: Town(id: "state", name: state.name ?? "state", timeZone: zone), rules: rules())
        for depot in state.depots {
            data.depots.append(
                Depot(id: depot.id, name: depot.id.rawValue, coordinate: try coordinate(depot.place, "depots.\(depot.id)")))
        }
        let fractions = Set(state.slots.map { $0.fraction ?? Self.fraction })
        data.disposalSites = try disposalSites(fractions)
        for site in state.sites {
            data.sites.append(
                Site(
                    id: site.id, name: site.id.rawValue, coordinate: try coordinate(site.place, "sites.\(site.id)"),
                    zone: site.zone ?? .industrial, openingWindows: windows(site.windows), setupSeconds: site.setupSeconds,
                    requiredSkills: Set(site.skills ?? [])))
        }
        for slot in state.slots { try add(slot, to: &data) }
        for vehicle in state.vehicles { data.vehicles.append(try self.vehicle(vehicle, fractions)) }
        return data
    }

    private func checkNames() throws(PlanStateError) {
        func twice<Name: Hashable>(_ names: [Name]) -> Name? {
            var seen: Set<Name> = []
            return names.first { !seen.insert($0).inserted }
        }
        if let id = twice(state.sites.map(\.id)) { throw PlanStateError(member: "sites", message: "'\(id)' is there twice") }
        if let id = twice(state.slots.map(\.id)) { throw PlanStateError(member: "slots", message: "'\(id)' is there twice") }
        if let id = twice(state.vehicles.map(\.id)) {
            throw PlanStateError(member: "vehicles", message: "'\(id)' is there twice")
        }
        let sites = Set(state.sites.map(\.id))
        if let slot = state.slots.first(where: { !sites.contains($0.site) }) {
            throw PlanStateError(member: "slots.\(slot.id).site", message: "there is no site '\(slot.site)'")
        }
        let depots = Set(state.depots.map(\.id))
        if let vehicle = state.vehicles.first(where: { $0.depot.map { !depots.contains($0) } ?? false }) {
            throw PlanStateError(member: "vehicles.\(vehicle.id).depot", message: "there is no such depot")
        }
    }

    private func coordinate(_ place: PlanState.Place, _ member: String) throws(PlanStateError) -> Coordinate {
        if let latitude = place.latitude, let longitude = place.longitude {
            guard let found = Coordinate(latitude: latitude, longitude: longitude) else {
                throw PlanStateError(member: member, message: "\(latitude), \(longitude) is no place on the earth")
            }
            return found
        }
        guard state.matrix != nil, let nowhere = Self.nowhere else {
            throw PlanStateError(member: member, message: "give latitude and longitude, or a matrix")
        }
        return nowhere
    }

    private func rules() -> TownRules {
        var rules = TownRules()
        rules.observesPublicHolidays = false
        if let seconds = state.rules?.serviceSeconds { rules.service.craneSeconds = max(0, seconds) }
        if let seconds = state.rules?.setupSeconds { rules.service.siteSeconds = max(0, seconds) }
        if let seconds = state.rules?.disposalSeconds { rules.service.disposalSeconds = max(0, seconds) }
        return rules
    }

    /// Without any the depot is where the load is left.
    private func disposalSites(_ fractions: Set<Fraction>) throws(PlanStateError) -> [DisposalSite] {
        guard let given = state.disposalSites else {
            var sites: [DisposalSite] = []
            for depot in state.depots {
                sites.append(
                    DisposalSite(
                        id: DisposalSiteID(depot.id.rawValue), name: depot.id.rawValue,
                        coordinate: try coordinate(depot.place, "depots.\(depot.id)"), fractions: fractions,
                        serviceSeconds: state.rules?.disposalSeconds ?? 0))
            }
            return sites
        }
        var sites: [DisposalSite] = []
        for site in given {
            sites.append(
                DisposalSite(
                    id: site.id, name: site.id.rawValue, coordinate: try coordinate(site.place, "disposal_sites.\(site.id)"),
                    fractions: site.fractions.map { Set($0) } ?? fractions, openingWindows: windows(site.windows),
                    serviceSeconds: site.serviceSeconds))
        }
        return sites
    }

    private func windows(_ windows: [PlanState.Window]?) -> [OpeningWindow] {
        (windows ?? []).map { OpeningWindow(opens: $0.from, closes: $0.until) }
    }

    private func add(_ slot: PlanState.Slot, to data: inout TownData) throws(PlanStateError) {
        let figures = [slot.capacityLitres, slot.level, slot.levelDeviation, slot.ratePerDay, slot.rateDeviation, slot.deposits]
        guard figures.compactMap(\.self).allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            throw PlanStateError(member: "slots.\(slot.id)", message: "a figure is negative: all are 0 or more")
        }
        let levels = [slot.level].compactMap(\.self) + (slot.history ?? []).map(\.level)
        if let level = levels.first(where: { $0 > Self.highestLevel }) {
            throw PlanStateError(
                member: "slots.\(slot.id).level", message: "\(level) is no share of the container: 0.9 means 90 %")
        }
        let name = slot.id.rawValue
        data.containerTypes.append(
            ContainerType(
                id: ContainerTypeID(name), name: name, usableVolumeLitres: capacity(slot), innerHeightMillimetres: 1000,
                emptyingMethod: .crane, serviceSeconds: slot.serviceSeconds.map { max(0, $0) }))
        data.containers.append(Container(id: ContainerID(name), type: ContainerTypeID(name)))
        data.slots.append(
            Slot(
                id: slot.id, site: slot.site, fraction: slot.fraction ?? Self.fraction, container: ContainerID(name),
                device: DeviceID(name), maximumAgeDays: state.rules?.maximumAgeDays ?? .infinity))
    }

    private func capacity(_ slot: PlanState.Slot) -> Double { max(1, slot.capacityLitres ?? 5000) }

    private func vehicle(_ vehicle: PlanState.Vehicle, _ fractions: Set<Fraction>) throws(PlanStateError) -> Vehicle {
        let start = vehicle.start ?? TimeOfDay(hour: 7)
        let end = vehicle.end ?? TimeOfDay(hour: 15)
        guard end > start else { throw PlanStateError(member: "vehicles.\(vehicle.id).end", message: "is not after its start") }
        // What it carries may be as much as you like; a billion litres are nobody's limit.
        let litres = vehicle.capacityLitres ?? 1e7
        return Vehicle(
            id: vehicle.id, name: vehicle.id.rawValue, depot: vehicle.depot ?? state.depots[0].id,
            payloadKilograms: vehicle.payloadKilograms ?? 1e7,
            compartments: [Compartment(fractions: vehicle.fractions.map { Set($0) } ?? fractions, volumeLitres: litres)],
            emptyingMethods: [.crane], skills: Set(vehicle.skills ?? []),
            shift: Shift(
                start: start, lengthSeconds: end.seconds - start.seconds,
                weekdays: Set(state.rules?.collectionWeekdays ?? Weekday.allCases)),
            speedFactor: vehicle.speedFactor ?? 1)
    }

    /// The vehicles' own breaks, and the law where it is wanted.
    func breakRules() -> [VehicleID: [Problem.BreakRule]] {
        let law: [Problem.BreakRule] = state.rules?.germanLaw ?? false ? TourRuleSet.publicContainers.breakRules : []
        return Dictionary(
            state.vehicles.map { ($0.id, law + ownBreaks($0.breaks ?? [])) }, uniquingKeysWith: { first, _ in first })
    }

    /// The search knows breaks in windows that do not overlap, up to a number: those that do, or are too many, become one of
    /// their sum in the window of the longest, so that the tours lose the same time.
    private func ownBreaks(_ breaks: [PlanState.Break]) -> [Problem.BreakRule] {
        var spans: [(start: TimeWindow, seconds: Int, longest: Int)] = []
        for rest in breaks.sorted(by: { $0.from.seconds < $1.from.seconds }) {
            let start = TimeWindow(rest.from.seconds, max(rest.from.seconds, rest.until.seconds))
            let seconds = max(1, rest.minutes) * 60
            let isFull = spans.count == Problem.BreakRule.largestWindowCount
            guard let last = spans.last, isFull || start.openSeconds <= last.start.closeSeconds else {
                spans.append((start, seconds, seconds))
                continue
            }
            let joined = (seconds > last.longest ? start : last.start, last.seconds + seconds, max(last.longest, seconds))
            spans[spans.count - 1] = joined
        }
        return spans.enumerated().map { number, span in
            Problem.BreakRule(
                id: spans.count == 1 ? "break" : "break \(number + 1)",
                kind: .window(start: span.start, durationSeconds: span.seconds))
        }
    }

    // MARK: levels

    func forecasts(asOf: Timestamp) -> [SlotID: LevelForecast] {
        Dictionary(state.slots.map { ($0.id, forecast($0, asOf: asOf)) }, uniquingKeysWith: { first, _ in first })
    }

    private func forecast(_ slot: PlanState.Slot, asOf: Timestamp) -> LevelForecast {
        let litres = max(0, slot.depositLitres ?? Self.depositLitres)
        let spread = max(0, slot.depositLitresDeviation ?? Self.depositSpread * litres)
        let count = max(0, slot.deposits ?? 0)
        let seen = history(slot)
        // A Poisson number of deposits of that size a day.
        let arrivals = slot.depositsPerDay.map { $0 * litres / capacity(slot) }
        let daily = ((slot.depositsPerDay ?? 0) * (litres * litres + spread * spread)).squareRoot() / capacity(slot)
        let known = slot.ratePerDay ?? seen?.rate ?? arrivals
        let rate = known ?? usualRate(slot)
        let rateDeviation =
            slot.rateDeviation ?? (known == nil ? rate / 2 : slot.ratePerDay == nil && arrivals != nil ? daily : 0.3 * rate)
        // Counted since the last emptying, or grown since then.
        let grown = slot.deposits == nil ? rate * max(0, slot.ageDays ?? 0) : count * litres / capacity(slot)
        let level = slot.level ?? seen?.level ?? grown
        let grownDeviation =
            slot.deposits == nil ? rateDeviation * max(0, slot.ageDays ?? 0) : count.squareRoot() * spread / capacity(slot)
        let levelDeviation = slot.levelDeviation ?? (slot.level == nil && seen == nil ? grownDeviation : 0.03)
        let full = { (rate: Double) -> Timestamp? in rate > 1e-6 ? asOf.adding(days: min(60, max(0, 1 - level) / rate)) : nil }
        return LevelForecast(
            slot: slot.id, asOf: asOf, level: level, levelDeviation: levelDeviation, ratePerDay: rate,
            rateDeviation: rateDeviation,
            fullLevel: 1, fullAt: full(rate), fullEarliest: full(rate + 1.28 * rateDeviation), fullLatest: nil, basis: .readings,
            dataAgeHours: 0)
    }

    /// Where nobody says how fast it fills: as fast as it has since it was emptied, else as its fraction usually does (an assumption).
    private func usualRate(_ slot: PlanState.Slot) -> Double {
        let level = slot.level ?? slot.deposits.map { $0 * max(0, slot.depositLitres ?? Self.depositLitres) / capacity(slot) }
        if let level, let age = slot.ageDays, level > 0, age >= 0.5 { return min(2, level / age) }
        return FractionProperties.standard(slot.fraction ?? Self.fraction).typicalFillPerDay
    }

    /// The last level moved on to now, and the mean growth between falls.
    private func history(_ slot: PlanState.Slot) -> (level: Double, rate: Double)? {
        let points = (slot.history ?? []).filter { $0.level.isFinite && $0.hoursAgo.isFinite && $0.hoursAgo >= 0 }
            .sorted { $0.hoursAgo > $1.hoursAgo }
        guard let first = points.first, let last = points.last else { return nil }
        let growth = zip(points, points.dropFirst()).reduce(0) { $0 + max(0, $1.1.level - $1.0.level) }
        let days = (first.hoursAgo - last.hoursAgo) / 24
        let rate = days > 0 ? growth / days : 0
        return (max(0, last.level + rate * last.hoursAgo / 24), rate)
    }

    func lastEmptyings(asOf: Timestamp) -> [SlotID: Timestamp] {
        Dictionary(
            state.slots.compactMap { slot in slot.ageDays.map { (slot.id, asOf.adding(days: -max(1, $0))) } },
            uniquingKeysWith: { first, _ in first })
    }

    func requests(_ day: CalendarDay, asOf: Timestamp) -> [EmptyingRequest] {
        state.slots.filter { $0.isRequested ?? false }
            .map { EmptyingRequest(id: RequestID($0.id.rawValue), slot: $0.id, dueOn: day, note: "", createdAt: asOf) }
    }

    // MARK: ways

    func travel(
        _ places: PlaceIndex, _ estimate: ([Coordinate]) -> Model.TravelMatrix
    ) throws(PlanStateError) -> Model.TravelMatrix {
        guard let matrix = state.matrix else { return estimate(places.coordinates) }
        let rows = matrix.distanceMetres.count
        guard matrix.durationSeconds.count == rows,
            (matrix.distanceMetres + matrix.durationSeconds).allSatisfy({ $0.count == rows })
        else {
            throw PlanStateError(
                member: "matrix",
                message: "is not square, or its parts differ in size: both have a row and a column for each place")
        }
        let order = numbers
        guard order.count == places.coordinates.count, order.allSatisfy({ (0..<rows).contains($0) }) else {
            let count = state.depots.count + (state.disposalSites?.count ?? 0) + state.sites.count
            throw PlanStateError(
                member: "matrix",
                message: "has \(rows) places, but depots, disposal sites and sites together are \(count): give each its `place`")
        }
        func taken(_ figures: [[Double]]) -> [Int32] {
            order.flatMap { from in order.map { Int32(min(4e7, max(0, figures[from][$0].rounded()))) } }
        }
        let all = matrix.distanceMetres + matrix.durationSeconds
        guard all.allSatisfy({ $0.allSatisfy { $0.isFinite && $0 >= 0 } }) else {
            throw PlanStateError(member: "matrix", message: "holds a figure that is negative or no number")
        }
        guard
            let travel = Model.TravelMatrix(
                count: order.count, distanceMetres: taken(matrix.distanceMetres), durationSeconds: taken(matrix.durationSeconds),
                basis: .roads)
        else { throw PlanStateError(member: "matrix", message: "can not be used") }
        return travel
    }

    /// Numbers in the matrix of depots, disposal sites and sites, in this order; a depot where the load is left has one number.
    private var numbers: [Int] {
        let depots = state.depots.enumerated().map { $1.place.index ?? $0 }
        let tips = state.disposalSites?.enumerated().map { $1.place.index ?? depots.count + $0 }
        let before = depots.count + (tips?.count ?? 0)
        return depots + (tips ?? depots) + state.sites.enumerated().map { $1.place.index ?? before + $0 }
    }
}
