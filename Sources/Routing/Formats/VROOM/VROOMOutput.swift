/// A solution in the JSON of VROOM: seconds and, where the ways have them, metres.
public struct VROOMOutput: Sendable, Encodable {
    var code = 0
    var summary: Summary
    var unassigned: [Unassigned]
    var routes: [Route]

    struct Summary: Sendable, Encodable {
        var cost = 0
        var routes = 0
        var unassigned = 0
        var delivery: [Int]
        var pickup: [Int]
        var amount: [Int]
        var setup = 0
        var service = 0
        var duration = 0
        var waitingTime = 0
        var priority = 0
        var distance: Int?
        var violations: [String] = []
        var computingTimes: ComputingTimes

        private enum CodingKeys: String, CodingKey {
            case cost, routes, unassigned, delivery, pickup, amount, setup, service, duration, priority, distance, violations
            case waitingTime = "waiting_time"
            case computingTimes = "computing_times"
        }
    }

    /// Milliseconds.
    struct ComputingTimes: Sendable, Encodable {
        var loading: Int
        var solving: Int
        var routing: Int
    }

    struct Unassigned: Sendable, Encodable {
        var id: Int
        var type = "job"
        var description: String?
        var location: [Double]?
        var locationIndex: Int?
        /// Not in VROOM: what kept it out, and what forcing it in would cost.
        var reason: String

        private enum CodingKeys: String, CodingKey {
            case id, type, description, location, reason
            case locationIndex = "location_index"
        }
    }

    struct Route: Sendable, Encodable {
        var vehicle: Int
        var description: String?
        var cost = 0
        var delivery: [Int]
        var pickup: [Int]
        var amount: [Int]
        var setup = 0
        var service = 0
        var duration = 0
        var waitingTime = 0
        var priority = 0
        var distance: Int?
        var steps: [Step] = []
        var violations: [String] = []

        private enum CodingKeys: String, CodingKey {
            case vehicle, description, cost, delivery, pickup, amount, setup, service, duration, priority, distance, steps,
                violations
            case waitingTime = "waiting_time"
        }
    }

    struct Step: Sendable, Encodable {
        var type: String
        var description: String?
        var location: [Double]?
        var locationIndex: Int?
        var id: Int?
        /// The same as `id`, under its name in older versions.
        var job: Int?
        var setup = 0
        var service = 0
        var waitingTime = 0
        var arrival: Int
        /// Travel so far.
        var duration: Int
        var distance: Int?
        var load: [Int]
        var violations: [String] = []

        private enum CodingKeys: String, CodingKey {
            case type, description, location, id, job, setup, service, arrival, duration, distance, load, violations
            case locationIndex = "location_index"
            case waitingTime = "waiting_time"
        }
    }
}
