public import Model

/// A town that fills, is measured and is emptied, day by day. Deterministic: seed, town, schedule and days decide every byte.
public struct TownSimulation: Sendable {
    public let town: TownData
    public let clock: TownClock
    public let seed: UInt64
    /// The next local day to be played.
    public private(set) var day: CalendarDay
    public private(set) var statistics = SimulationStatistics()
    /// What trucks emptied on the day that was played last.
    public private(set) var emptyingsOfDay: [TrueEmptying] = []
    /// Hours of that day in which a slot was overfull; slots that never were are left out.
    public private(set) var overflowHoursOfDay: [SlotID: Double] = [:]

    private var usualSchedule: any EmptyingSchedule
    private var schedule: any EmptyingSchedule
    private var plans: [DrivenPlan] = []
    let places: [SlotPlace]
    private let placeOfSlot: [SlotID: Int]
    let process: DepositProcess
    private let radio: RadioNetwork
    var litres: [Double]
    private var batches: [[SensorReading]]
    private var writer = PayloadWriter()
    private let emptyingKey: RandomKey

    /// What lies on top of a full container before people put it beside (assumption).
    public static let heapedLevel = 1.2

    /// - Parameters:
    ///   - firstDay: the first local day that is played; containers start at a level by chance, so let some weeks pass before the
    ///     days that count (``run(days:)`` without listening).
    ///   - intervalSeconds: between two readings of a sensor.
    ///   - hasFaults: `false` gives clean sensors and a network that loses nothing.
    public init(
        town: TownData, seed: UInt64, firstDay: CalendarDay, schedule: any EmptyingSchedule, intervalSeconds: Int = 7200,
        hasFaults: Bool = true
    ) {
        let key = RandomKey(seed: seed)
        let index = TownIndex(town)
        self.town = town
        self.seed = seed
        usualSchedule = schedule
        self.schedule = schedule
        clock = town.town.clock
        day = firstDay
        let process = DepositProcess(key: key)
        self.process = process
        radio = RadioNetwork(key: key, hasFaults: hasFaults)
        emptyingKey = key["emptying"]
        let places = town.slots.filter { $0.isActive && $0.container != nil }.map { slot in
            SlotPlace(
                slot: slot, index: index, town: town, intervalSeconds: intervalSeconds, key: key, process: process,
                hasFaults: hasFaults)
        }
        self.places = places
        placeOfSlot = Dictionary(
            places.enumerated().map { ($0.element.slot, $0.offset) }, uniquingKeysWith: { first, _ in first })
        litres = places.map { 0.5 * key["start"][$0.slot.rawValue].unit * $0.behaviour.usableLitres }
        batches = Array(repeating: [], count: places.count)
    }

    /// Plays days that nobody measures.
    public mutating func run(days: Int) {
        var output = DayOutput(form: .nothing)
        for _ in 0..<max(0, days) { playDay(into: &output) }
    }

    /// Trucks drive this plan on its day instead of what they would do otherwise. A later plan for the same day replaces it.
    public mutating func drive(_ plan: DrivenPlan) {
        plans.removeAll { $0.day == plan.day || $0.day < day.adding(days: -1) }
        plans.append(plan)
        schedule = PlanEmptyings(plans: plans, otherwise: usualSchedule)
    }

    /// Counts from nothing again.
    public mutating func resetStatistics() { statistics = SimulationStatistics() }

    /// Plays one day and appends its messages, in no order. Messages held back by an outage are delivered after it, possibly on the
    /// next day: their delivery time says so.
    public mutating func playDay(into messages: inout [SimulatedMessage]) {
        let first = messages.count
        var output = DayOutput(form: .messages)
        swap(&output.messages, &messages)
        playDay(into: &output)
        swap(&output.messages, &messages)
        statistics.messages += messages.count - first
    }

    /// Plays one day for somebody who listens in the same process: what arrived of the day's readings before its end, once each, in
    /// no order. What an outage holds back over midnight is lost.
    public mutating func playDay(into readings: inout [Reading]) {
        var output = DayOutput(form: .readings)
        swap(&output.readings, &readings)
        playDay(into: &output)
        swap(&output.readings, &readings)
    }

    /// From now on trucks drive another schedule where no plan was given.
    public mutating func follow(_ schedule: any EmptyingSchedule) {
        usualSchedule = schedule
        plans = []
        self.schedule = schedule
    }

    /// True level of a slot now; `nil` for slots without a container.
    public func level(of slot: SlotID) -> Double? { placeOfSlot[slot].map { litres[$0] / places[$0].behaviour.usableLitres } }

    /// Everything that lies in the containers, litres.
    public var contentLitres: Double { litres.reduce(0, +) }

    /// What is wrong with the sensor of a slot; `nil` where none is.
    public func sensorClass(of slot: SlotID) -> SensorClass? { placeOfSlot[slot].flatMap { places[$0].sensor?.sensorClass } }

    /// How many of the town's sensors are of each class.
    public var sensorsByClass: [SensorClass: Int] {
        Dictionary(places.compactMap { $0.sensor.map { ($0.sensorClass, 1) } }, uniquingKeysWith: +)
    }

