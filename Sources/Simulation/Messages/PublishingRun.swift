public import Model

/// Publishes what happens in one or several towns, in the order of delivery and at a pace.
public struct PublishingRun: Sendable {
    private var publications: [Publication]
    private let pace: Pace
    private let plans: (any PlanSource)?

    /// How far it is.
    public struct Progress: Sendable, Hashable {
        public var messages: Int
        /// Delivery time of the newest message.
        public var reached: Timestamp
    }

    /// What happened in a town, and how many of its sensors are of each class.
    public struct TownResult: Sendable, Hashable {
        public var town: TownID
        public var statistics: SimulationStatistics
        public var sensors: [SensorClass: Int]
    }

    /// - Parameter plans: asked before each local day is played; `nil` keeps to the publications' schedules.
    public init(_ publications: [Publication], pace: Pace, plans: (any PlanSource)? = nil) {
        self.publications = publications
        self.pace = pace
        self.plans = plans
    }

    /// Sends everything and waits until it has arrived. A cancelled task ends it early and without an error: what was sent counts.
    ///
    /// - Parameter report: called every few hundred messages.
    public mutating func run(to sink: any MessageSink, report: (Progress) -> Void) async throws -> PublishedCounts {
        let clock = ContinuousClock()
        let began = clock.now
        let from = publications.map(\.from).min() ?? Timestamp(milliseconds: 0)
        var sent = PublishedCounts()
        while !Task.isCancelled, let messages = await nextDay() {
            for message in messages {
                let due = pace.realSeconds(until: message.deliveredAt, from: from)
                if due > 0, began + .seconds(due) > clock.now {
                    try? await clock.sleep(until: began + .seconds(due))
                }
                if Task.isCancelled { break }
                try await sink.send(message)
                sent.add(message)
                if sent.messages % 500 == 0 { report(Progress(messages: sent.messages, reached: message.deliveredAt)) }
            }
        }
        try await sink.finish()
        return sent
    }

    /// What happened in each town so far.
    public var results: [TownResult] {
        publications.map { TownResult(town: $0.town, statistics: $0.statistics, sensors: $0.sensorsByClass) }
    }

    private mutating func nextDay() async -> [SimulatedMessage]? {
        guard publications.contains(where: { !$0.isOver }) else { return nil }
        var messages: [SimulatedMessage] = []
        for index in publications.indices where !publications[index].isOver {
            if let plan = await plans?.plan(town: publications[index].town, day: publications[index].day) {
                publications[index].drive(plan)
            }
            messages += publications[index].nextDay() ?? []
        }
        return publications.count == 1 ? messages : messages.inOrderOfDelivery()
    }
}

/// What was sent, counted.
public struct PublishedCounts: Sendable, Hashable, Codable {
    public var messages = 0
    /// Some messages carry several.
    public var readings = 0
    public var duplicates = 0
    public var late = 0

    public init() {}

    mutating func add(_ message: SimulatedMessage) {
        messages += 1
        readings += message.readings
        duplicates += message.isDuplicate ? 1 : 0
        late += message.isLate ? 1 : 0
    }
}
