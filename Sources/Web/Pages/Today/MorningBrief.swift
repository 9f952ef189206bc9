import Model
import Reports

/// What a dispatcher has to know before planning: what is due, what is new since last evening, what can not be trusted. Pure.
struct MorningBrief: Sendable {
    /// Due on the planned day, the most urgent first.
    var due: [ContainerStatus]
    /// Newly due on the day after, and on the one after that.
    var dueNext: Int
    var dueAfter: Int
    var changes: [Change]
    var doubts: [Doubt]
    /// All active containers.
    var containers: Int

    struct Change: Sendable {
        var status: ContainerStatus
        var kind: Kind

        enum Kind: String, CaseIterable, Sendable { case becameDue, emptied, requested, becameSilent }
    }

    struct Doubt: Sendable {
        var status: ContainerStatus
        var kind: Kind

        enum Kind: String, CaseIterable, Sendable { case silent, doubtful, noLevel, lowTrust }
    }

    /// - Parameters:
    ///   - days: the statuses as of now, for the planned day and the two after it.
    ///   - evening: since when something counts as new.
    init(
        days: [[ContainerStatus]], emptyings: [Emptying], requests: [EmptyingRequest], rules: TownRules, evening: Timestamp,
        now: Timestamp
    ) {
        let today = days.first ?? []
        let dueToday = Set(today.filter(\.isDue).map(\.slot.id))
        let dueTomorrow = days.count > 1 ? Set(days[1].filter(\.isDue).map(\.slot.id)).subtracting(dueToday) : []
        due = today.filter(\.isDue).sorted { MorningBrief.urgency($0) > MorningBrief.urgency($1) }
        dueNext = dueTomorrow.count
        dueAfter =
            days.count > 2
            ? Set(days[2].filter(\.isDue).map(\.slot.id)).subtracting(dueToday).subtracting(dueTomorrow).count : 0
        containers = today.count
        let emptied = Set(emptyings.filter { $0.at >= evening }.map(\.slot))
        let requested = Set(requests.filter { $0.createdAt >= evening }.map(\.slot))
        changes = today.compactMap { status in
            let kind: Change.Kind? =
                if requested.contains(status.slot.id) {
                    .requested
                } else if emptied.contains(status.slot.id) {
                    .emptied
                } else if MorningBrief.becameDue(status, rules: rules, evening: evening, now: now) {
                    .becameDue
                } else if MorningBrief.becameSilent(status, evening: evening) {
                    .becameSilent
                } else {
                    nil
                }
            return kind.map { Change(status: status, kind: $0) }
        }
        doubts = today.compactMap { status in
            MorningBrief.doubt(status).map { Doubt(status: status, kind: $0) }
        }
    }

    func count(_ kind: Change.Kind) -> Int { changes.count { $0.kind == kind } }
    func count(_ kind: Doubt.Kind) -> Int { doubts.count { $0.kind == kind } }

    /// Requests first, then the level expected at the moment, unknown levels last.
    static func urgency(_ status: ContainerStatus) -> Double {
        let level = status.forecast?.level ?? status.current?.level ?? 0
        if case .request = status.dueReason { return 10 + level }
        return level
    }

    /// Over the threshold now, and by its rate not yet in the evening.
    private static func becameDue(_ status: ContainerStatus, rules: TownRules, evening: Timestamp, now: Timestamp) -> Bool {
        guard case .level = status.dueReason, let forecast = status.forecast else { return false }
        let threshold = status.slot.mustEmptyLevel ?? rules.thresholds.mustEmpty
        let before = forecast.level - forecast.ratePerDay * now.days(since: evening)
        return forecast.level >= threshold && before < threshold
    }

    private static func becameSilent(_ status: ContainerStatus, evening: Timestamp) -> Bool {
        guard status.isSilent, let heard = status.current?.lastHeardAt else { return false }
        return heard.adding(hours: status.silentAfterHours) >= evening
    }

    private static func doubt(_ status: ContainerStatus) -> Doubt.Kind? {
        guard status.slot.device != nil else { return nil }
        if status.isSilent { return .silent }
        guard let current = status.current, current.level != nil else { return .noLevel }
        if !current.quality.isDisjoint(with: .excludedFromLevel) { return .doubtful }
        return current.trust < 0.5 ? .lowTrust : nil
    }
}
