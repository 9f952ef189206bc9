/// Writes down the visits of one tour.
struct TourWriter {
    private let instance: Instance
    private let vehicle: Problem.Vehicle
    private let number: Int
    private var visits: [Visit] = []
    private var load: [Int]
    private var time: Int
    private var place: Int
    private var metres = 0
    private var driving = 0
    private var disposalCost = 0

    init(_ instance: Instance, _ number: Int, start: Int, firstStop: Int32?) {
        self.instance = instance
        self.number = number
        vehicle = instance.problem.vehicles[number]
        time = start
        let first = firstStop.map { Int(instance.location[Int($0)]) } ?? 0
        place = vehicle.startLocation ?? first
        load = vehicle.initialLoad.isEmpty ? instance.problem.dimensions.map { _ in 0 } : vehicle.initialLoad
        visits.append(
            Visit(
                kind: .start, location: place, travelMetres: 0, travelSeconds: 0, arrivalSeconds: start, waitSeconds: 0,
                beginSeconds: start, workSeconds: 0, departureSeconds: start, load: load))
    }

    private mutating func append(
        _ kind: Visit.Kind, at location: Int, begin: (Int) -> Int, work: Int, change: (inout [Int]) -> Void
    ) {
        let table = instance.vehicles[number].table
        let distance = table.distance(Int32(place), Int32(location))
        let seconds = table.duration(Int32(place), Int32(location), leaving: time)
        let arrival = time + seconds
        let start = max(arrival, begin(arrival))
        change(&load)
        visits.append(
            Visit(
                kind: kind, location: location, travelMetres: distance, travelSeconds: seconds, arrivalSeconds: arrival,
                waitSeconds: start - arrival, beginSeconds: start, workSeconds: work, departureSeconds: start + work, load: load))
        metres += distance
        driving += seconds
        time = start + work
        place = location
    }

    mutating func pause(_ pause: PlacedPause, before next: Int32?) {
        // A pause recorded on arrival lies at the next stop; all others where the vehicle stands.
        let isOnArrival = pause.isOnArrival
        let location = isOnArrival ? next.map { Int(instance.location[Int($0)]) } ?? vehicle.endLocation ?? place : place
        let rules = vehicle.breakRules.map(\.id)
        append(.pause(rules), at: location, begin: { _ in pause.begin }, work: pause.seconds, change: { _ in })
    }

    mutating func stop(_ stops: [Int32], _ index: Int) {
        let instance = instance
        let stop = Int(stops[index])
        let work = instance.workSeconds(stops, index)
        let location = Int(instance.location[stop])
        if stop < instance.taskCount {
            let task = instance.problem.tasks[stop]
            append(
                .task(task.id), at: location, begin: { instance.begin(stop, arrival: $0) ?? $0 }, work: work,
                change: { load in for (dimension, amount) in task.demand.enumerated() { load[dimension] += amount } })
        } else {
            let site = instance.problem.disposalSites[stop - instance.taskCount]
            let released = instance.tripRelease(stops, stops.count, from: index + 1) - work
            let emptied = instance.empties[stop]
            disposalCost += site.visitCost
            append(
                .disposal(site.id), at: location,
                begin: { instance.begin(stop, arrival: max($0, released)) ?? max($0, released) }, work: work,
                change: { load in
                    for dimension in load.indices where emptied & (1 << UInt32(dimension)) != 0 { load[dimension] = 0 }
                })
        }
    }

    mutating func end(lastStop: Int32?) {
        append(.end, at: vehicle.endLocation ?? place, begin: { $0 }, work: 0, change: { _ in })
    }

    func finish() -> Tour {
        let start = visits.first?.departureSeconds ?? 0
        let duration = (visits.last?.arrivalSeconds ?? start) - start
        var cost = CostBreakdown()
        cost.fixed = vehicle.fixedCost
        cost.distance = metres * vehicle.costPerMetre
        cost.duration = duration * vehicle.costPerSecond
        if let overtime = vehicle.overtime { cost.overtime = max(0, duration - overtime.afterSeconds) * overtime.costPerSecond }
        cost.disposal = disposalCost
        cost.balance = BalanceCost.of(durationSeconds: duration, perSquareHour: instance.problem.balanceCostPerSquareHour)
        return Tour(
            vehicle: vehicle.id, visits: visits, distanceMetres: metres, drivingSeconds: driving, durationSeconds: duration,
            cost: cost)
    }
}
