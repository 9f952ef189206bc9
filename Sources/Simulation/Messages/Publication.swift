public import Model

/// Plays a simulation over a span of time and hands its messages over in the order of delivery.
public struct Publication: Sendable {
    public let from: Timestamp
    public let until: Timestamp
    private var simulation: TownSimulation
    private var heldBack: [SimulatedMessage] = []

    /// Days that are played before `from` without measuring, so that every container has been emptied at least once or twice.
    public static let warmUpDays = 42

    /// - Parameters:
    ///   - from: the first moment at which a message is delivered.
    ///   - until: the moment before which the last one is.
    public init(
        town: TownData, seed: UInt64, schedule: any EmptyingSchedule, from: Timestamp, until: Timestamp,
        intervalSeconds: Int = 7200
    ) {
        self.from = from
        self.until = max(from, until)
        // The day before is measured too: what it held back may be delivered now.
        let firstDay = town.town.clock.day(of: from).adding(days: -1 - Self.warmUpDays)
        simulation = TownSimulation(
            town: town, seed: seed, firstDay: firstDay, schedule: schedule, intervalSeconds: intervalSeconds)
        simulation.run(days: Self.warmUpDays)
        heldBack = playDay().filter { $0.deliveredAt >= from }
        simulation.resetStatistics()
    }

    /// The local day that is played next.
    public var day: CalendarDay { simulation.day }

    /// Whether the span is over, so that no day is played any more.
    public var isOver: Bool { simulation.clock.moment(day) >= until }

    /// Trucks drive this plan on its day instead of what they would do otherwise.
    public mutating func drive(_ plan: DrivenPlan) { simulation.drive(plan) }

    public var town: TownID { simulation.town.town.id }

    /// What happened on the local days that were played since `from`.
    public var statistics: SimulationStatistics { simulation.statistics }

    public var sensorsByClass: [SensorClass: Int] { simulation.sensorsByClass }

    public func level(of slot: SlotID) -> Double? { simulation.level(of: slot) }

    /// The messages of the next local day, in the order of delivery; `nil` when the span is over.
    public mutating func nextDay() -> [SimulatedMessage]? {
        guard !isOver else { return nil }
        let end = simulation.clock.moment(day.adding(days: 1))
        let messages = playDay()
        let later = messages.partitioningIndex { $0.deliveredAt >= end }
        heldBack = Array(messages[later...])
        return messages[..<later].filter { $0.deliveredAt >= from && $0.deliveredAt < until }
    }

    private mutating func playDay() -> [SimulatedMessage] {
        var messages = heldBack
        simulation.playDay(into: &messages)
        return messages.inOrderOfDelivery()
    }
}
