import Synchronization

@testable import Routing

enum PlainProblems {
    /// A pure capacity problem in the plane.
    static func capacity(tasks: Int, seed: UInt64 = 1) -> Problem {
        var random = RandomSource(seed: seed)
        let x = (0...tasks).map { _ in Double(random.below(1_000)) }
        let y = (0...tasks).map { _ in Double(random.below(1_000)) }
        let list = (1...max(1, tasks)).map { Problem.Task(id: "\($0)", location: $0, demand: [1 + random.below(9)]) }
        let vehicles = (0..<max(2, tasks)).map {
            Problem.Vehicle(
                id: "v\($0)", capacities: [25], startLocation: 0, endLocation: 0, shift: TimeWindow(0, Problem.largestSecond))
        }
        return Problem(
            dimensions: [Dimension(name: "load")], profiles: [.plane(PlaneTravel(x: x, y: y))], vehicles: vehicles, tasks: list)
    }

    /// Locations on a line, a metre and a second apart per unit; the depot is location 0 at 0.
    static func line(_ positions: [Int], vehicles: [Problem.Vehicle], tasks: [Problem.Task]) -> Problem {
        let plane = PlaneTravel(x: positions.map(Double.init), y: positions.map { _ in 0 })
        return Problem(dimensions: [], profiles: [.plane(plane)], vehicles: vehicles, tasks: tasks)
    }

    static func vehicle(_ id: String = "v", shift: TimeWindow = TimeWindow(0, 100_000)) -> Problem.Vehicle {
        Problem.Vehicle(id: id, startLocation: 0, endLocation: 0, shift: shift)
    }
}

/// Counts calls; the share of a number of calls.
final class CallCounter: Sendable {
    private let calls = Mutex(0)

    var count: Int { calls.withLock { $0 } }

    func next(of total: Int) -> Double {
        calls.withLock {
            $0 += 1
            return Double($0) / Double(total)
        }
    }
}
