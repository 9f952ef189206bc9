import Model
import Planning
import Simulation

/// What one policy did in one town over the weeks that count.
public struct SeasonFigures: Sendable, Hashable, Codable {
    public var policy: SeasonPolicy
    public var seed: UInt64
    public var weeks: Int
    public var emptyings = 0
    /// By crane or the truck's arm; the rest is done by hand.
    public var lifts = 0
    public var sites = 0
    public var tours = 0
    public var loads = 0
    public var kilometres = 0.0
    public var truckHours = 0.0
    public var drivingHours = 0.0
    public var dieselLitres = 0.0
    public var electricKilowattHours = 0.0
    public var carbonDioxideKilograms = 0.0
    /// Container-hours above 100 %.
    public var overflowHours = 0.0
    /// Of all container-hours.
    public var overflowShare = 0.0
    public var meanLevelAtEmptying = 0.0
    public var levelAtEmptyingDeviation = 0.0
    public var collectedLitres = 0.0
    /// Content of all containers at the end less that at the beginning: what was put off.
    public var contentChangeLitres = 0.0
    /// Trips to the tip that no plan had foreseen, because containers held more than expected.
    public var extraTips = 0
    /// Containers that were due and found no room, summed over the days.
    public var leftOutDays = 0
    /// Ways, hours and tours at the search's weights, and overflow at its price; one unit is the worth of a metre.
    public var cost = 0.0
    /// By kind of vehicle.
    public var work: [String: WorkFigures] = [:]
    public var overflowHoursByFraction: [String: Double] = [:]
    public var emptyingsByFraction: [String: Int] = [:]
    public var kilometresByWeek: [Double] = []
    public var overflowHoursByWeek: [Double] = []
    /// Emptyings by level before, in steps of ten points; the last is 120 %.
    public var emptyingsByLevel: [Int] = Array(repeating: 0, count: 13)

    private var levelSum = 0.0
    private var levelSquares = 0.0

    private enum CodingKeys: String, CodingKey {
        case policy, seed, weeks, emptyings, lifts, sites, tours, loads, kilometres, truckHours, drivingHours, dieselLitres
        case electricKilowattHours, carbonDioxideKilograms, overflowHours, overflowShare, meanLevelAtEmptying
        case levelAtEmptyingDeviation, collectedLitres, contentChangeLitres, extraTips, leftOutDays, cost, work
        case overflowHoursByFraction, emptyingsByFraction, kilometresByWeek, overflowHoursByWeek, emptyingsByLevel
    }

    init(policy: SeasonPolicy, seed: UInt64, weeks: Int, contentBefore: Double) {
        self.policy = policy
        self.seed = seed
        self.weeks = weeks
        contentChangeLitres = -contentBefore
        kilometresByWeek = Array(repeating: 0, count: weeks)
        overflowHoursByWeek = kilometresByWeek
    }

    mutating func add(
        _ day: DrivenDay, tours planned: [Tour], leftOut: Int, emptyings done: [TrueEmptying],
        overflowHours hours: [SlotID: Double], week: Int,
        town: SeasonPlaces
    ) {
        let totals = day.totals
        sites += totals.sites
        loads += totals.loads
        extraTips += day.extraTips
        tours += day.plan.tours.count
        kilometres += Double(totals.distanceMetres) / 1000
        truckHours += Double(totals.durationSeconds) / 3600
        drivingHours += Double(totals.drivingSeconds) / 3600
        dieselLitres += totals.dieselLitres
        electricKilowattHours += totals.electricKilowattHours
        carbonDioxideKilograms += totals.carbonDioxideKilograms
        leftOutDays += leftOut
        for tour in planned {
            guard let vehicle = town.index.vehicles[tour.vehicle] else { continue }
            work[vehicle.workKind, default: WorkFigures()].add(tour)
        }
        kilometresByWeek[week] += Double(totals.distanceMetres) / 1000
        for emptying in done { add(emptying, town) }
        for (slot, overfull) in hours.sorted(by: { $0.key < $1.key }) {
            overflowHours += overfull
            overflowHoursByWeek[week] += overfull
            if let fraction = town.index.slots[slot]?.fraction {
                overflowHoursByFraction[fraction.rawValue, default: 0] += overfull
            }
        }
    }

    private mutating func add(_ emptying: TrueEmptying, _ town: SeasonPlaces) {
        guard let slot = town.index.slots[emptying.slot] else { return }
        emptyings += 1
        emptyingsByFraction[slot.fraction.rawValue, default: 0] += 1
        if let type = town.index.containerType(of: slot), type.emptyingMethod != .manual { lifts += 1 }
        collectedLitres += emptying.litres
        levelSum += emptying.levelBefore
        levelSquares += emptying.levelBefore * emptying.levelBefore
        emptyingsByLevel[max(0, min(12, Int(emptying.levelBefore * 10)))] += 1
    }

    mutating func finish(contentAfter: Double, slots: Int, overflowPricePerDay: Int) {
        contentChangeLitres += contentAfter
        let count = Double(max(1, emptyings))
        meanLevelAtEmptying = levelSum / count
        levelAtEmptyingDeviation = max(0, levelSquares / count - meanLevelAtEmptying * meanLevelAtEmptying).squareRoot()
        overflowShare = overflowHours / Double(max(1, slots * weeks * 7 * 24))
        let weights = PlanningWeights()
        cost =
            kilometres * 1000 * Double(weights.perMetre) + truckHours * 3600 * Double(weights.perSecond)
            + Double(tours * weights.perTour) + overflowHours / 24 * Double(overflowPricePerDay)
    }
}
