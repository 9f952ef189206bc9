public import Model

/// Answers about a finished plan: why this stop today, why not that container and until when that is safe, and what holds the plan
/// back. Machine-readable; ``SlotExplanation/sentences(_:clock:names:)`` and ``PlanLimits/sentences(_:names:)`` say it in German or English.
public struct PlanExplanation: Sendable {
    private let input: PlanningInput
    private let plan: Plan
    private let selection: DueSelection
    private let index: TownIndex
    private let emptied: [SlotID: (tour: Tour, stop: Stop, emptying: StopEmptying)]
    private let leftOut: [SlotID: LeftOut]

    /// - Parameter input: what the plan was made from.
    public init(_ plan: Plan, input: PlanningInput) {
        self.plan = plan
        self.input = input
        selection = DueSelection(input)
        index = TownIndex(input.town)
        var emptied: [SlotID: (Tour, Stop, StopEmptying)] = [:]
        for tour in plan.tours {
            for stop in tour.stops {
                for emptying in stop.emptied { emptied[emptying.slot] = (tour, stop, emptying) }
            }
        }
        self.emptied = emptied
        leftOut = Dictionary(plan.leftOut.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Why a slot is or is not emptied on the day.
    public func explain(_ slot: SlotID) -> SlotExplanation {
        guard let known = index.slots[slot], let assessment = selection.assessment(of: slot) else {
            return SlotExplanation(slot: slot, outcome: .unknown, assessment: nil)
        }
        return SlotExplanation(slot: slot, outcome: outcome(known, assessment), assessment: assessment)
    }

    private func outcome(_ slot: Slot, _ assessment: SlotAssessment) -> SlotExplanation.Outcome {
        if let (tour, stop, emptying) = emptied[slot.id] {
            let begin = stop.arrival.adding(seconds: stop.waitSeconds)
            return .emptied(vehicle: tour.vehicle, tour: tour.id, at: begin, reason: emptying.reason)
        }
        if let left = leftOut[slot.id] {
            return .leftOut(obstacle: left.obstacle, reason: left.reason, nearestVehicle: left.nearestVehicle)
        }
        if !slot.isActive { return .inactive }
        if let last = assessment.lastEmptying, selection.wasEmptiedToday(slot.id) { return .emptiedBefore(at: last) }
        let isRipe = assessment.threshold != nil && assessment.expectedLevel >= input.town.rules.thresholds.takeAlong
        return isRipe ? .notOnTheWay : .notDue
    }

    /// How near each tour is to its limits, and which of them keeps most due slots out.
    public func limits() -> PlanLimits {
        let obstacles = plan.leftOut.reduce(into: [LeftOut.Obstacle: Int]()) { $0[$1.obstacle, default: 0] += 1 }
        let binding = LeftOut.Obstacle.allCases.filter { obstacles[$0] != nil }.max {
            (obstacles[$0] ?? 0) < (obstacles[$1] ?? 0)
        }
        return PlanLimits(
            leftOut: plan.leftOut.count, binding: binding, bindingCount: binding.flatMap { obstacles[$0] } ?? 0,
            tours: plan.tours.compactMap { tour in index.vehicles[tour.vehicle].map { TourLimits(tour, vehicle: $0) } })
    }
}

/// Why one slot is or is not emptied.
public struct SlotExplanation: Sendable, Hashable, Codable {
    public var slot: SlotID
    public var outcome: Outcome
    /// What was known and expected; `nil` for a slot the town does not have.
    public var assessment: SlotAssessment?

    public enum Outcome: Sendable, Hashable, Codable {
        case emptied(vehicle: VehicleID, tour: TourID, at: Timestamp, reason: StopReason)
        case leftOut(obstacle: LeftOut.Obstacle, reason: StopReason, nearestVehicle: VehicleID?)
        /// Full enough to be taken along, but no tour passes near enough.
        case notOnTheWay
        case notDue
        case emptiedBefore(at: Timestamp)
        case inactive
        case unknown

        /// Emptied or left out for a level that the reason names.
        var isForItsLevel: Bool {
            switch self {
            case .emptied(_, _, _, .level), .leftOut(_, .level, _): true
            default: false
            }
        }
    }

    public init(slot: SlotID, outcome: Outcome, assessment: SlotAssessment?) {
        self.slot = slot
        self.outcome = outcome
        self.assessment = assessment
    }

    /// Plain sentences, first the answer, then what it rests on. Times are the town's.
    public func sentences(
        _ language: ExplanationLanguage, clock: TownClock, names: ExplanationNames = .identifiers
    ) -> [String] {
        switch language {
        case .german: GermanExplanation(clock: clock, names: names).sentences(self)
        case .english: EnglishExplanation(clock: clock, names: names).sentences(self)
        }
    }
}

/// What holds a plan back.
public struct PlanLimits: Sendable, Hashable, Codable {
    /// Due slots in no tour.
    public var leftOut: Int
    /// The obstacle that keeps most of them out; `nil` when all due slots are served.
    public var binding: LeftOut.Obstacle?
    public var bindingCount: Int
    public var tours: [TourLimits]

    public init(leftOut: Int, binding: LeftOut.Obstacle?, bindingCount: Int, tours: [TourLimits]) {
        self.leftOut = leftOut
        self.binding = binding
        self.bindingCount = bindingCount
        self.tours = tours
    }

    public func sentences(_ language: ExplanationLanguage, names: ExplanationNames = .identifiers) -> [String] {
        switch language {
        case .german: GermanExplanation.sentences(self, names)
        case .english: EnglishExplanation.sentences(self, names)
        }
    }
}

/// How much of a tour's time and room is used, as shares of what there is.
public struct TourLimits: Sendable, Hashable, Codable {
    public var tour: TourID
    public var vehicle: VehicleID
    /// Working time ÷ length of the shift.
    public var time: Double
    /// Heaviest load ÷ payload.
    public var payload: Double
    /// Fullest load ÷ room, of the chamber that is fullest.
    public var volume: Double

    public enum Limit: String, Sendable, Hashable, Codable, CaseIterable { case time, payload, volume }

    /// The limit that is used up most.
    public var tightest: Limit { time >= max(payload, volume) ? .time : payload >= volume ? .payload : .volume }

    init(_ tour: Tour, vehicle: Vehicle) {
        self.tour = tour.id
        self.vehicle = vehicle.id
        let work = tour.totals.durationSeconds - tour.totals.breakSeconds
        time = Self.share(Double(work), of: Double(vehicle.shift.lengthSeconds))
        payload = Self.share(tour.stops.map(\.loadKilograms).max() ?? 0, of: vehicle.payloadKilograms)
        volume = Self.fullestChamber(tour, vehicle)
    }

    /// Between two tips, chamber by chamber; a fraction counts for the first chamber that takes it.
    private static func fullestChamber(_ tour: Tour, _ vehicle: Vehicle) -> Double {
        var litres = [Double](repeating: 0, count: vehicle.compartments.count)
        var fullest = 0.0
        for stop in tour.stops {
            if case .disposal = stop.place { litres = litres.map { _ in 0 } }
            for emptying in stop.emptied {
                guard let chamber = vehicle.compartments.firstIndex(where: { $0.fractions.contains(emptying.fraction) })
                else { continue }
                litres[chamber] += emptying.expectedLitres
                fullest = max(fullest, share(litres[chamber], of: vehicle.compartments[chamber].volumeLitres))
            }
        }
        return fullest
    }

    private static func share(_ part: Double, of whole: Double) -> Double { whole > 0 ? part / whole : 0 }
}

/// Languages in which explanations can be given.
public enum ExplanationLanguage: String, Sendable, Hashable, Codable, CaseIterable {
    case german = "de"
    case english = "en"
}
