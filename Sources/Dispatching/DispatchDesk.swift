public import Model
public import Reports
public import Roads
public import Store

/// The use cases: the only place where store, forecast, ways and planning meet. Command line and HTTP call nothing else.
///
/// Reads no clock of its own: `now` is given, so that tests and the simulator can set it.
public struct DispatchDesk: Sendable {
    let store: any TownStore
    let registry: TownCache
    let forecasts: ForecastDesk
    let book = StatusBook()
    let levels: LevelBook
    let figures: FigureBook
    let quarantine: any QuarantineReprocessing
    let travel: any TownWays
    /// The streets to draw, where there is a network.
    let network: ReloadingNetwork?
    let effort: PlanningEffort
    let runs = PlanRuns()
    let now: @Sendable () -> Timestamp

    public init(
        store: any TownStore, quarantine: any QuarantineReprocessing, effort: PlanningEffort = PlanningEffort(),
        travel: any TownWays = EstimatedWays(), network: ReloadingNetwork? = nil,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.quarantine = quarantine
        self.effort = effort
        self.travel = travel
        self.network = network
        self.now = now
        registry = TownCache(store: store)
        forecasts = ForecastDesk(store: store)
        levels = LevelBook(store: store)
        figures = FigureBook(store: store)
    }
}

/// How long the search for a plan may go on, when the order does not say otherwise.
public struct PlanningEffort: Sendable, Hashable {
    /// Of one plan's search, or of all days of a plan over several.
    public var seconds: Double
    /// `nil` means limited by time only.
    public var iterations: Int?
    /// With the same seed and iterations on one thread a plan can be made again.
    public var seed: UInt64
    /// More than one gives up exact repetition.
    public var threads: Int

    public init(seconds: Double = 10, iterations: Int? = nil, seed: UInt64 = 1, threads: Int = 1) {
        self.seconds = seconds
        self.iterations = iterations
        self.seed = seed
        self.threads = threads
    }
}

/// Puts refused messages through decoding and checks again; ingest does it.
public protocol QuarantineReprocessing: Sendable {
    func reprocess(ids: [Int64]?, reason: QuarantineReason?) async throws -> ReprocessResult
}
