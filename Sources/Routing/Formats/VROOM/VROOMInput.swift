/// A problem in the JSON of VROOM (its documentation: docs/API.md of version 1.15), as far as this solver can state it.
///
/// Members that are not known here are passed over, as VROOM itself does; what is known but can not be stated is refused by
/// ``VROOMInput/translated(travel:)``.
public struct VROOMInput: Sendable, Decodable {
    var jobs: [Job]
    var vehicles: [Vehicle]
    var matrices: [String: Matrix]
    private var hasShipments: Bool

    private enum CodingKeys: String, CodingKey {
        case jobs, shipments, vehicles, matrices, matrix
    }

    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        jobs = try members.value(.jobs, or: [])
        vehicles = try members.decode([Vehicle].self, forKey: .vehicles)
        matrices = try members.value(.matrices, or: [:])
        if let durations = try members.decodeIfPresent([[Double]].self, forKey: .matrix) {
            matrices["car"] = Matrix(durations: durations)
        }
        hasShipments = try members.value(.shipments, or: [Anything]()).isEmpty == false
    }

    /// - Throws: ``ProblemError`` for what this solver can not state.
    func checkScope() throws(ProblemError) {
        if hasShipments {
            throw ProblemError(
                member: "shipments", value: "given", reason: "pick-up and delivery by one vehicle can not be stated; use jobs")
        }
        if jobs.contains(where: { !$0.delivery.isEmpty }), jobs.contains(where: { !$0.pickup.isEmpty }) {
            throw ProblemError(
                member: "jobs", value: "delivery and pickup",
                reason: "a problem may have deliveries or pickups, not both: only one kind of load can be stated")
        }
    }

    struct Job: Sendable, Decodable {
        var id: Int
        var description: String?
        /// Longitude, latitude.
        var location: [Double]?
        var locationIndex: Int?
        var setup: Int
        var service: Int
        var delivery: [Int]
        var pickup: [Int]
        var skills: [Int]
        var priority: Int
        var timeWindows: [[Int]]

        private enum CodingKeys: String, CodingKey {
            case id, description, location, setup, service, delivery, pickup, amount, skills, priority
            case locationIndex = "location_index"
            case timeWindows = "time_windows"
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            id = try members.decode(Int.self, forKey: .id)
            description = try members.decodeIfPresent(String.self, forKey: .description)
            location = try members.decodeIfPresent([Double].self, forKey: .location)
            locationIndex = try members.decodeIfPresent(Int.self, forKey: .locationIndex)
            setup = try members.value(.setup, or: 0)
            service = try members.value(.service, or: 0)
            delivery = try members.value(.delivery, or: try members.value(.amount, or: []))
            pickup = try members.value(.pickup, or: [])
            skills = try members.value(.skills, or: [])
            priority = try members.value(.priority, or: 0)
            timeWindows = try members.value(.timeWindows, or: [])
        }
    }

    struct Vehicle: Sendable, Decodable {
        var id: Int
        var profile: String
        var description: String?
        var start: [Double]?
        var startIndex: Int?
        var end: [Double]?
        var endIndex: Int?
        var capacity: [Int]
        var costs: Costs
        var skills: [Int]
        var timeWindow: [Int]?
        var breaks: [Break]
        var speedFactor: Double
        var maximumTasks: Int?
        var maximumTravelSeconds: Int?
        var maximumDistanceMetres: Int?
        var steps: [Step]

        private enum CodingKeys: String, CodingKey {
            case id, profile, description, start, end, capacity, costs, skills, breaks, steps
            case startIndex = "start_index"
            case endIndex = "end_index"
            case timeWindow = "time_window"
            case speedFactor = "speed_factor"
            case maximumTasks = "max_tasks"
            case maximumTravelSeconds = "max_travel_time"
            case maximumDistanceMetres = "max_distance"
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            id = try members.decode(Int.self, forKey: .id)
            profile = try members.value(.profile, or: "car")
            description = try members.decodeIfPresent(String.self, forKey: .description)
            start = try members.decodeIfPresent([Double].self, forKey: .start)
            startIndex = try members.decodeIfPresent(Int.self, forKey: .startIndex)
            end = try members.decodeIfPresent([Double].self, forKey: .end)
            endIndex = try members.decodeIfPresent(Int.self, forKey: .endIndex)
            capacity = try members.value(.capacity, or: [])
            costs = try members.value(.costs, or: Costs())
            skills = try members.value(.skills, or: [])
            timeWindow = try members.decodeIfPresent([Int].self, forKey: .timeWindow)
            breaks = try members.value(.breaks, or: [])
            speedFactor = try members.value(.speedFactor, or: 1)
            maximumTasks = try members.decodeIfPresent(Int.self, forKey: .maximumTasks)
            maximumTravelSeconds = try members.decodeIfPresent(Int.self, forKey: .maximumTravelSeconds)
            maximumDistanceMetres = try members.decodeIfPresent(Int.self, forKey: .maximumDistanceMetres)
            steps = try members.value(.steps, or: [])
        }
    }

    /// What a vehicle costs; VROOM counts travel time, not the whole tour.
    struct Costs: Sendable, Decodable {
        var fixed = 0
        var perHour = 3600
        var perKilometre = 0
        var perTaskHour = 0

        private enum CodingKeys: String, CodingKey {
            case fixed
            case perHour = "per_hour"
            case perKilometre = "per_km"
            case perTaskHour = "per_task_hour"
        }

        init() {}

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            fixed = try members.value(.fixed, or: 0)
            perHour = try members.value(.perHour, or: 3600)
            perKilometre = try members.value(.perKilometre, or: 0)
            perTaskHour = try members.value(.perTaskHour, or: 0)
        }
    }

    struct Break: Sendable, Decodable {
        var id: Int
        var description: String?
        var timeWindows: [[Int]]
        var service: Int
        var maximumLoad: [Int]?

        private enum CodingKeys: String, CodingKey {
            case id, description, service
            case timeWindows = "time_windows"
            case maximumLoad = "max_load"
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            id = try members.decode(Int.self, forKey: .id)
            description = try members.decodeIfPresent(String.self, forKey: .description)
            timeWindows = try members.value(.timeWindows, or: [])
            service = try members.value(.service, or: 0)
            maximumLoad = try members.decodeIfPresent([Int].self, forKey: .maximumLoad)
        }
    }

    /// One entry of an earlier route.
    struct Step: Sendable, Decodable {
        var type: String
        var id: Int?
    }

    /// Rows of seconds, metres and cost units.
    struct Matrix: Sendable, Decodable {
        var durations: [[Double]]
        var distances: [[Double]]?
        var costs: [[Double]]?

        private enum CodingKeys: String, CodingKey {
            case durations, distances, costs
        }

        init(durations: [[Double]], distances: [[Double]]? = nil) {
            self.durations = durations
            self.distances = distances
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            durations = try members.decode([[Double]].self, forKey: .durations)
            distances = try members.decodeIfPresent([[Double]].self, forKey: .distances)
            costs = try members.decodeIfPresent([[Double]].self, forKey: .costs)
        }
    }

    /// Any JSON, not looked into.
    private struct Anything: Decodable {
        init(from decoder: any Decoder) {}
    }
}
