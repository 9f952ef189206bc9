import Foundation
import Routing
import Synchronization

/// What a dispatcher feels besides the cost: the time to the first plan, how late a run ends, memory, what a second thread brings.
enum Limits {
    /// Prints one line per measurement.
    static func run() throws {
        let daily = try matrix(sites: 500)
        print(
            "first plan, 500 sites with windows, tips, law on breaks: \(figure(try firstPlan(daily))) processor seconds (at most 0.3)"
        )
        let thousand = try matrix(sites: 1_000)
        let before = peakMegabytes()
        _ = try Solver.solve(thousand, SolverOptions(iterationLimit: 500))
        print(
            "1,000 sites with a matrix: peak of the process \(figure(peakMegabytes())) MB, \(figure(before)) before (below 100)")
        let large = plane(places: 10_000)
        print(
            "10,000 places without a matrix: first plan after \(figure(try firstPlan(large))) processor seconds, "
                + "peak of the process \(figure(peakMegabytes())) MB")
        for (name, problem) in [("500 sites", daily), ("1,000 sites", thousand), ("10,000 places", large)] {
            print("deadline of 1 s, \(name): back \(figure(try lateness(problem, seconds: 1) * 1_000)) ms after it (at most 50)")
        }
        let one = try iterations(daily, threads: 1)
        let two = try iterations(daily, threads: 2)
        print("two threads: \(figure(Double(two) / Double(max(1, one)))) times the iterations in equal wall time (at least 1.6)")
    }

    private static func figure(_ value: Double) -> String { String(format: "%.2f", value) }

    /// Processor seconds to the first plan that serves all.
    private static func firstPlan(_ problem: Problem) throws -> Double {
        let start = cpuSeconds()
        let first = Mutex<Double?>(nil)
        let options = SolverOptions(
            spentShare: { first.withLock { $0 } == nil ? (cpuSeconds() - start) / 30 : 1 },
            progress: { news in
                if news.unservedMandatory == 0 { first.withLock { $0 = $0 ?? cpuSeconds() - start } }
            })
        _ = try Solver.solve(problem, options)
        return first.withLock { $0 } ?? .infinity
    }

    private static func lateness(_ problem: Problem, seconds: Double) throws -> Double {
        let start = ProcessInfo.processInfo.systemUptime
        let options = SolverOptions(spentShare: { (ProcessInfo.processInfo.systemUptime - start) / seconds })
        _ = try Solver.solve(problem, options)
        return ProcessInfo.processInfo.systemUptime - start - seconds
    }

    private static func iterations(_ problem: Problem, threads: Int) throws -> Int {
        let start = ProcessInfo.processInfo.systemUptime
        let options = SolverOptions(spentShare: { (ProcessInfo.processInfo.systemUptime - start) / 5 }, threads: threads)
        return try Solver.solve(problem, options).iterations
    }

    private static func peakMegabytes() -> Double {
        let lines = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8))?.split(whereSeparator: \.isNewline) ?? []
        let line = lines.first { $0.hasPrefix("VmHWM") }?.split(whereSeparator: { !$0.isNumber }).first
        return line.flatMap { Double($0) }.map { $0 / 1_024 } ?? 0
    }

    // MARK: problems

    /// The same figures every time, between 0 and 1.
    private struct Draw {
        private var state: UInt64 = 42

        mutating func unit() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(UInt64(1) << 31)
        }
    }

    /// A town of 20 km with crooked streets: containers of glass, two tips, windows at a third of the sites.
    private static func matrix(sites: Int) throws -> Problem {
        var draw = Draw()
        let count = sites + 3
        let x = (0..<count).map { _ in draw.unit() * 20_000 }
        let y = (0..<count).map { _ in draw.unit() * 20_000 }
        var metres = [Int32](repeating: 0, count: count * count)
        for from in 0..<count {
            for to in 0..<count where from != to {
                let beeline = ((x[from] - x[to]) * (x[from] - x[to]) + (y[from] - y[to]) * (y[from] - y[to])).squareRoot()
                metres[from * count + to] = Int32(beeline * 1.3 + Double((from * 7 + to * 3) % 60))
            }
        }
        let travel = TravelMatrix(locationCount: count, distanceMetres: metres, durationSeconds: metres.map { $0 / 9 + 20 })
        let tasks = (0..<sites).map { site in
            let opens = 6 * 3_600 + Int(draw.unit() * 4) * 3_600
            return Problem.Task(
                id: "\(site)", location: site + 3, demand: [100 + Int(draw.unit() * 500)],
                serviceSeconds: 150 + Int(draw.unit() * 120),
                windows: site % 3 == 0 ? [TimeWindow(opens, opens + 5 * 3_600)] : [])
        }
        let vehicles = (0..<max(1, sites / 25)).map { number in
            Problem.Vehicle(
                id: "\(number)", capacities: [9_000], startLocation: 0, endLocation: 0, shift: TimeWindow(6 * 3_600, 15 * 3_600),
                fixedCost: 20_000, costPerSecond: 15, endsEmpty: true, breakRules: [.euDriving, .arbZGInterval, .arbZGTotal])
        }
        return Problem(
            name: "town", dimensions: [Dimension(name: "kilograms")], profiles: [.matrix(travel)], vehicles: vehicles,
            tasks: tasks,
            disposalSites: [1, 2].map { Problem.DisposalSite(id: "tip \($0)", location: $0, serviceSeconds: 900) })
    }

    private static func plane(places: Int) -> Problem {
        var draw = Draw()
        let travel = PlaneTravel(
            x: (0..<places).map { _ in draw.unit() * 100_000 }, y: (0..<places).map { _ in draw.unit() * 100_000 })
        let tasks = (1..<places).map { Problem.Task(id: "\($0)", location: $0, demand: [1 + Int(draw.unit() * 9)]) }
        let vehicles = (0..<(places / 20)).map {
            Problem.Vehicle(
                id: "\($0)", capacities: [200], startLocation: 0, endLocation: 0, shift: TimeWindow(0, 1_000_000_000))
        }
        return Problem(
            name: "plane", dimensions: [Dimension(name: "load")], profiles: [.plane(travel)], vehicles: vehicles, tasks: tasks)
    }
}
