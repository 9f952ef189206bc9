import HTTPTypes
import Hummingbird
import Model
import Reports
import Sentences

/// Ordering a plan. With an `Idempotency-Key` the plan's identifier is derived from the key, so that the store itself remembers which
/// orders were carried out, also across a restart.
enum PlanOrdering {
    static func answer(_ call: Call) async throws -> Answer {
        let town = try call.path(Shared.town)
        let body = try await call.body(PlanOrderBody.self)
        let wording = try await call.wording(call.names(town))
        var order = try body.order()
        order.id = try planID(call, town: town)
        let result = try await make(order, town: town, call: call)
        if !result.isNew, !order.isAnswered(by: result.plan) { throw Problem.keyUsedBefore }
        let location = call.office.configuration.normalisedPrefix + "/api/v1/towns/\(town)/plans/\(result.plan.id)"
        return try .json(
            PlanDocument(result.plan, wording: wording), status: result.isNew ? .created : .ok,
            headers: [HTTPField(name: .location, value: location)])
    }

    private static func make(_ order: PlanOrder, town: TownID, call: Call) async throws -> PlanResult {
        guard let id = order.id else { return try await call.desk.createPlan(town: town, order: order) }
        guard call.office.plansInProgress.begin(id) else { throw Problem.beingMade }
        defer { call.office.plansInProgress.end(id) }
        return try await call.desk.createPlan(town: town, order: order)
    }

    @Sendable static func isKey(_ text: String) -> Bool {
        (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { (33...126).contains($0) }
    }

    private static func planID(_ call: Call, town: TownID) throws -> PlanID? {
        guard let key = call.request.headers[.idempotencyKey] else { return nil }
        guard isKey(key) else {
            throw Problem.invalid(
                member: "Idempotency-Key", "The key is empty, too long or holds other than printable ASCII characters.",
                remedy: "Use for example a UUID.")
        }
        return PlanID("plan-" + Hexadecimal.digest("\(town)\n\(key)".utf8).prefix(24))
    }
}

/// An order as it is sent.
struct PlanOrderBody: RequestBody {
    var day: CalendarDay
    var withoutVehicles: [VehicleID]?
    var seed: Int?
    var iterations: Int?
    var changeBudget: Int?

    enum Member: String, CodingKey, CaseIterable {
        case day, seed, iterations
        case withoutVehicles = "without_vehicles"
        case changeBudget = "change_budget"
    }

    /// Whole numbers up to here survive every JSON reader (RFC 8259 §6).
    static let largestSeed = 9_007_199_254_740_991
    static let iterationRange = 0...100_000_000

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        day = try container.decode(CalendarDay.self, forKey: .day)
        withoutVehicles = try container.decodeIfPresent([VehicleID].self, forKey: .withoutVehicles)
        seed = try container.decodeIfPresent(Int.self, forKey: .seed)
        iterations = try container.decodeIfPresent(Int.self, forKey: .iterations)
        changeBudget = try container.decodeIfPresent(Int.self, forKey: .changeBudget)
    }

    func order() throws -> PlanOrder {
        if let seed, !(0...Self.largestSeed).contains(seed) {
            throw Problem.invalid(member: "seed", "\(seed) is no seed.", remedy: "Use 0 to \(Self.largestSeed).")
        }
        if let iterations, !Self.iterationRange.contains(iterations) {
            throw Problem.invalid(
                member: "iterations", "\(iterations) is too few or too many.",
                remedy: "Use 0 to \(Self.iterationRange.upperBound).")
        }
        return PlanOrder(
            day: day, withoutVehicles: withoutVehicles ?? [], seed: seed.map { UInt64($0) }, iterations: iterations,
            changeBudget: changeBudget)
    }
}

extension PlanOrder {
    /// Whether a kept plan is what this order asks for, as far as the plan tells. Its iterations do not: a search may end early.
    func isAnswered(by plan: Plan) -> Bool {
        plan.day == day && (seed.map { $0 == plan.seed } ?? true) && !plan.tours.contains { withoutVehicles.contains($0.vehicle) }
    }
}

extension Problem {
    static let keyUsedBefore = Problem(
        .unprocessableContent, "key-used-before", title: "Key used before",
        detail: "This Idempotency-Key was used for another order.", member: "Idempotency-Key",
        remedy: "Use a new key for a new order.")

    static let beingMade = Problem(
        .conflict, "being-made", title: "Plan being made", detail: "The plan of this Idempotency-Key is being made right now.",
        member: "Idempotency-Key", remedy: "Send the order again in a few seconds; it will answer the plan.",
        headers: [HTTPField(name: .retryAfter, value: "5")])
}
