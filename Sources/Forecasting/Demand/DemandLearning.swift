import Model

/// Learns from the past days of a family's slots how school holidays, weather and events change the amount thrown in.
///
/// The days of all slots are added up first: a fine Sunday is one witness, not as many as there are slots.
struct DemandLearning {
    let knowledge: DemandKnowledge
    let local: LocalHours
    let family: Fraction

    /// One slot's day (or part of one): what came and what an ordinary day would have brought.
    private struct Cell {
        var day: Int
        var site: SiteID
        var growth: Double
        var expected: Double
    }

    /// - Parameter members: with the active days of ordinary days, as the family's profile counts them.
    /// - Complexity: O(days of all slots).
    func effects(_ members: [SlotData]) -> DemandEffects {
        var (ordinary, eventful) = ([Cell](), [Cell]())
        for member in members { collect(member, &ordinary, &eventful) }
        var effects = DemandEffects()
        guard let common = common(ordinary) else { return learnEvents(eventful, spread: 0.5, effects) }
        effects.schoolHolidays = common.schoolHolidays
        effects.weather = common.weather
        for i in ordinary.indices { ordinary[i].expected *= common.factors[ordinary[i].day] }
        learnPlaces(ordinary, &effects)
        for i in eventful.indices {
            let cell = eventful[i]
            var factor = common.factors[cell.day]
            if knowledge.holidays[cell.day] >= 0 {
                let place = effects.schoolHolidays(at: cell.site, zone: knowledge.zone(of: cell.site))
                factor *= exponential(place.log - effects.schoolHolidays.log)
            }
            eventful[i].expected *= factor
        }
        return learnEvents(eventful, spread: Self.relativeVariance(ordinary).squareRoot(), effects)
    }

    private func collect(_ member: SlotData, _ ordinary: inout [Cell], _ eventful: inout [Cell]) {
        var (growth, active) = (0.0, 0.0)
        for day in member.days where !day.isEventful {
            growth += day.growth
            active += day.activeDays
        }
        guard active >= Self.leastDays, growth > 0 else { return }
        for day in member.days where day.to.hours(since: day.from) < 36 && day.activeDays > 0 {
            let middle = Int((local.position(day.from) + local.position(day.to)) / 2)
            guard local.dayIndex.indices.contains(middle) else { continue }
            let cell = Cell(
                day: Int(local.dayIndex[middle]), site: member.slot.site, growth: day.growth,
                expected: growth / active * day.activeDays)
            if day.isEventful { eventful.append(cell) } else { ordinary.append(cell) }
        }
    }

