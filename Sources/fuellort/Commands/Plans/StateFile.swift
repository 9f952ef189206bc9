import Dispatch
import Foundation
import Model
import Planning
import Reports
import Roads

/// Planning from a file: the same as `POST /api/v1/plan`, without a store.
enum StateFile {
    /// - Parameters: the time, steps and seed given on the command line go before those of the file.
    static func plan(_ path: String, json: Bool, seconds: Double?, iterations: Int?, seed: UInt64?) async throws {
        let data = try read(path)
        let planner: StatePlanner
        do {
            var state = try JSONDecoder().decode(PlanState.self, from: data)
            var options = try state.options ?? JSONDecoder().decode(PlanState.Options.self, from: Data("{}".utf8))
            options.seconds = seconds ?? options.seconds
            options.iterations = iterations ?? options.iterations
            options.seed = seed ?? options.seed
            state.options = options
            planner = try StatePlanner(state) { StraightLineEstimate().estimate(between: $0) }
        } catch let error as DecodingError {
            throw CommandFailure(.wrongData, "\(path): \(text(error))")
        } catch let error as PlanStateError {
            throw CommandFailure(.wrongData, "\(path): \(error)")
        }
        let start = DispatchTime.now().uptimeNanoseconds
        let budget = planner.seconds
        let plan: StatePlan
        do {
            plan = try planner.plan { Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 / budget }
        } catch {
            throw CommandFailure(.wrongData, "\(path): \(error)")
        }
        if json { return try Console.json(plan) }
        show(plan)
    }

    private static func read(_ path: String) throws -> Data {
        do {
            return path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure(.inputMissing, "can not read \(path): \(error.localizedDescription)")
        }
    }

    private static func show(_ plan: StatePlan) {
        var table = Console.table([("VEHICLE", .left), ("SITES", .right), ("KM", .right), ("HOURS", .right), ("ORDER", .left)])
        for tour in plan.tours {
            table.add([
                tour.vehicle.rawValue, String(tour.sites.count), tenths(Double(tour.distanceMetres) / 1000),
                tenths(Double(tour.durationSeconds) / 3600), tour.sites.map(\.rawValue).joined(separator: " "),
            ])
        }
        Console.show(table)
        if plan.tours.isEmpty, plan.leftOut.isEmpty { Console.message("no container is worth a tour on this day") }
        for left in plan.leftOut { Console.message("left out: \(left.slot) (\(left.reason)): \(left.obstacle.rawValue)") }
        for violation in plan.violations { Console.message("broken rule: \(violation.rule): \(violation.message)") }
    }

    private static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

    private static func form(of type: any Any.Type) -> String {
        switch type {
        case is Int.Type, is UInt64.Type: "a whole number"
        case is Double.Type: "a number"
        case is Bool.Type: "true or false"
        case is String.Type: "a text"
        case is [Any].Type: "a list"
        default: "as in config/schemas/plan-state.schema.json"
        }
    }

    private static func text(_ error: DecodingError) -> String {
        func name(_ path: [any CodingKey]) -> String {
            path.reduce(into: "") { name, key in
                if let index = key.intValue {
                    name += "[\(index)]"
                } else {
                    name += (name.isEmpty ? "" : ".") + key.stringValue
                }
            }
        }
        return switch error {
        case .keyNotFound(let key, let context): "'\(name(context.codingPath + [key]))' is missing"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            "'\(name(context.codingPath))' has the wrong type: it must be \(form(of: type))"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? context.debugDescription : "\(name(context.codingPath)): \(context.debugDescription)"
        @unknown default: "can not be read"
        }
    }
}
