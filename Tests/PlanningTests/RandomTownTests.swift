import Model
import Testing

@testable import Planning

/// Random small towns with all kinds of rules: the verifier finds nothing, and each due slot is served or named.
@Suite struct RandomTownTests {
    @Test(arguments: 1...60)
    func everyPlanKeepsEveryRule(_ seed: Int) throws {
        let town = RandomTown(seed: UInt64(seed)).town
        let selection = DueSelection(town.input()).select()
        let plan = try Planner().plan(town.input(), selection: selection)
        #expect(plan.violations == [])
        let named = Set(plan.emptiedSlots).union(plan.leftOut.map(\.slot))
        for slot in selection.due.map(\.slot) + selection.blocked.map(\.slot) { #expect(named.contains(slot)) }
    }

    /// Else the test above would show nothing.
    @Test func theTownsShowTheirDifficulties() throws {
        let plans = try (1...60).map { seed in
            var town = RandomTown(seed: UInt64(seed)).town
            town.options.iterations = 1
            return try town.plan()
        }
        #expect(plans.filter { !$0.tours.isEmpty }.count >= 30)
        #expect(plans.flatMap(\.tours).filter { $0.totals.breakSeconds > 0 }.count >= 5)
        #expect(plans.flatMap(\.tours).filter { $0.totals.loads > 1 }.count >= 10)
        #expect(Set(plans.flatMap(\.leftOut).map(\.obstacle)).count >= 7)
    }
}

/// xorshift64*: small and the same everywhere.
struct TestRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}

struct RandomTown {
    var town: MapTown
    private var random: TestRandom

    init(seed: UInt64) {
        random = TestRandom(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        town = MapTown("D...\n...T\n.D..\n..T.")
        town.options = PlanningOptions(seed: seed, iterations: 120)
        town.data.depots[1].id = "depot2"
        town.data.disposalSites[1].id = "tip2"
        addSites(Int.random(in: 3...14, using: &random))
        addVehicles()
        addRules()
    }

    private mutating func addSites(_ count: Int) {
        let reach = [10, 25, 60].randomElement(using: &random) ?? 25
        let fractions: [Fraction] = [.glassWhite, .glassGreen, .glassBrown, .paper, .textiles, .litter]
        for number in 0..<count {
            let name = "s\(number)"
            let place = MapTown.coordinate(
                row: Int.random(in: 0...reach, using: &random), column: Int.random(in: 0...reach, using: &random))
            var site = Site(id: SiteID(name), name: name, coordinate: place)
            site.zone = Zone.allCases.randomElement(using: &random) ?? .mixed
            if chance(0.2) {
                let opens = Int.random(in: 5...12, using: &random)
                site.openingWindows = [
                    OpeningWindow(
                        opens: TimeOfDay(hour: opens), closes: TimeOfDay(hour: opens + Int.random(in: 1...8, using: &random)))
                ]
            }
            if chance(0.1) { site.requiredSkills = ["narrow"] }
            town.data.sites.append(site)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                addSlot(at: name, fractions.randomElement(using: &random) ?? .paper)
            }
        }
    }

    private mutating func addSlot(at site: String, _ fraction: Fraction) {
        let name = "\(site)-\(town.data.slots.count)"
        let type: ContainerTypeID? = chance(0.05) ? nil : fraction == .litter ? "bin" : "igloo"
        town.addSlot(name, at: site, fraction: fraction, type: type, level: Double.random(in: 0...1.25, using: &random))
        let slot = SlotID(name)
        town.ratesPerDay[slot] = Double.random(in: 0...0.3, using: &random)
        town.deviations[slot] = Double.random(in: 0...0.2, using: &random)
        if chance(0.1) { town.ask(for: slot) }
        if chance(0.1) { town.change(slot: slot) { $0.isActive = false } }
    }

    private mutating func addVehicles() {
        town.data.vehicles = (0..<Int.random(in: 1...4, using: &random)).map { number in
            var vehicle = MapTown.glassTruck(VehicleID("v\(number)"))
            vehicle.depot = chance(0.5) ? "depot" : "depot2"
            vehicle.payloadKilograms = Double.random(in: 800...12_000, using: &random)
            vehicle.compartments = body()
            vehicle.emptyingMethods = chance(0.3) ? [.crane, .manual] : [.crane]
            vehicle.skills = chance(0.5) ? ["narrow"] : []
            vehicle.speedFactor = Double.random(in: 0.7...1.2, using: &random)
            vehicle.shift = Shift(
                start: TimeOfDay(hour: Int.random(in: 4...9, using: &random)),
                lengthSeconds: Int.random(in: 1800...39_600, using: &random),
                ruleSet: chance(0.5) ? .doorToDoor : .publicContainers)
            if chance(0.3) { vehicle.disposalSites = ["tip2"] }
            return vehicle
        }
    }

    private mutating func body() -> [Compartment] {
        let litres = Double.random(in: 3000...20_000, using: &random)
        switch Int.random(in: 0...4, using: &random) {
        case 0: return [Fraction.glassWhite, .glassGreen, .glassBrown].map { Compartment(fractions: [$0], volumeLitres: litres) }
        case 1: return [Compartment(fractions: [.paper, .textiles], volumeLitres: litres)]
        case 2: return [Compartment(fractions: [.glassWhite, .glassGreen, .glassBrown, .paper, .litter], volumeLitres: litres)]
        case 3:
            return [
                Compartment(fractions: [.paper], volumeLitres: litres),
                Compartment(fractions: [.paper, .litter], volumeLitres: 4000),
                Compartment(fractions: [.textiles, .litter], volumeLitres: 2000),
            ]
        default:
            return [
                Compartment(fractions: [.glassWhite, .glassGreen], volumeLitres: litres),
                Compartment(fractions: [.glassBrown], volumeLitres: litres),
            ]
        }
    }

    private mutating func addRules() {
        town.data.disposalSites[0].fractions = chance(0.5) ? [.glassWhite, .glassGreen, .glassBrown, .paper] : [.paper, .litter]
        town.data.disposalSites[1].openingWindows = [OpeningWindow(opens: TimeOfDay(hour: 7), closes: TimeOfDay(hour: 15))]
        if chance(0.5) {
            town.data.rules.quietHourExceptions = [
                QuietHourException(
                    zone: .residential, firstDay: MapTown.wednesday, lastDay: MapTown.wednesday, allowedFrom: TimeOfDay(hour: 6),
                    allowedUntil: TimeOfDay(hour: 20), reason: "heat")
            ]
        }
        if chance(0.3) {
            town.data.rules.quietHours.append(
                QuietHours(
                    zone: .residential, fractions: [.glassWhite, .glassGreen], allowedFrom: TimeOfDay(hour: 8),
                    allowedUntil: TimeOfDay(hour: 12), source: "glass hours"))
        }
    }

    private mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &random) < probability }
}
