public import Model

/// Publishes what happens in one or several towns, in the order of delivery and at a pace.
public struct PublishingRun: Sendable {
    private var publications: [Publication]
    private let pace: Pace

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

    public init(_ publications: [Publication], pace: Pace) {
        self.publications = publications
        self.pace = pace
    }

    /// Sends everything and waits until it has arrived. A cancelled task ends it early and without an error: what was sent counts.
    ///
    /// - Parameter report: called every few hundred messages.
    /// - Returns: how many messages were sent.
    public mutating func run(to sink: any MessageSink, report: (Progress) -> Void) async throws -> Int {
        let clock = ContinuousClock()
        let began = clock.now
        let from = publications.map(\.from).min() ?? Timestamp(milliseconds: 0)
        var sent = 0
        while !Task.isCancelled, let messages = nextDay() {
            for message in messages {
                let due = pace.realSeconds(until: message.deliveredAt, from: from)
                if due > 0, began + .seconds(due) > clock.now {
                    try? await clock.sleep(until: began + .seconds(due))
                }
                if Task.isCancelled { break }
                try await sink.send(message)
                sent += 1
                if sent % 500 == 0 { report(Progress(messages: sent, reached: message.deliveredAt)) }
            }
        }
        try await sink.finish()
        return sent
    }

    /// What happened in each town so far.
    public var results: [TownResult] {
        publications.map { TownResult(town: $0.town, statistics: $0.statistics, sensors: $0.sensorsByClass) }
    }

    private mutating func nextDay() -> [SimulatedMessage]? {
        if publications.count == 1 { return publications[0].nextDay() }
        var isOver = true
        var messages: [SimulatedMessage] = []
        for index in publications.indices {
            guard let day = publications[index].nextDay() else { continue }
            isOver = false
            messages += day
        }
        return isOver ? nil : messages.inOrderOfDelivery()
    }
}
