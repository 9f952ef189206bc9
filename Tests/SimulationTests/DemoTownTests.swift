import Model
import Simulation
import Testing
import TownFiles

@Suite struct DemoTownTests {
    static let town = TestTowns.demo

    @Test func itHasTheProportionsOfTheTwoTowns() {
        let town = Self.town
        let slots = Dictionary(grouping: town.slots, by: \.fraction).mapValues(\.count)
        #expect(town.sites.count == 550)
        #expect(town.slots.count == 2900)
        #expect(slots[.litter] == 400)
        #expect([Fraction.glassWhite, .glassGreen, .glassBrown].compactMap { slots[$0] }.reduce(0, +) == 1140)
        #expect(slots[.paper] == 820)
        #expect(slots[.textiles] == 540)
        #expect(town.vehicles.count == 12)
        #expect(town.depots.count == 2)
        #expect(town.disposalSites.count == 4)
    }

    @Test func everySiteHasSomethingToEmptyAndEverySlotAContainerAndARhythm() {
        let town = Self.town
        #expect(Set(town.slots.map(\.site)).count == 550)
        #expect(town.slots.allSatisfy { $0.container != nil && $0.rhythm != nil })
    }

    @Test func everySlotCanBeEmptiedAndTippedBySomebody() {
        let town = Self.town
        let index = TownIndex(town)
        for slot in town.slots {
            let method = index.containerType(of: slot)?.emptyingMethod
            let needs = index.sites[slot.site]?.requiredSkills ?? []
            #expect(
                town.vehicles.contains { vehicle in
                    vehicle.fractions.contains(slot.fraction) && method.map(vehicle.emptyingMethods.contains) == true
                        && needs.isSubset(of: vehicle.skills)
                }, "\(slot.id)")
            #expect(town.disposalSites.contains { $0.fractions.contains(slot.fraction) })
        }
    }

    @Test func itsFilesAreAcceptedAndReadBackEqual() throws {
        #expect(try TownFileReader.read(TownFileWriter.write(Self.town)) == Self.town)
    }

    @Test func theSameSeedGivesTheSameTownByteForByte() {
        #expect(TownFileWriter.write(DemoTown(seed: 1).town()) == TownFileWriter.write(Self.town))
    }

    @Test func bothTownsTogetherHaveTheSameSitesAndVehicles() throws {
        let towns = TestTowns.town(seed: 1).twoTowns()
        #expect(towns.map(\.town.id) == ["dortmund", "schwerte"])
        #expect(Set(towns.flatMap(\.sites)) == Set(Self.town.sites))
        #expect(Set(towns.flatMap(\.slots).map(\.id)) == Set(Self.town.slots.map(\.id)))
        #expect(towns.map(\.vehicles.count) == [9, 3])
        for town in towns { #expect(try TownFileReader.read(TownFileWriter.write(town)) == town) }
    }

    @Test func sensorsAreWhereTheyWereOrdered() {
        var demo = TestTowns.town(seed: 3)
        demo.sensorShare = 1
        demo.litterSensorShare = 0
        let other = demo.town()
        #expect(other.sites != Self.town.sites)
        #expect(other.slots.allSatisfy { ($0.device != nil) == ($0.fraction != .litter) })
        let withSensor = Self.town.slots.filter { $0.fraction != .litter && $0.device != nil }.count
        #expect(abs(Double(withSensor) / 2500 - 0.85) < 0.03)
    }

    /// What is thrown in must be driven away: by domain.md's 32 crane containers a shift, at 75 % full, on five days of the week.
    @Test func anAverageDayTakesAboutTwoThirdsOfTheFleet() {
        let town = Self.town
        let volumes = TownSimulation.meanContainersPerDay(of: town, seed: 1)
        func use(_ fractions: [Fraction], trucks: Double, containersAShift: Double, days: Double) -> Double {
            fractions.compactMap { volumes[$0] }.reduce(0, +) / 0.75 * 7 / days / (trucks * containersAShift)
        }
        let glass = use([.glassWhite, .glassGreen, .glassBrown], trucks: 4, containersAShift: 32, days: 5)
        let paperAndTextiles = use([.paper, .textiles], trucks: 5, containersAShift: 32, days: 5)
        let litter = use([.litter], trucks: 3, containersAShift: 80, days: 6)
        for share in [glass, paperAndTextiles, litter] {
            #expect((0.5...0.8).contains(share), "\(glass) \(paperAndTextiles) \(litter)")
        }
        #expect((0.58...0.72).contains((4 * glass + 5 * paperAndTextiles + 3 * litter) / 12))
    }
}
