import Dispatch
import Model
import Synchronization

/// Plays a season: several towns, in each several policies that meet the same deposits.
public struct Season: Sendable {
    public let settings: SeasonSettings

    public init(_ settings: SeasonSettings) { self.settings = settings }

    /// - Parameters:
    ///   - threads: runs that go on at the same time; the result does not depend on it.
    ///   - report: told after every run, from any thread.
    /// - Throws: `PlanningError`, a fault of the town or of this program.
    public func play(threads: Int = 1, report: @escaping @Sendable (SeasonProgress) -> Void = { _ in }) throws -> SeasonResult {
        let starts = try inOrder(settings.seeds.count, threads) { SeasonStart(settings, seed: settings.seeds[$0]) }
        let jobs = starts.flatMap { start in settings.policies.map { (start, $0) } }
        let done = Mutex(0)
        let runs = try inOrder(jobs.count, threads) { number in
            var run = SeasonRun(jobs[number].0, jobs[number].1)
            let figures = try run.figures()
            let finished = done.withLock { count in
                count += 1
                return count
            }
            report(SeasonProgress(finishedRuns: finished, runs: jobs.count, last: figures))
            return figures
        }
        return SeasonResult(settings, starts: starts, runs: runs)
    }

    /// Results in the order of their numbers, whoever comes first.
    private func inOrder<Result: Sendable>(
        _ count: Int, _ threads: Int, _ work: @escaping @Sendable (Int) throws -> Result
    ) throws -> [Result] {
        let results = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: count))
        let next = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
            while true {
                let number = next.withLock { next in
                    next += 1
                    return next - 1
                }
                guard number < count else { return }
                let result = Swift.Result { try work(number) }
                results.withLock { $0[number] = result }
            }
        }
        return try results.withLock { $0 }.compactMap(\.self).map { try $0.get() }
    }
}

/// How far it is.
public struct SeasonProgress: Sendable {
    public var finishedRuns: Int
    public var runs: Int
    public var last: SeasonFigures
}
