import Model
import Simulation

/// What somebody would know who knows every level and every deposit of the coming weeks.
enum PerfectKnowledge {
    static func forecasts(of simulation: TownSimulation, asOf: Timestamp, days: Int) -> [SlotID: LevelForecast] {
        let coming = simulation.comingDeposits(days: days)
        var forecasts: [SlotID: LevelForecast] = [:]
        for (slot, shares) in coming.shares {
            guard let level = simulation.level(of: slot), let total = shares.last else { continue }
            let levels = shares.map { level + $0 }
            let rate = max(1e-4, total / Double(max(1, days)))
            let full = levels.firstIndex { $0 >= 1 }
            forecasts[slot] = LevelForecast(
                slot: slot, asOf: asOf, level: level, levelDeviation: 0, ratePerDay: rate, rateDeviation: 0, fullLevel: 1,
                fullAt: full.map { asOf.adding(hours: Double($0) * coming.stepHours) }, fullEarliest: nil, fullLatest: nil,
                basis: .readings, dataAgeHours: 0,
                course: LevelCourse(
                    stepHours: coming.stepHours, levels: levels, overfull: levels.map { $0 > 1 ? 1 : 0 }, variancePerGrowth: 0))
        }
        return forecasts
    }
}
