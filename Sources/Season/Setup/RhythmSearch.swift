public import Model
import Simulation

/// Searches the best fixed rhythms: for each fraction and kind of place one interval, so that all together cost the least work and no
/// more container-hours are overfull than the target allows.
///
/// A kind of place is what the town's own rhythm says about it: the town knows its busy and its quiet places, within a quarter of the
/// true amount. Each candidate is played on the deposits of the half-year before the season. The choice is by Lagrange's multiplier:
/// every class takes the interval with the least work + λ × overflow, and λ is the smallest that keeps to the target.
public struct RhythmSearch: Sendable {
    /// A fraction's containers of one kind of place.
    struct PlaceClass: Hashable, Comparable {
        let fraction: Fraction
        /// Tenths of days between the town's own emptyings.
        let usualTenths: Int

        static func < (a: PlaceClass, b: PlaceClass) -> Bool { (a.fraction, a.usualTenths) < (b.fraction, b.usualTenths) }
    }

    /// How a class fares with a candidate over the time that was played.
    private struct Outcome {
        var work = 0.0
        var overflowHours = 0.0
        var levels = 0.0
        var visits = 0
    }

    /// What was found, for reports.
    public struct Found: Sendable, Hashable, Codable {
        public var fraction: Fraction
        public var usualIntervalDays: Double
        public var slots: Int
        public var intervalDays: Double
        public var meanLevelAtEmptying: Double
        public var overflowShare: Double
    }

    /// Days that are played before the season.
    static let trainingDays = 182

    /// The town with its slots' rhythms replaced, what was chosen, and the mean level at emptying each slot's class had.
    static func improve(
        _ town: TownData, seed: UInt64, before firstDay: CalendarDay, target: Double
    ) -> (town: TownData, found: [Found], levels: [SlotID: Double]) {
        let sectors = Sectors(town)
        let start = firstDay.adding(days: -trainingDays)
        let anchor = start.adding(days: -start.weekday.mondayIndex)
        var simulation = TownSimulation(town: town, seed: seed, firstDay: start, schedule: NoEmptyings())
        simulation.run(days: 0)
        let deposits = simulation.comingDeposits(days: trainingDays)
        let index = TownIndex(town)
        let saturdays = Set(town.vehicles.filter { $0.shift.weekdays.contains(.saturday) }.flatMap(\.fractions))
        let calendar = WorkCalendar(town.rules, from: start, days: trainingDays)
        var outcomes: [PlaceClass: [RhythmCandidate: Outcome]] = [:]
        var members: [PlaceClass: [Int]] = [:]
        for (position, slot) in town.slots.enumerated() where slot.isActive {
            guard let shares = deposits.shares[slot.id], let usual = slot.rhythm, let type = index.containerType(of: slot)
            else { continue }
            let key = PlaceClass(fraction: slot.fraction, usualTenths: Int(usual.meanIntervalDays * 10))
            members[key, default: []].append(position)
            let worksSaturdays = saturdays.contains(slot.fraction)
            let work = Double(town.rules.service.seconds(for: type) + 60 + usualWaySeconds)
            for candidate in RhythmCandidate.all(saturdays: worksSaturdays) {
                let rhythm = candidate.rhythm(slice: sectors.slice(slot), saturdays: worksSaturdays, anchor: anchor)
                let visits = calendar.visits(rhythm, saturdays: worksSaturdays)
                let played = play(shares, visits: visits)
                var outcome = outcomes[key, default: [:]][candidate] ?? Outcome()
                outcome.work += work * Double(played.visits)
                outcome.overflowHours += played.overflowHours
                outcome.levels += played.levels
                outcome.visits += played.visits
                outcomes[key, default: [:]][candidate] = outcome
            }
        }
        let hours = Double(members.values.reduce(0) { $0 + $1.count } * trainingDays * 24)
        let chosen = choose(outcomes, allowedHours: target * hours)
        var improved = town
        var found: [Found] = []
        var levels: [SlotID: Double] = [:]
        for key in members.keys.sorted() {
            guard let candidate = chosen[key], let outcome = outcomes[key]?[candidate], let positions = members[key] else {
                continue
            }
            let level = outcome.visits > 0 ? outcome.levels / Double(outcome.visits) : 0.6
            var interval = 0.0
            for position in positions {
                let slot = town.slots[position]
                let rhythm = candidate.rhythm(
                    slice: sectors.slice(slot), saturdays: saturdays.contains(slot.fraction), anchor: anchor)
                improved.slots[position].rhythm = rhythm
                levels[slot.id] = level
                interval = rhythm.meanIntervalDays
            }
            found.append(
                Found(
                    fraction: key.fraction, usualIntervalDays: Double(key.usualTenths) / 10, slots: positions.count,
                    intervalDays: interval, meanLevelAtEmptying: level,
                    overflowShare: outcome.overflowHours / Double(positions.count * trainingDays * 24)))
        }
        return (improved, found, levels)
    }

    /// Way between two stops of a tour, as part of a visit's work (assumption; the same for all candidates of a class).
    private static let usualWaySeconds = 180

    private static func choose(
        _ outcomes: [PlaceClass: [RhythmCandidate: Outcome]], allowedHours: Double
    ) -> [PlaceClass: RhythmCandidate] {
        func best(_ price: Double) -> (choice: [PlaceClass: RhythmCandidate], hours: Double) {
            var hours = 0.0
            let choice = outcomes.mapValues { candidates -> RhythmCandidate in
                let best = candidates.min { a, b in
                    (a.value.work + price * a.value.overflowHours, a.key) < (b.value.work + price * b.value.overflowHours, b.key)
                }
                hours += best?.value.overflowHours ?? 0
                return best?.key ?? .weekly
            }
            return (choice, hours)
        }
        var (low, high) = (0.0, 100_000.0)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if best(middle).hours <= allowedHours { high = middle } else { low = middle }
        }
        return best(high).choice
    }

    /// A slot under a rhythm: emptied on the visits' days at about ten o'clock, 7 % stay in it.
    private static func play(
        _ shares: [Double], visits: [Bool]
    ) -> (visits: Int, overflowHours: Double, levels: Double) {
        var result = (visits: 0, overflowHours: 0.0, levels: 0.0)
        var level = 0.3
        for step in 1..<shares.count {
            level = min(TownSimulation.heapedLevel, level + shares[step] - shares[step - 1])
            if level > 1 { result.overflowHours += 6 }
            // The second step of a day ends at noon.
            guard (step - 1) % 4 == 1, visits[(step - 1) / 4] else { continue }
            result.visits += 1
            result.levels += level
            level = min(level, 0.07)
        }
        return result
    }
}

/// The days on which a rhythm is driven, with the holiday shift.
private struct WorkCalendar {
    let rules: TownRules
    let start: CalendarDay
    let days: Int

    init(_ rules: TownRules, from start: CalendarDay, days: Int) {
        self.rules = rules
        self.start = start
        self.days = days
    }

    func visits(_ rhythm: Rhythm, saturdays: Bool) -> [Bool] {
        var visits = Array(repeating: false, count: days)
        var isOwed = false
        for offset in 0..<days {
            let day = start.adding(days: offset)
            if rhythm.holds(on: day) { isOwed = true }
            let isWorkday = day.weekday != .sunday && (saturdays || day.weekday != .saturday) && rules.isCollectionDay(day)
            if isOwed, isWorkday {
                visits[offset] = true
                isOwed = false
            }
        }
        return visits
    }
}
