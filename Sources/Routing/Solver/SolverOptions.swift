/// How long and how to search. The module reads no clock: time comes in by ``spentShare``.
public struct SolverOptions: Sendable {
    /// Same problem, seed, `threads == 1` and iteration limit: same plan.
    public var seed: UInt64
    /// Iterations (ruin and recreate steps) per thread; `nil` means no limit.
    public var iterationLimit: Int?
    /// The share of the time budget used up, 0 to 1; 1 or more ends the run. Asked often (at least every
    /// few milliseconds), from any of the solver's threads: keep it cheap. `nil` means the iteration limit alone.
    public var spentShare: (@Sendable () -> Double)?
    /// Search threads.
    public var threads: Int
    /// A plan to start from. Stops that do not fit are left out and inserted anew.
    public var initial: Plan?
    /// Told about new best solutions, from any of the solver's threads.
    public var progress: (@Sendable (Progress) -> Void)?

    public init(
        seed: UInt64 = 1, iterationLimit: Int? = nil, spentShare: (@Sendable () -> Double)? = nil, threads: Int = 1,
        initial: Plan? = nil, progress: (@Sendable (Progress) -> Void)? = nil
    ) {
        self.seed = seed
        self.iterationLimit = iterationLimit
        self.spentShare = spentShare
        self.threads = threads
        self.initial = initial
        self.progress = progress
    }

    /// Whether the time budget is used up; an iteration limit does not count.
    var isTimeUp: Bool { (spentShare?() ?? 0) >= 1 }

    /// A new best solution.
    public struct Progress: Sendable, Hashable {
        public var iterations: Int
        public var cost: Int
        /// Mandatory tasks not served yet.
        public var unservedMandatory: Int

        public init(iterations: Int, cost: Int, unservedMandatory: Int) {
            self.iterations = iterations
            self.cost = cost
            self.unservedMandatory = unservedMandatory
        }
    }
}
