public import Model

/// What else speaks for a sensed emptying: neighbours at the site that sank in the same quarter hour, a planned tour at that time, a
/// report of the staff. Pure; only looks at emptyings that were found, never makes one.
public struct EmptyingConfirmation: Sendable {
    /// A planned visit of a slot.
    public struct Visit: Sendable, Hashable {
        public var slot: SlotID
        public var arrival: Timestamp
        public var departure: Timestamp

        public init(slot: SlotID, arrival: Timestamp, departure: Timestamp) {
            self.slot = slot
            self.arrival = arrival
            self.departure = departure
        }
    }

    private static let neighbourSeconds = 900.0
    /// Tours run early and late, and a sensor tells of it with its next reading.
    private static let visitBeforeHours = 2.0
    private static let visitAfterHours = 4.0
    /// A report and a sensed fall within so many hours are one emptying.
    private static let reportHours = 12.0
    /// How much more often each is seen with an emptying than with a carton that has shifted (assumptions; a shifted carton has no
    /// reason to shift next door in the same quarter hour).
    private static let neighbourRatio = 8.0
    private static let visitRatio = 6.0

    private let sites: [SlotID: SiteID]
    private let visits: [SlotID: [Visit]]

    public init(slots: [Slot], visits: [Visit]) {
        sites = Dictionary(slots.map { ($0.id, $0.site) }, uniquingKeysWith: { first, _ in first })
        self.visits = Dictionary(grouping: visits, by: \.slot)
    }

    /// - Parameter emptyings: of all slots of the town, in the order of time. O(n · neighbours in time).
    public func confirmed(_ emptyings: [Emptying]) -> [Emptying] {
        emptyings.indices.map { index in
            var emptying = emptyings[index]
            guard emptying.source == .sensed else {
                if emptying.source == .reported { emptying.evidence = [.report] }
                return emptying
            }
            var evidence: [EmptyingEvidence] = []
            var odds = emptying.confidence / max(1e-6, 1 - emptying.confidence)
            if hasNeighbour(index, emptyings) {
                evidence.append(.neighbours)
                odds *= Self.neighbourRatio
            }
            if isPlanned(emptying) {
                evidence.append(.plannedTour)
                odds *= Self.visitRatio
            }
            if isReported(index, emptyings) { evidence.append(.report) }
            emptying.evidence = evidence
            emptying.confidence = evidence.contains(.report) ? 1 : min(0.999, odds / (1 + odds))
            return emptying
        }
    }

    private func hasNeighbour(_ index: Int, _ emptyings: [Emptying]) -> Bool {
        let own = emptyings[index]
        guard let site = sites[own.slot] else { return false }
        return near(index, emptyings, seconds: Self.neighbourSeconds) { $0.slot != own.slot && sites[$0.slot] == site }
    }

    private func isReported(_ index: Int, _ emptyings: [Emptying]) -> Bool {
        let slot = emptyings[index].slot
        return near(index, emptyings, seconds: Self.reportHours * 3600) { $0.slot == slot && $0.source == .reported }
    }

    private func near(_ index: Int, _ emptyings: [Emptying], seconds: Double, _ isWanted: (Emptying) -> Bool) -> Bool {
        let at = emptyings[index].at
        for other in emptyings[..<index].reversed() {
            guard at.seconds(since: other.at) <= seconds else { break }
            if isWanted(other) { return true }
        }
        for other in emptyings[(index + 1)...] {
            guard other.at.seconds(since: at) <= seconds else { break }
            if isWanted(other) { return true }
        }
        return false
    }

    private func isPlanned(_ emptying: Emptying) -> Bool {
        visits[emptying.slot]?.contains {
            emptying.at >= $0.arrival.adding(hours: -Self.visitBeforeHours)
                && emptying.at <= $0.departure.adding(hours: Self.visitAfterHours)
        } ?? false
    }
}
