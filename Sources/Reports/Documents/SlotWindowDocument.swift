public import Model

/// One slot's past and near future, as its plot shows it.
public struct SlotWindowDocument: Codable, Hashable, Sendable {
    public var slot: SlotID
    public var from: Timestamp
    public var to: Timestamp
    /// What a point of `levels` stands for: `raw`, `hour` or `day`.
    public var step: String
    public var levels: [PointDocument]
    /// Levels that people saw.
    public var seen: [PointDocument]
    public var emptyings: [EmptyingDocument]
    /// Readings that did not move the level, with the reasons.
    public var excluded: [ExcludedDocument]
    /// From now on: the expected level with the range that eight of ten outcomes are in. Empty without a forecast.
    public var forecast: [BandDocument]
    /// The town's threshold at which the slot must be emptied.
    public var mustEmptyLevel: Double
    public var planned: [PlannedEmptyingDocument]

    public struct PointDocument: Codable, Hashable, Sendable {
        public var at: Timestamp
        public var level: Double
        /// Present when the point stands for several readings.
        public var minimum: Double?
        public var maximum: Double?
    }

    public struct ExcludedDocument: Codable, Hashable, Sendable {
        public var at: Timestamp
        public var level: Double?
        public var reasons: [String]
        /// The reasons in the reader's language.
        public var text: String
    }

    public struct BandDocument: Codable, Hashable, Sendable {
        public var at: Timestamp
        public var level: Double
        public var low: Double
        public var high: Double
    }

    private enum CodingKeys: String, CodingKey {
        case slot, from, to, step, levels, seen, emptyings, excluded, forecast, planned
        case mustEmptyLevel = "must_empty_level"
    }

    /// - Parameters:
    ///   - readings: all of the window, oldest first.
    ///   - summaries: the same drawn together, when `step` is not `raw`.
    public init(
        _ status: ContainerStatus, from: Timestamp, to: Timestamp, readings: [Reading],
        summaries: (step: HistoryStep, levels: [LevelSummary])?, emptyings: [Emptying], planned: [PlannedEmptying],
        rules: TownRules, wording: Wording
    ) {
        slot = status.slot.id
        self.from = from
        self.to = to
        step = summaries?.step.rawValue ?? "raw"
        let counted = readings.filter { $0.level != nil && $0.quality.mayMoveLevel }
        levels =
            summaries?.levels.map {
                PointDocument(
                    at: $0.start, level: rounded($0.mean, 4), minimum: rounded($0.minimum, 4), maximum: rounded($0.maximum, 4))
            }
            ?? counted.filter { $0.origin != .person }.map {
                PointDocument(at: $0.measuredAt, level: rounded($0.level ?? 0, 4))
            }
        seen = counted.filter { $0.origin == .person }.map {
            PointDocument(at: $0.measuredAt, level: rounded($0.level ?? 0, 4))
        }
        self.emptyings = emptyings.map(EmptyingDocument.init)
        excluded = readings.filter { !$0.quality.mayMoveLevel || $0.level == nil }.suffix(1000).map { reading in
            let reasons = reading.quality.reasons
            return ExcludedDocument(
                at: reading.measuredAt, level: roundedIfAny(reading.level, 4), reasons: reasons,
                text: reasons.map { wording.name(qualityReason: $0) }.joined(separator: ", "))
        }
        forecast = status.forecast.map { SlotWindowDocument.band($0, now: status.asOf) } ?? []
        mustEmptyLevel = status.slot.mustEmptyLevel ?? rules.thresholds.mustEmpty
        self.planned = planned.map { PlannedEmptyingDocument($0, wording: wording) }
    }

    /// The forecast's line with eight of ten outcomes (± 1.28 deviations of a normal), twelve steps over as long as it takes to be
    /// full, one day at least and fourteen at most.
    private static func band(_ forecast: LevelForecast, now: Timestamp) -> [BandDocument] {
        let end = forecast.fullLatest ?? forecast.fullAt ?? forecast.asOf.adding(days: 14)
        let days = min(14, max(1, end.days(since: forecast.asOf)))
        return (0...12).map { step in
            let ahead = days * Double(step) / 12
            let level = forecast.level + forecast.ratePerDay * ahead
            let spread =
                forecast.levelDeviation * forecast.levelDeviation
                + forecast.rateDeviation * ahead * forecast.rateDeviation * ahead
            let half = 1.2816 * spread.squareRoot()
            return BandDocument(
                at: forecast.asOf.adding(days: ahead), level: rounded(level, 4), low: rounded(max(0, level - half), 4),
                high: rounded(level + half, 4))
        }
    }
}

/// A stop of a plan at which the slot is emptied.
public struct PlannedEmptyingDocument: Codable, Hashable, Sendable {
    public var day: CalendarDay
    public var plan: PlanID
    public var tour: TourID
    public var vehicle: VehicleID
    public var vehicleName: String
    public var arrival: Timestamp
    public var expectedLevel: Double
    public var reason: ReasonDocument

    public init(_ planned: PlannedEmptying, wording: Wording) {
        day = planned.day
        plan = planned.plan
        tour = planned.tour
        vehicle = planned.vehicle
        vehicleName = wording.names.vehicle(planned.vehicle)
        arrival = planned.arrival
        expectedLevel = rounded(planned.expectedLevel, 4)
        reason = ReasonDocument(planned.reason, wording: wording)
    }

    private enum CodingKeys: String, CodingKey {
        case day, plan, tour, vehicle, arrival, reason
        case vehicleName = "vehicle_name"
        case expectedLevel = "expected_level"
    }
}

/// What somebody wrote down about a slot.
public struct SlotNoteDocument: Codable, Hashable, Sendable {
    public var number: Int64
    public var slot: SlotID
    public var at: Timestamp
    public var author: String?
    public var text: String

    public init(_ note: SlotNote) {
        number = note.number
        slot = note.slot
        at = note.at
        author = note.author
        text = note.text
    }
}
