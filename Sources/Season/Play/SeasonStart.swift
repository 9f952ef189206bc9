import Model
import Planning
import Roads
import Simulation

/// Where all policies of a seed begin: the same town, the same weeks under the fixed rhythm, the same readings of the last of them.
struct SeasonStart: Sendable {
    let town: SeasonPlaces
    let rhythms: [RhythmSearch.Found]
    /// Mean level at emptying of each slot's class, which is what a town with a fixed rhythm plans its loads by.
    let usualLevels: [SlotID: Double]
    let simulation: TownSimulation
    let book: SensorBook
    let settings: SeasonSettings
    let seed: UInt64

    init(_ settings: SeasonSettings, seed: UInt64) {
        let made = SeasonTown.make(settings, seed: seed)
        let (data, found, levels) = RhythmSearch.improve(
            made, seed: seed, before: settings.firstDay, target: settings.overflowTarget)
        let places = PlaceIndex(data)
        let travel = StraightLineEstimate(rules: data.rules.travel).estimate(between: places.coordinates)
        town = SeasonPlaces(data: data, index: TownIndex(data), places: places, travel: travel)
        rhythms = found
        usualLevels = levels
        self.settings = settings
        self.seed = seed
        let weeks = SeasonSettings.unmeasuredWeeks + SeasonSettings.measuredWeeks + settings.settlingWeeks
        var simulation = TownSimulation(
            town: data, seed: seed, firstDay: settings.firstDay.adding(days: -7 * weeks),
            schedule: RhythmEmptyings(town: data, seed: seed), hasFaults: settings.hasFaults)
        simulation.run(days: 7 * SeasonSettings.unmeasuredWeeks)
        var book = SensorBook(data)
        let words = DriversWords(data, settings: settings, seed: seed)
        for _ in 0..<(7 * SeasonSettings.measuredWeeks) {
            var readings: [Reading] = []
            simulation.playDay(into: &readings)
            book.take(readings, reports: words.reports(simulation.emptyingsOfDay))
        }
        simulation.follow(NoEmptyings())
        self.simulation = simulation
        self.book = book
    }
}

/// What drivers report: that a container was emptied, and at one without a sensor about how full it was.
struct DriversWords: Sendable {
    private let withoutSensor: Set<SlotID>
    private let seesLevels: Bool
    private let key: RandomKey

    init(_ town: TownData, settings: SeasonSettings, seed: UInt64) {
        withoutSensor = Set(town.slots.filter { $0.device == nil }.map(\.id))
        seesLevels = settings.driversSeeLevels
        key = RandomKey(seed: seed)["drivers"]
    }

    func reports(_ emptyings: [TrueEmptying]) -> [Emptying] {
        emptyings.map { emptying in
            let sees = seesLevels && withoutSensor.contains(emptying.slot)
            return Emptying(
                slot: emptying.slot, at: emptying.at, levelBefore: sees ? seen(emptying) : nil, levelAfter: nil, confidence: 1,
                source: .reported)
        }
    }

    /// In quarters, one in five a quarter too high or too low (assumption); 110 % for overfull.
    private func seen(_ emptying: TrueEmptying) -> Double {
        let quarter = min(4, Int(emptying.levelBefore * 4))
        let slip = key[emptying.slot.rawValue][Int(emptying.at.seconds)].unit
        let said = max(0, min(4, quarter + (slip < 0.1 ? -1 : slip < 0.2 ? 1 : 0)))
        return said == 4 ? 1.1 : (Double(said) + 0.5) / 4
    }
}
