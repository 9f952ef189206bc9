import Dispatch
import Foundation
import Reports
import Roads
import Routing
import Synchronization

/// How a problem is to be solved.
struct SolveOrder: Sendable {
    enum Language: String, CaseIterable, Sendable { case json, vroom }

    var language: Language
    var seconds: Double
    var iterations: Int?
    var seed: UInt64
    var threads: Int
}

/// One problem being solved, on a thread of its own.
struct SolveRun: Sendable {
    private let order: SolveOrder
    private let problem: Routing.Problem
    private let vroom: VROOMTranslation?
    private let begun: DispatchTime
    private let stop = StopSign()

    /// Reads and checks the problem.
    ///
    /// - Throws: a ``Problem`` that names the member at fault.
    init(_ order: SolveOrder, body: Data) throws {
        self.order = order
        begun = .now()
        do {
            switch order.language {
            case .json:
                vroom = nil
                problem = try JSONDecoder().decode(Routing.Problem.self, from: body)
            case .vroom:
                let input = try JSONDecoder().decode(VROOMInput.self, from: body)
                let translation = try input.translated(travel: { StraightLineEstimate().ways(between: $0) })
                vroom = translation
                problem = translation.problem
            }
            try problem.validate()
        } catch let error as DecodingError {
            throw Problem(ProblemError(error), in: order.language)
        } catch let error as ProblemError {
            throw Problem(error, in: order.language)
        }
    }

    /// Solves and answers; ends early when the caller goes.
    func answer(place: SolverPlaces.Place) async throws -> Data {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                search(place, done: { continuation.resume(with: $0) })
            }
        } onCancel: {
            stop.raise()
        }
    }

    /// Solves and tells on the way; ends early when nobody reads any more.
    func events(place: SolverPlaces.Place) -> SolveEvents {
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: String.self)
        let stop = stop
        continuation.onTermination = { _ in stop.raise() }
        search(
            place, progress: { continuation.yield(LiveEvent.text("progress", $0)) },
            done: { result in
                switch result {
                case .success(let data):
                    continuation.yield(LiveEvent.text("result", String(decoding: data.filter { $0 != 0x0A }, as: UTF8.self)))
                    continuation.finish()
                case .failure(let error): continuation.finish(throwing: error)
                }
            })
        return SolveEvents(stream)
    }

    private func search(
        _ place: SolverPlaces.Place, progress: (@Sendable (String) -> Void)? = nil,
        done: @escaping @Sendable (Result<Data, any Error>) -> Void
    ) {
        let start = DispatchTime.now()
        let (stop, seconds) = (stop, order.seconds)
        var options = SolverOptions(
            seed: order.seed, iterationLimit: order.iterations,
            spentShare: { stop.isRaised ? 1 : start.elapsedSeconds / seconds }, threads: order.threads, initial: vroom?.initial)
        if let progress {
            let pace = ProgressPace()
            options.progress = { news in
                let elapsed = start.elapsedSeconds
                guard pace.lets(elapsed) else { return }
                let document = SolveProgressDocument(news, elapsedSeconds: elapsed)
                if let data = try? DocumentEncoder.json(document) { progress(String(decoding: data, as: UTF8.self)) }
            }
        }
        let order = options
        DispatchQueue.global(qos: .userInitiated).async {
            done(
                Result {
                    let solution = try Solver.solve(problem, order)
                    // The last news is always that of the result, also where the first plan was the best.
                    let unserved = solution.unserved.count(where: \.isMandatory)
                    let news = SolverOptions.Progress(
                        iterations: solution.iterations, cost: solution.cost.total, unservedMandatory: unserved)
                    let document = SolveProgressDocument(news, elapsedSeconds: start.elapsedSeconds)
                    progress?(String(decoding: try DocumentEncoder.json(document), as: UTF8.self))
                    return try answer(to: solution, start: start)
                })
            withExtendedLifetime(place) {}
        }
    }

    private func answer(to solution: Solution, start: DispatchTime) throws -> Data {
        let solving = start.elapsedSeconds
        guard let vroom else {
            return try Answer.jsonLine(SolutionDocument(solution, of: problem, wallSeconds: solving))
        }
        let loading = Double(start.uptimeNanoseconds - begun.uptimeNanoseconds) / 1e6
        return try Answer.jsonLine(
            vroom.answer(solution, loadingMilliseconds: Int(loading), solvingMilliseconds: Int(solving * 1000)))
    }
}

/// The events of a run, taken one after the other by the writer of one response.
actor SolveEvents {
    private var iterator: AsyncThrowingStream<String, any Error>.AsyncIterator

    init(_ stream: AsyncThrowingStream<String, any Error>) { iterator = stream.makeAsyncIterator() }

    /// `nil` after the result.
    func next() async throws -> String? {
        var own = iterator
        defer { iterator = own }
        return try await own.next(isolation: self)
    }
}

/// Ends a search from another thread.
private final class StopSign: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .relaxed) }

    func raise() { raised.store(true, ordering: .relaxed) }
}

/// Lets at most ten news a second through, and always the first.
private final class ProgressPace: Sendable {
    private let last = Mutex(-1.0)

    func lets(_ seconds: Double) -> Bool {
        last.withLock { last in
            guard seconds - last >= 0.1 || last < 0 else { return false }
            last = seconds
            return true
        }
    }
}

extension DispatchTime {
    fileprivate var elapsedSeconds: Double { Double(DispatchTime.now().uptimeNanoseconds - uptimeNanoseconds) / 1e9 }
}