    private mutating func playDay(into output: inout DayOutput) {
        let start = clock.moment(day)
        let end = clock.moment(day.adding(days: 1))
        let visits = visitsByPlace()
        let outages = radio.outages(from: start, to: end)
        var deposits: [DepositProcess.Deposit] = []
        var siteFactors: [SiteID: Double] = [:]
        emptyingsOfDay = []
        overflowHoursOfDay = [:]
        for index in places.indices {
            let place = places[index]
            let factor = siteFactors[place.site] ?? process.dayFactor(site: place.site, on: day)
            siteFactors[place.site] = factor
            process.draw(place.behaviour, slotKey: place.depositKey, dayFactor: factor, on: day, into: &deposits)
            var course = DayCourse(
                litres: litres[index], usableLitres: place.behaviour.usableLitres, start: start, end: end, deposits: deposits,
                visits: visits[index] ?? [])
            if output.form != .nothing, let sensor = place.sensor {
                measure(sensor, index, &course, from: start, to: end, outages: outages[sensor.gateway], into: &output)
            }
            course.finish(residual: visits[index] == nil ? 0 : residual(of: place.slot))
            litres[index] = course.litres
            note(course, of: place)
        }
        statistics.days += 1
        day = day.adding(days: 1)
    }

    private mutating func note(_ course: DayCourse, of place: SlotPlace) {
        statistics.add(course)
        if course.overflowSeconds > 0 { overflowHoursOfDay[place.slot] = course.overflowSeconds / 3600 }
        let usable = place.behaviour.usableLitres
        for emptied in course.emptyings {
            emptyingsOfDay.append(
                TrueEmptying(
                    slot: place.slot, at: emptied.at, levelBefore: emptied.litresBefore / usable,
                    levelAfter: emptied.litresAfter / usable, litres: emptied.litresBefore - emptied.litresAfter))
        }
    }

    private func visitsByPlace() -> [Int: [Timestamp]] {
        var visits: [Int: [Timestamp]] = [:]
        for visit in schedule.visits(on: day, clock: clock) {
            if let index = placeOfSlot[visit.slot] { visits[index, default: []].append(visit.at) }
        }
        return visits.mapValues { $0.sorted() }
    }

    /// Level that is left by an emptying on this day: 5 % in the middle, one in ten above 25 % (Frankfurt), now and then half of it.
    private func residual(of slot: SlotID) -> Double {
        var random = emptyingKey[slot.rawValue][day.epochDay].generator
        let kind = random.unit()
        return switch kind {
        case ..<0.78: random.uniform(0...0.08)
        case ..<0.97: random.uniform(0.08...0.3)
        default: random.uniform(0.3...0.5)
        }
    }

    private mutating func measure(
        _ sensor: Sensor, _ index: Int, _ course: inout DayCourse, from start: Timestamp, to end: Timestamp,
        outages: [Range<Timestamp>], into output: inout DayOutput
    ) {
        let usableLitres = places[index].behaviour.usableLitres
        let left = residual(of: places[index].slot)
        for number in sensor.readingNumbers(from: start, to: end) {
            let moment = sensor.due(number)
            course.advance(to: moment, residual: left)
            let level = course.litres / usableLitres
            let isBeingEmptied = course.isVisited(around: moment)
            if let reading = sensor.reading(number, at: moment, level: level, isBeingEmptied: isBeingEmptied) {
                batches[index].append(reading)
                statistics.readings += 1
            } else {
                statistics.lost += 1
            }
            guard (number + 1) % sensor.batchSize == 0, !batches[index].isEmpty else { continue }
            let delivery = radio.deliver(sensor, number: number, at: moment, outages: outages)
            if delivery.times.isEmpty {
                statistics.lost += batches[index].count
                statistics.readings -= batches[index].count
            } else if output.form == .readings {
                output.deliver(batches[index], of: sensor, slot: places[index].slot, at: delivery.times[0], before: end)
            } else {
                let payload = writer.payload(batches[index])
                for (copy, time) in delivery.times.enumerated() {
                    output.messages.append(
                        SimulatedMessage(
                            deliveredAt: time, topic: sensor.topic, payload: payload, readings: batches[index].count,
                            isDuplicate: copy > 0, isLate: delivery.isLate,
                            order: UInt64(index) << 34 | UInt64(UInt32(truncatingIfNeeded: number)) << 2 | UInt64(copy)))
                }
                statistics.duplicates += delivery.times.count - 1
                statistics.late += delivery.isLate ? 1 : 0
            }
            batches[index].removeAll(keepingCapacity: true)
        }
    }
}

extension SimulationStatistics {
    fileprivate mutating func add(_ course: DayCourse) {
        deposits += course.depositCount
        depositedLitres += course.depositedLitres
        sideDepositLitres += course.sideDepositLitres
        emptyings += course.emptyings.count
        emptiedLitres += course.emptyings.reduce(0) { $0 + $1.litresBefore - $1.litresAfter }
        overflowHours += course.overflowSeconds / 3600
    }
}

extension TownSimulation {
    /// Container volumes of each fraction that are thrown in on a mean day of the year: what a fleet must be able to take away.
    public static func meanContainersPerDay(of town: TownData, seed: UInt64) -> [Fraction: Double] {
        let index = TownIndex(town)
        let key = RandomKey(seed: seed)
        return town.slots.filter(\.isActive).reduce(into: [:]) { sums, slot in
            let behaviour = SlotBehaviour(slot: slot, type: index.containerType(of: slot), rules: town.rules, key: key)
            sums[slot.fraction, default: 0] += behaviour.ratePerDay
        }
    }
}
