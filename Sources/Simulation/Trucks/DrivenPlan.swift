public import Model

/// A plan as `fuellort plan show --json` prints it and `GET /api/v1/…/plans/{id}` answers it: as much of it as a truck must know.
public struct DrivenPlan: Sendable, Hashable, Decodable {
    public var town: TownID
    public var day: CalendarDay
    public var tours: [Tour]

    public init(town: TownID, day: CalendarDay, tours: [Tour]) {
        self.town = town
        self.day = day
        self.tours = tours
    }

    public struct Tour: Sendable, Hashable, Decodable {
        public var stops: [Stop]

        public init(stops: [Stop]) { self.stops = stops }
    }

    public struct Stop: Sendable, Hashable, Decodable {
        public var arrival: Timestamp
        public var departure: Timestamp
        public var emptied: [Emptied]

        public init(arrival: Timestamp, departure: Timestamp, emptied: [Emptied]) {
            self.arrival = arrival
            self.departure = departure
            self.emptied = emptied
        }
    }

    public struct Emptied: Sendable, Hashable, Decodable {
        public var slot: SlotID

        public init(slot: SlotID) { self.slot = slot }
    }

    /// Every emptying of the plan, one after the other between arrival and departure.
    var visits: [Visit] {
        tours.flatMap(\.stops).flatMap { stop in
            let seconds = max(0, Int(stop.departure.seconds(since: stop.arrival)))
            return stop.emptied.enumerated().map { index, emptied in
                Visit(slot: emptied.slot, at: stop.arrival.adding(seconds: seconds * (index + 1) / (stop.emptied.count + 1)))
            }
        }
    }
}

/// Where the trucks learn what to drive.
public protocol PlanSource: Sendable {
    /// The newest plan of that day; `nil` if there is none.
    func plan(town: TownID, day: CalendarDay) async -> DrivenPlan?
}
