import Model
import Routing

/// The search's effort, shared out over the parts of a day by their number of tasks.
struct SearchEffort: Sendable {
    private let options: PlanningOptions
    private let tasks: [Int]

    init(_ options: PlanningOptions, tasks: [Int]) {
        self.options = options
        self.tasks = tasks
    }

    func options(forPart part: Int) -> SolverOptions {
        let before = share(tasks[..<part].reduce(0, +))
        let after = share(tasks[...part].reduce(0, +))
        let limit = options.iterations.map { max(1, Int((Double(min($0, 1_000_000_000)) * (after - before)).rounded())) }
        return SolverOptions(
            seed: options.seed, iterationLimit: limit ?? (options.spentShare == nil ? PlanningOptions.defaultIterations : nil),
            spentShare: options.spentShare.map { spent in { @Sendable in Self.local(spent(), from: before, to: after) } },
            threads: max(1, options.threads))
    }

    private func share(_ count: Int) -> Double { Double(count) / Double(max(1, tasks.reduce(0, +))) }

    /// A part is over when its own share of the budget is; a budget spent for good ends every part.
    private static func local(_ spent: Double, from: Double, to: Double) -> Double {
        spent >= 1 ? 1 : to > from ? (spent - from) / (to - from) : 1
    }
}
