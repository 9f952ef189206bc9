import Model

/// A vehicle on duty on the planned day, with its times in seconds after local midnight.
struct DutyVehicle: Sendable {
    let vehicle: Vehicle
    let depot: Depot
    /// Place of the depot in the travel matrix.
    let depotPlace: Int
    /// Where, when and with what it goes on, if its tour has begun.
    let underway: UnderwayTour?
    let body: BodyUse
    /// A tour lies within it, from leaving the depot to being back.
    let window: Range<Int>
    /// Longest tour, legal pauses included.
    let longestSeconds: Int

    var id: VehicleID { vehicle.id }

    /// Where its tour, or the rest of it, begins.
    var startPlace: Int { underway?.place ?? depotPlace }

    /// Travel time of this vehicle as the search has it: matrix time × permille, rounded.
    var durationPermille: Int { Self.permille(speedFactor: vehicle.speedFactor) }

    func driving(_ matrixSeconds: Int) -> Int { (matrixSeconds * durationPermille + 500) / 1000 }

    /// - Returns: `nil` when the depot is closed all through the shift.
    init?(
        _ vehicle: Vehicle, depot: Depot, depotPlace: Int, body: BodyUse, underway: UnderwayTour? = nil, times: DayTimes,
        restedFrom: Timestamp? = nil
    ) {
        let length = max(0, min(WorkingTime.longestSeconds, vehicle.shift.lengthSeconds))
        let longest = length + WorkingTime.pauseSeconds(work: length)
        let start = times.seconds(vehicle.shift.start)
        let close = start + max(1, longest) + 1
        // Who drove late the day before begins later.
        let rested = restedFrom.map { times.seconds(at: $0) } ?? start
        guard rested < close else { return nil }
        let shift = Stretches([max(start, rested)..<close])
        guard let open = times.open(depot.openingWindows).intersection(shift).ranges.max(by: { $0.count < $1.count })
        else { return nil }
        if let underway {
            let ready = max(underway.readySeconds, open.lowerBound)
            guard ready < open.upperBound else { return nil }
            window = ready..<open.upperBound
            longestSeconds = max(0, longest - (ready - underway.leftDepotSeconds))
        } else {
            window = open
            longestSeconds = longest
        }
        self.underway = underway
        self.vehicle = vehicle
        self.depot = depot
        self.depotPlace = depotPlace
        self.body = body
    }

    static func permille(speedFactor: Double) -> Int {
        speedFactor.isFinite && speedFactor > 0 ? Int(min(100_000, max(10, (1000 / speedFactor).rounded()))) : 1000
    }
}

/// What the German working-time act (ArbZG) says about lengths.
enum WorkingTime {
    /// §3: eight hours, up to ten.
    static let longestSeconds = 10 * 3600

    /// §5: rest between two shifts.
    static let restSeconds = 11 * 3600

    /// §4: 30 minutes above six hours of work, 45 above nine.
    static func pauseSeconds(work: Int) -> Int { work > 9 * 3600 ? 2700 : work > 6 * 3600 ? 1800 : 0 }
}