    /// What holds for the whole family: a slow trend (which nobody is told of, it only keeps the seasons apart from the rest), school
    /// holidays, weather.
    private func common(
        _ cells: [Cell]
    ) -> (schoolHolidays: DemandEffect, weather: SIMD4<Double>, factors: [Double])? {
        let count = knowledge.days.count
        var (growth, expected) = (Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count))
        for cell in cells {
            growth[cell.day] += cell.growth
            expected[cell.day] += cell.expected
        }
        let seen = (0..<count).filter { expected[$0] > 0 }
        guard let first = seen.first, let last = seen.last else { return nil }
        let usual = seen.map { expected[$0] }.sorted()[seen.count / 2]
        let holidayCount = seen.count { knowledge.holidays[$0] >= 0 }
        let knowsHolidays = holidayCount >= Self.fewestHolidays && seen.count - holidayCount >= 14
        let bumps = 2 + (last - first) / Self.trendDays
        func features(_ day: Int) -> [Double] {
            let place = Double(day - first) / Double(Self.trendDays)
            var row = (0..<bumps).map { max(0, 1 - abs(place - Double($0))) }
            row.append(knowsHolidays && knowledge.holidays[day] >= 0 ? 1 : 0)
            for number in 0..<WeatherFeatures.count { row.append(knowledge.weather?[day][number] ?? 0) }
            return row
        }
        let priors =
            Array(repeating: Self.trendDeviation, count: bumps) + [DemandEffects.holidayDeviation]
            + Array(repeating: DemandEffects.weatherDeviation, count: WeatherFeatures.count)
        let rows = seen.map { day in
            RidgeFit.Row(
                features: features(day), amount: growth[day] / expected[day],
                sureness: 2 * expected[day] / (expected[day] + usual))
        }
        guard let fit = RidgeFit(rows, priors: priors) else { return nil }
        var weather = SIMD4<Double>()
        for number in 0..<WeatherFeatures.count where knowledge.weather != nil {
            weather[number] = fit.weights[bumps + 1 + number]
        }
        let factors = (0..<count).map { day in
            day < first || day > last
                ? 1 : exponential(zip(features(day), fit.weights).reduce(0) { $0 + $1.0 * $1.1 })
        }
        let holidays = DemandEffect(log: knowsHolidays ? fit.weights[bumps] : 0, deviation: fit.deviations[bumps])
        return (holidays, weather, factors)
    }

    /// Kinds of neighbourhoods and sites at which school holidays are felt otherwise than in the family as a whole.
    private func learnPlaces(_ cells: [Cell], _ effects: inout DemandEffects) {
        let zones = Dictionary(grouping: cells) { knowledge.zone(of: $0.site) }
        var known: [Zone: (log: Double, variance: Double)] = [:]
        for (zone, cells) in zones { if let zone { known[zone] = contrast(cells) } }
        effects.byZone = Self.shrunk(known)
        let sites = Dictionary(grouping: cells, by: \.site).compactMapValues(contrast)
        let beyond = Dictionary(
            uniqueKeysWithValues: sites.map { site, found in
                let zone = knowledge.zone(of: site).flatMap { effects.byZone[$0]?.log } ?? 0
                return (site, (log: found.log - zone, variance: found.variance))
            })
        effects.bySite = Self.shrunk(beyond)
    }

    /// Growth in school holidays against growth on other days, each against what was expected.
    private func contrast(_ cells: [Cell]) -> (log: Double, variance: Double)? {
        let (inside, outside) = (
            cells.filter { knowledge.holidays[$0.day] >= 0 }, cells.filter { knowledge.holidays[$0.day] < 0 }
        )
        guard inside.count >= Self.fewestHolidays, outside.count >= 14 else { return nil }
        func ratio(_ cells: [Cell]) -> Double {
            max(0.05, cells.reduce(0) { $0 + $1.growth } / max(1e-9, cells.reduce(0) { $0 + $1.expected }))
        }
        let (within, without) = (ratio(inside), ratio(outside))
        let variance = Self.relativeVariance(cells)
        return (
            naturalLogarithm(within / without),
            variance / Double(inside.count) / (within * within) + variance / Double(outside.count)
        )
    }

    /// Draws effects to 0 by how much they differ at all (DerSimonian and Laird 1986). A place far outside that is believed to be of
    /// another sort (a school), so that the many do not hide the one.
    private static func shrunk<Key: Hashable>(_ found: [Key: (log: Double, variance: Double)]) -> [Key: DemandEffect] {
        let weights = found.values.map { 1 / $0.variance }
        let (sum, squares) = (weights.reduce(0, +), weights.reduce(0) { $0 + $1 * $1 })
        guard sum > 0 else { return [:] }
        let heterogeneity = found.values.reduce(0) { $0 + $1.log * $1.log / $1.variance }
        let count = Double(found.count)
        let scale = max(1e-9, sum - squares / sum)
        let moments = max(0, min(0.25, (heterogeneity - (count - 1)) / scale))
        let between = ((found.count > 1 ? count * moments : 0) + priorPlaces * placeVariance) / (count + priorPlaces)
        return found.mapValues { one in
            let (plain, odd) = (between + one.variance, oddVariance + one.variance)
            let likely = (1 - oddShare) * exponential(-one.log * one.log / (2 * plain)) / plain.squareRoot()
            let unlikely = oddShare * exponential(-one.log * one.log / (2 * odd)) / odd.squareRoot()
            let oddness = likely + unlikely > 0 ? unlikely / (likely + unlikely) : 1
            let kept = (1 - oddness) * between / plain + oddness * oddVariance / odd
            return DemandEffect(log: kept * one.log, deviation: (kept * one.variance).squareRoot())
        }
    }

    /// Each past event of a kind is one witness.
    private func learnEvents(_ cells: [Cell], spread: Double, _ effects: DemandEffects) -> DemandEffects {
        var effects = effects
        var (logs, precisions) = ([String: Double](), [String: Double]())
        let bySite = Dictionary(grouping: cells, by: \.site)
        var sums: [TownEventID: (event: TownEvent, growth: Double, expected: Double, count: Double)] = [:]
        for (site, cells) in bySite {
            let events = knowledge.events(at: site, family: family)
            for cell in cells {
                let there = events.filter { $0.days.contains(cell.day) }
                // What two events bring together tells of neither.
                guard there.count == 1, let event = there.first?.event else { continue }
                let known = sums[event.id] ?? (event, 0, 0, 0)
                sums[event.id] = (event, known.growth + cell.growth, known.expected + cell.expected, known.count + 1)
            }
        }
        for (_, one) in sums.sorted(by: { $0.key < $1.key }) where one.expected > 0 {
            let seen = naturalLogarithm(max(0.05, one.growth / one.expected))
            let expected = one.event.expectedFactor.map { naturalLogarithm(max(0.05, $0)) } ?? 0
            let variance = spread * spread / one.count + DemandEffects.betweenEvents * DemandEffects.betweenEvents
            logs[one.event.kind, default: 0] += (seen - expected) / variance
            precisions[one.event.kind, default: 0] += 1 / variance
        }
        let prior = 1 / (DemandEffects.eventDeviation * DemandEffects.eventDeviation)
        for (kind, precision) in precisions {
            let variance = 1 / (precision + prior) + DemandEffects.betweenEvents * DemandEffects.betweenEvents
            effects.events[kind] = DemandEffect(log: (logs[kind] ?? 0) / (precision + prior), deviation: variance.squareRoot())
        }
        return effects
    }

    /// Variance of one slot's day against its expectation squared.
    private static func relativeVariance(_ cells: [Cell]) -> Double {
        guard !cells.isEmpty else { return 1 }
        let mean = cells.reduce(0) { $0 + $1.expected } / Double(cells.count)
        let square = cells.reduce(0) { $0 + ($1.growth - $1.expected) * ($1.growth - $1.expected) } / Double(cells.count)
        return max(1e-3, square / max(1e-9, mean * mean))
    }

    private static let leastDays = 14.0
    private static let fewestHolidays = 5
    private static let trendDays = 60
    private static let trendDeviation = 0.15
    // Between places, before the data (assumptions): a tenth as a rule, one place in ten half and more.
    private static let placeVariance = 0.01
    private static let priorPlaces = 3.0
    private static let oddShare = 0.1
    private static let oddVariance = 0.25
}
