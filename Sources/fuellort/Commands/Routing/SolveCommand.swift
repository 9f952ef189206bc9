import ArgumentParser
import Foundation
import Routing
import Synchronization

struct SolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve", abstract: "Solve a routing problem from a file.",
        discussion: """
            Reads VRPLIB problems (.vrp), problems of this program and of VROOM (.json) and the waste-collection benchmark of Kim et
            al. (.txt). The routes go to stdout or to --output: a name ending in .json gets the whole solution with times and loads
            (of a VROOM problem: VROOM's answer), any other one line a tour. The exit code is 1 if mandatory tasks had to be left
            out.
            """)

    @Argument(help: "Problem file.", completion: .file()) var file: String
    @Option(help: "Seconds to search.") var timeLimit: Double = 10
    @Option(help: "What the seconds are counted in: wall or cpu.") var clock: Stopwatch.Clock = .wall
    @Option(help: "Limit of iterations per thread, instead of or besides the time.") var iterations: Int?
    @Option(help: "Seed; with --iterations and one thread the result is reproducible.") var seed: UInt64 = 1
    @Option(help: "Search threads.") var threads: Int = 1
    @Option(help: ArgumentHelp("Routes to start from.", valueName: "file.sol"), completion: .file()) var initial: String?
    @Option(help: ArgumentHelp("Where to write the routes.", valueName: "file.sol|file.json"), completion: .file()) var output:
        String?
    @Flag(help: "One JSON object on one line instead of routes.") var json = false
    @Flag(help: "With --json: the cost over time.") var trace = false

    func validate() throws {
        guard timeLimit > 0, timeLimit.isFinite else { throw ValidationError("--time-limit has to be above 0") }
        guard threads >= 1 else { throw ValidationError("--threads has to be 1 or more") }
        guard iterations ?? 0 >= 0 else { throw ValidationError("--iterations has to be 0 or more") }
    }

    func run() async throws {
        let watch = (limit: Stopwatch(clock), wall: Stopwatch(.wall), cpu: Stopwatch(.cpu))
        let input = try ProblemFile(path: file)
        let news = NewsDesk(showsLine: isatty(2) == 1, stated: input.stated)
        // Several threads spend processor time together.
        let budget = clock == .cpu ? timeLimit * Double(threads) : timeLimit
        let limit = watch.limit
        var options = SolverOptions(
            seed: seed, iterationLimit: iterations, spentShare: { limit.seconds / budget }, threads: threads,
            progress: { news.note($0, at: limit.seconds) })
        options.initial = try initial.map { try plan($0, input.problem) } ?? input.vroom?.initial
        let loading = watch.wall.seconds
        let solution = try solve(input.problem, options)
        news.finish()
        let routes = RouteFile.write(solution, of: input.problem, cost: input.stated(solution.cost.total))
        if let output {
            let isDocument = output.hasSuffix(".json")
            try write(isDocument ? document(solution, of: input, loading: loading, wall: watch.wall.seconds) : routes, to: output)
        }
        if json, let vroom = input.vroom {
            Console.line(try Self.json(vroom.answer(solution, loading: loading, wall: watch.wall.seconds)))
        } else if json {
            let result = SolveDocument(
                input, solution, wall: watch.wall.seconds, cpu: watch.cpu.seconds, trace: trace ? news.trace : nil)
            Console.line(try Self.json(result))
        } else if output == nil {
            Console.write(routes)
        }
        for violation in solution.violations.prefix(20) { Console.message("fuellort: \(violation)") }
        if !solution.isFeasible { throw ExitStatus.problemsFound.code }
    }

    /// The whole solution in the language of the problem.
    private func document(_ solution: Solution, of input: ProblemFile, loading: Double, wall: Double) throws -> String {
        try input.vroom.map { try Self.json($0.answer(solution, loading: loading, wall: wall)) } ?? Self.json(solution)
    }

    private static func json(_ document: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    private func plan(_ path: String, _ problem: Problem) throws -> Plan {
        do {
            return try RouteFile.read(ProblemFile.text(of: path), for: problem)
        } catch let error as FormatError {
            throw CommandFailure(.wrongData, "\(path): \(error)")
        }
    }

    private func solve(_ problem: Problem, _ options: SolverOptions) throws -> Solution {
        do {
            return try Solver.solve(problem, options)
        } catch {
            throw CommandFailure(.wrongData, "\(file): \(error)")
        }
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw CommandFailure(.canNotCreate, "can not write \(path): \(error.localizedDescription)")
        }
    }
}

extension Stopwatch.Clock: ExpressibleByArgument {}

/// Collects new best costs, and shows them on a terminal.
private final class NewsDesk: Sendable {
    private let showsLine: Bool
    private let stated: @Sendable (Int) -> String
    private let state = Mutex((trace: [(seconds: Double, cost: String)](), shown: -1.0))

    init(showsLine: Bool, stated: @escaping @Sendable (Int) -> String) {
        self.showsLine = showsLine
        self.stated = stated
    }

    var trace: [(seconds: Double, cost: String)] { state.withLock { $0.trace } }

    func note(_ news: SolverOptions.Progress, at seconds: Double) {
        let cost = stated(news.cost)
        state.withLock { state in
            state.trace.append((seconds, cost))
            guard showsLine, seconds - state.shown > 0.2 else { return }
            state.shown = seconds
            let unserved = news.unservedMandatory > 0 ? ", \(news.unservedMandatory) not served yet" : ""
            FileHandle.standardError.write(Data("\r\u{1B}[K\(String(format: "%.1f", seconds)) s  cost \(cost)\(unserved)".utf8))
        }
    }

    func finish() {
        if showsLine { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}

extension VROOMTranslation {
    fileprivate func answer(_ solution: Solution, loading: Double, wall: Double) -> VROOMOutput {
        answer(solution, loadingMilliseconds: Int(loading * 1000), solvingMilliseconds: Int((wall - loading) * 1000))
    }
}

/// The result on one line.
private struct SolveDocument: Encodable {
    struct Point: Encodable {
        var seconds: Double
        var cost: Double
    }

    /// A customer number, or an id that is none.
    enum Name: Encodable {
        case number(Int)
        case text(String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }

    var name: String
    var cost: Double
    var feasible: Bool
    var wallSeconds: Double
    var cpuSeconds: Double
    var iterations: Int
    var seed: UInt64
    var lowerBound: Int?
    var routes: [[Name]]
    var unserved: [UnservedTask]
    var violations: [Violation]
    var trace: [Point]?

    enum CodingKeys: String, CodingKey {
        case name, cost, feasible, iterations, seed, routes, unserved, violations, trace
        case wallSeconds = "wall_seconds"
        case cpuSeconds = "cpu_seconds"
        case lowerBound = "lower_bound"
    }

    init(_ input: ProblemFile, _ solution: Solution, wall: Double, cpu: Double, trace: [(seconds: Double, cost: String)]?) {
        name = input.name
        cost = Double(input.stated(solution.cost.total)) ?? 0
        feasible = solution.isFeasible
        wallSeconds = (wall * 1000).rounded() / 1000
        cpuSeconds = (cpu * 1000).rounded() / 1000
        iterations = solution.iterations
        seed = solution.seed
        lowerBound = solution.lowerBound
        routes = solution.plan.routes.map { $0.stops.map { id in input.number(of: id).map(Name.number) ?? .text(id) } }
        unserved = solution.unserved.filter(\.isMandatory)
        violations = solution.violations
        self.trace = trace?.map { Point(seconds: ($0.seconds * 1000).rounded() / 1000, cost: Double($0.cost) ?? 0) }
    }
}
