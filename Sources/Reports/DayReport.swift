public import Model

/// The facts of one day, drawn from the newest plan, the emptyings and the state of the sensors.
public struct DayReport: Hashable, Sendable {
    public let day: CalendarDay
    public let asOf: Timestamp
    public let plan: Plan?
    public let emptyings: [Emptying]
    /// Planned slots with an emptying on the day.
    public let plannedAndEmptied: Int
    /// Planned slots without one, in the order of their names; empty until the day is over, since before there is still time.
    public let plannedNotEmptied: [SlotID]
    public let notes: [Note]

    /// - Parameters:
    ///   - plan: the newest plan of the day.
    ///   - emptyings: those of the day, by the town's clock.
    ///   - containers: as they are at `asOf`.
    public init(
        day: CalendarDay, plan: Plan?, emptyings: [Emptying], containers: [ContainerStatus], clock: TownClock, asOf: Timestamp
    ) {
        self.day = day
        self.asOf = asOf
        self.plan = plan
        self.emptyings = emptyings
        let planned = Set((plan?.tours ?? []).flatMap(\.stops).flatMap(\.emptied).map(\.slot))
        let done = Set(emptyings.map(\.slot))
        let isOver = clock.moment(day.adding(days: 1)) <= asOf
        plannedAndEmptied = planned.count { done.contains($0) }
        plannedNotEmptied = isOver ? planned.subtracting(done).sorted() : []
        notes = DayReport.notes(plan: plan, containers: containers, notEmptied: plannedNotEmptied)
    }

    /// A remark on the data, with the slots it is about.
    public struct Note: Hashable, Sendable {
        public var kind: Kind
        public var slots: [SlotID]

        public enum Kind: String, CaseIterable, Hashable, Sendable {
            case noPlan = "no-plan"
            case distancesEstimated = "distances-estimated"
            case plannedNotEmptied = "planned-not-emptied"
            case silent
            case noLevel = "no-level"
            case doubtful
            case batteryLow = "battery-low"
            case noSensor = "no-sensor"
            case allGood = "all-good"

            /// Whether the note is about slots, so that their number says something.
            var countsSlots: Bool { ![.noPlan, .distancesEstimated, .allGood].contains(self) }

            var phrase: Phrase {
                switch self {
                case .noPlan: .noteNoPlan
                case .distancesEstimated: .noteDistancesEstimated
                case .plannedNotEmptied: .notePlannedNotEmptied
                case .silent: .noteSilent
                case .noLevel: .noteNoLevel
                case .doubtful: .noteDoubtful
                case .batteryLow: .noteBatteryLow
                case .noSensor: .noteNoSensor
                case .allGood: .noteAllGood
                }
            }
        }
    }

    private static func notes(plan: Plan?, containers: [ContainerStatus], notEmptied: [SlotID]) -> [Note] {
        var notes: [Note] = []
        if plan == nil { notes.append(Note(kind: .noPlan, slots: [])) }
        if plan?.distanceBasis.isEstimate == true { notes.append(Note(kind: .distancesEstimated, slots: [])) }
        let concerned: [(Note.Kind, [SlotID])] = [
            (.plannedNotEmptied, notEmptied),
            (.silent, slots(containers) { $0.isSilent }),
            (.noLevel, slots(containers) { $0.slot.device != nil && $0.current?.level == nil }),
            (.doubtful, slots(containers) { $0.current.map { !$0.quality.mayMoveLevel } ?? false }),
            (.batteryLow, slots(containers) { $0.current?.quality.contains(.batteryLow) ?? false }),
            (.noSensor, slots(containers) { $0.slot.device == nil }),
        ]
        notes += concerned.filter { !$0.1.isEmpty }.map { Note(kind: $0.0, slots: $0.1) }
        return notes.isEmpty ? [Note(kind: .allGood, slots: [])] : notes
    }

    private static func slots(_ containers: [ContainerStatus], where concerned: (ContainerStatus) -> Bool) -> [SlotID] {
        containers.filter(concerned).map(\.slot.id).sorted()
    }
}
