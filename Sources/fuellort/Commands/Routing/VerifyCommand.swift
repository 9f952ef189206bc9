import ArgumentParser
import Foundation
import Routing

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Recompute routes and say what is wrong with them.",
        discussion: """
            Takes the routes (.sol) or a solution (.json) for a problem file as `fuellort solve` reads it. Prints the cost and every
            violation; the exit code is 1 if there is one.
            """)

    @Argument(help: "Problem file.", completion: .file()) var problem: String
    @Argument(help: "Routes or solution.", completion: .file()) var solution: String
    @Flag(help: "One JSON object instead of text.") var json = false

    func run() async throws {
        let input = try ProblemFile(path: problem)
        let report = try report(input)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            Console.line(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            Console.line("cost \(input.stated(report.cost.total))")
            Console.line(report.isFeasible ? "feasible" : "not feasible")
            for violation in report.violations { Console.line("  \(violation)") }
        }
        if !report.isFeasible { throw ExitStatus.problemsFound.code }
    }

    private func report(_ input: ProblemFile) throws -> Verifier.Report {
        let text = try ProblemFile.text(of: solution)
        do {
            let verifier = try Verifier(input.problem)
            if solution.hasSuffix(".json") {
                return verifier.verify(try JSONDecoder().decode(Solution.self, from: Data(text.utf8)))
            }
            let timed = try Solver.schedule(try RouteFile.read(text, for: input.problem), of: input.problem)
            return Verifier.Report(cost: timed.cost, violations: timed.violations)
        } catch let error as DecodingError {
            throw CommandFailure(.wrongData, "\(solution): \(ProblemError(error))")
        } catch {
            throw CommandFailure(.wrongData, "\(solution): \(error)")
        }
    }
}
