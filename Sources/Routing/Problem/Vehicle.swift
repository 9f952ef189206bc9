extension Problem {
    /// A vehicle with its driver's shift. It drives at most one tour.
    public struct Vehicle: Sendable, Hashable, Encodable {
        /// Unique among vehicles.
        public var id: String
        /// Index into ``Problem/profiles``.
        public var profile: Int
        /// Matrix durations times this, divided by 1000, rounded to nearest.
        public var durationPermille: Int
        /// Room per dimension.
        public var capacities: [Int]
        /// Load on board when the tour begins, one figure per dimension; empty means none.
        public var initialLoad: [Int]
        /// Where the tour begins; `nil` means at its first stop (open start).
        public var startLocation: Int?
        /// Where it ends; `nil` means at its last stop (open end).
        public var endLocation: Int?
        /// Shift: the tour does not begin before, and does not end after.
        public var shift: TimeWindow
        /// Longest time from beginning to end, pauses included; `nil` means the shift.
        public var maximumDurationSeconds: Int?
        /// Longest tour; `nil` means no limit.
        public var maximumDistanceMetres: Int?
        /// Largest number of tasks.
        public var maximumTasks: Int?
        /// Largest number of disposal visits.
        public var maximumDisposals: Int?
        /// Duration beyond ``Overtime/afterSeconds`` costs extra.
        public var overtime: Overtime?
        /// Cost of using the vehicle at all.
        public var fixedCost: Int
        /// Cost per metre of the tour.
        public var costPerMetre: Int
        /// Cost per second of the tour's duration.
        public var costPerSecond: Int
        /// What vehicle and crew can do; a task is served by vehicles that have all its required skills.
        public var skills: [String]
        /// Whether all load that resets at disposal has to be tipped before the tour's end.
        public var endsEmpty: Bool
        /// All of them hold at once.
        public var breakRules: [BreakRule]
        /// Task and disposal ids that come first, in this order, with nothing in between.
        public var lockedPrefix: [String]
        /// What the driver has behind him already when a plan is mended during the day.
        public var elapsed: Elapsed

        public init(
            id: String, profile: Int = 0, durationPermille: Int = 1000, capacities: [Int] = [], initialLoad: [Int] = [],
            startLocation: Int?, endLocation: Int?, shift: TimeWindow, maximumDurationSeconds: Int? = nil,
            maximumDistanceMetres: Int? = nil, maximumTasks: Int? = nil, maximumDisposals: Int? = nil,
            overtime: Overtime? = nil, fixedCost: Int = 0, costPerMetre: Int = 1, costPerSecond: Int = 0,
            skills: [String] = [], endsEmpty: Bool = false, breakRules: [BreakRule] = [],
            lockedPrefix: [String] = [], elapsed: Elapsed = Elapsed()
        ) {
            self.id = id
            self.profile = profile
            self.durationPermille = durationPermille
            self.capacities = capacities
            self.initialLoad = initialLoad
            self.startLocation = startLocation
            self.endLocation = endLocation
            self.shift = shift
            self.maximumDurationSeconds = maximumDurationSeconds
            self.maximumDistanceMetres = maximumDistanceMetres
            self.maximumTasks = maximumTasks
            self.maximumDisposals = maximumDisposals
            self.overtime = overtime
            self.fixedCost = fixedCost
            self.costPerMetre = costPerMetre
            self.costPerSecond = costPerSecond
            self.skills = skills
            self.endsEmpty = endsEmpty
            self.breakRules = breakRules
            self.lockedPrefix = lockedPrefix
            self.elapsed = elapsed
        }
    }

    /// Paid overtime: allowed up to ``Vehicle/maximumDurationSeconds``, at a price.
    public struct Overtime: Sendable, Hashable, Encodable {
        /// Duration of the tour from which the price is due.
        public var afterSeconds: Int
        /// Extra cost of each second beyond, on top of ``Vehicle/costPerSecond``.
        public var costPerSecond: Int

        public init(afterSeconds: Int, costPerSecond: Int) {
            self.afterSeconds = afterSeconds
            self.costPerSecond = costPerSecond
        }
    }

    /// A driver's day up to the moment from which the tour is planned. Counts towards break rules only.
    public struct Elapsed: Sendable, Hashable, Encodable {
        /// At the wheel since the last pause that ended a driving period.
        public var drivingSinceBreakSeconds: Int
        /// Worked (driving and waiting included) since the last pause that counts.
        public var workingSinceBreakSeconds: Int
        /// Worked today without pauses.
        public var workingTodaySeconds: Int
        /// Pauses taken today, of those that count.
        public var pausedTodaySeconds: Int

        public init(
            drivingSinceBreakSeconds: Int = 0, workingSinceBreakSeconds: Int = 0, workingTodaySeconds: Int = 0,
            pausedTodaySeconds: Int = 0
        ) {
            self.drivingSinceBreakSeconds = drivingSinceBreakSeconds
            self.workingSinceBreakSeconds = workingSinceBreakSeconds
            self.workingTodaySeconds = workingTodaySeconds
            self.pausedTodaySeconds = pausedTodaySeconds
        }
    }

    /// A rule about pauses, as data. Pauses are taken between two visits, at the place of the earlier
    /// or the later one, never before the first leg nor at the tour's end. Waiting is work unless a
    /// pause covers it.
    public struct BreakRule: Sendable, Hashable {
        /// Name for reports and violations, such as "ArbZG §4".
        public var id: String
        public var kind: Kind

        public init(id: String, kind: Kind) {
            self.id = id
            self.kind = kind
        }

        public enum Kind: Sendable, Hashable {
            /// After at most `maximumSeconds` of driving a pause of the sum of `parts` in one piece, or
            /// the parts in order, each at least as long (EU 561/2006 art. 7: 16 200; 900 then 1 800).
            case driving(maximumSeconds: Int, parts: [Int])
            /// Never more than `maximumSeconds` of work in a row without a pause of at least
            /// `minimumPartSeconds` (ArbZG §4: 21 600; 900).
            case working(maximumSeconds: Int, minimumPartSeconds: Int)
            /// Work of more than a threshold's `workSeconds` needs pauses of at least `pauseSeconds` in
            /// total; pieces below `minimumPartSeconds` do not count (ArbZG §4: 6 h 30 min, 9 h 45 min).
            case total(thresholds: [Threshold], minimumPartSeconds: Int)
            /// One pause beginning within the window, owed by a tour that begins before the window
            /// opens and ends after it closes (a lunch break). Several such rules need windows that do not overlap.
            case window(start: TimeWindow, durationSeconds: Int)
        }

        public struct Threshold: Sendable, Hashable, Encodable {
            /// Work beyond which the pause is owed.
            public var workSeconds: Int
            /// Pause owed then, in total.
            public var pauseSeconds: Int

            public init(workSeconds: Int, pauseSeconds: Int) {
                self.workSeconds = workSeconds
                self.pauseSeconds = pauseSeconds
            }
        }

        /// Rules of the kind ``Kind/window(start:durationSeconds:)`` that a vehicle may have.
        public static let largestWindowCount = 4

        /// EU 561/2006 article 7: 45 minutes after at most 4.5 hours of driving, or 15 and then 30.
        public static let euDriving = BreakRule(
            id: "EU 561/2006 art. 7", kind: .driving(maximumSeconds: 16_200, parts: [900, 1_800]))
        /// German working-time act §4: never more than six hours without a pause.
        public static let arbZGInterval = BreakRule(
            id: "ArbZG §4 sentence 3", kind: .working(maximumSeconds: 21_600, minimumPartSeconds: 900))
        /// German working-time act §4: 30 minutes above six hours of work, 45 above nine.
        public static let arbZGTotal = BreakRule(
            id: "ArbZG §4 sentence 1",
            kind: .total(
                thresholds: [
                    Threshold(workSeconds: 21_600, pauseSeconds: 1_800), Threshold(workSeconds: 32_400, pauseSeconds: 2_700),
                ], minimumPartSeconds: 900))
    }
}
