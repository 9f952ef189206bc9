public import Model

/// The state of somebody else's town or simulation, as one JSON document: what the stateless door plans from. Members that are not
/// known are refused; nearly all may be left out. Units stand in the names.
public struct PlanState: Sendable, Decodable {
    public var name: String?
    public var day: CalendarDay?
    public var timeZone: String?
    public var depots: [Depot]
    public var disposalSites: [DisposalSite]?
    public var sites: [Site]
    public var slots: [Slot]
    public var vehicles: [Vehicle]
    public var matrix: Matrix?
    public var rules: Rules?
    public var options: Options?

    enum Member: String, CodingKey, CaseIterable {
        case name, day, depots, sites, slots, vehicles, matrix, rules, options
        case timeZone = "time_zone"
        case disposalSites = "disposal_sites"
    }

    public init(from decoder: any Decoder) throws {
        let read = try StrictReader<Member>(decoder)
        name = try read.optional(.name)
        day = try read.optional(.day)
        timeZone = try read.optional(.timeZone)
        depots = try read(.depots)
        disposalSites = try read.optional(.disposalSites)
        sites = try read(.sites)
        slots = try read(.slots)
        vehicles = try read(.vehicles)
        matrix = try read.optional(.matrix)
        rules = try read.optional(.rules)
        options = try read.optional(.options)
    }

    /// A place on the earth, or its number in the matrix.
    public struct Place: Sendable {
        public var latitude: Double?
        public var longitude: Double?
        public var index: Int?
    }

    public struct Depot: Sendable, Decodable {
        public var id: DepotID
        public var place: Place

        enum Member: String, CodingKey, CaseIterable { case id, latitude, longitude, place }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            id = try read(.id)
            place = Place(
                latitude: try read.optional(.latitude), longitude: try read.optional(.longitude),
                index: try read.optional(.place))
        }
    }

    public struct DisposalSite: Sendable, Decodable {
        public var id: DisposalSiteID
        public var place: Place
        /// All if not given.
        public var fractions: [Fraction]?
        public var serviceSeconds: Int?
        public var windows: [Window]?

        enum Member: String, CodingKey, CaseIterable {
            case id, latitude, longitude, place, fractions, windows
            case serviceSeconds = "service_seconds"
        }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            id = try read(.id)
            place = Place(
                latitude: try read.optional(.latitude), longitude: try read.optional(.longitude),
                index: try read.optional(.place))
            fractions = try read.optional(.fractions)
            serviceSeconds = try read.optional(.serviceSeconds)
            windows = try read.optional(.windows)
        }
    }

    public struct Site: Sendable, Decodable {
        public var id: SiteID
        public var place: Place
        public var zone: Zone?
        public var windows: [Window]?
        public var setupSeconds: Int?
        public var skills: [String]?

        enum Member: String, CodingKey, CaseIterable {
            case id, latitude, longitude, place, zone, windows, skills
            case setupSeconds = "setup_seconds"
        }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            id = try read(.id)
            place = Place(
                latitude: try read.optional(.latitude), longitude: try read.optional(.longitude),
                index: try read.optional(.place))
            zone = try read.optional(.zone)
            windows = try read.optional(.windows)
            setupSeconds = try read.optional(.setupSeconds)
            skills = try read.optional(.skills)
        }
    }

    /// One container: its level is known, or follows from a forecast, a history, or counted deposits. Without `level`, `history` and
    /// `deposits` it has grown at its rate for `age_days`; without any rate it fills as fast as it has since it was emptied, or as its
    /// fraction usually does.
    public struct Slot: Sendable, Decodable {
        public var id: SlotID
        public var site: SiteID
        public var fraction: Fraction?
        public var capacityLitres: Double?
        public var level: Double?
        public var levelDeviation: Double?
        public var ratePerDay: Double?
        public var rateDeviation: Double?
        public var history: [Point]?
        public var deposits: Double?
        public var depositLitres: Double?
        public var depositLitresDeviation: Double?
        public var depositsPerDay: Double?
        public var ageDays: Double?
        public var isRequested: Bool?
        public var serviceSeconds: Int?

        enum Member: String, CodingKey, CaseIterable {
            case id, site, fraction, level, history, deposits
            case capacityLitres = "capacity_litres"
            case levelDeviation = "level_deviation"
            case ratePerDay = "rate_per_day"
            case rateDeviation = "rate_deviation"
            case depositLitres = "deposit_litres"
            case depositLitresDeviation = "deposit_litres_deviation"
            case depositsPerDay = "deposits_per_day"
            case ageDays = "age_days"
            case isRequested = "requested"
            case serviceSeconds = "service_seconds"
        }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            id = try read(.id)
            site = try read(.site)
            fraction = try read.optional(.fraction)
            capacityLitres = try read.optional(.capacityLitres)
            level = try read.optional(.level)
            levelDeviation = try read.optional(.levelDeviation)
            ratePerDay = try read.optional(.ratePerDay)
            rateDeviation = try read.optional(.rateDeviation)
            history = try read.optional(.history)
            deposits = try read.optional(.deposits)
            depositLitres = try read.optional(.depositLitres)
            depositLitresDeviation = try read.optional(.depositLitresDeviation)
            depositsPerDay = try read.optional(.depositsPerDay)
            ageDays = try read.optional(.ageDays)
            isRequested = try read.optional(.isRequested)
            serviceSeconds = try read.optional(.serviceSeconds)
        }
    }

    /// A level that was seen, so many hours ago.
    public struct Point: Sendable, Decodable {
        public var hoursAgo: Double
        public var level: Double

        enum Member: String, CodingKey, CaseIterable {
            case level
            case hoursAgo = "hours_ago"
        }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            hoursAgo = try read(.hoursAgo)
            level = try read(.level)
        }
    }

    public struct Vehicle: Sendable, Decodable {
        public var id: VehicleID
        public var depot: DepotID?
        public var capacityLitres: Double?
        public var payloadKilograms: Double?
        public var fractions: [Fraction]?
        public var skills: [String]?
        public var start: TimeOfDay?
        public var end: TimeOfDay?
        public var breaks: [Break]?
        public var speedFactor: Double?

        enum Member: String, CodingKey, CaseIterable {
            case id, depot, fractions, skills, start, end, breaks
            case capacityLitres = "capacity_litres"
            case payloadKilograms = "payload_kilograms"
            case speedFactor = "speed_factor"
        }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            id = try read(.id)
            depot = try read.optional(.depot)
            capacityLitres = try read.optional(.capacityLitres)
            payloadKilograms = try read.optional(.payloadKilograms)
            fractions = try read.optional(.fractions)
            skills = try read.optional(.skills)
            start = try read.optional(.start)
            end = try read.optional(.end)
            breaks = try read.optional(.breaks)
            speedFactor = try read.optional(.speedFactor)
        }
    }

    public struct Window: Sendable, Decodable {
        public var from: TimeOfDay
        public var until: TimeOfDay

        enum Member: String, CodingKey, CaseIterable { case from, until }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            from = try read(.from)
            until = try read(.until)
        }
    }

    /// A pause that begins within a window.
    public struct Break: Sendable, Decodable {
        public var from: TimeOfDay
        public var until: TimeOfDay
        public var minutes: Int

        enum Member: String, CodingKey, CaseIterable { case from, until, minutes }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            from = try read(.from)
            until = try read(.until)
            minutes = try read(.minutes)
        }
    }

    /// Row by row, from place to place. Places without a number stand in the order depots, disposal sites, sites.
    public struct Matrix: Sendable, Decodable {
        public var distanceMetres: [[Double]]
        public var durationSeconds: [[Double]]

        enum Member: String, CodingKey, CaseIterable {
            case distanceMetres = "distance_metres"
            case durationSeconds = "duration_seconds"
        }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            distanceMetres = try read(.distanceMetres)
            durationSeconds = try read(.durationSeconds)
        }
    }

    public struct Rules: Sendable, Decodable {
        public var serviceSeconds: Int?
        public var setupSeconds: Int?
        public var disposalSeconds: Int?
        /// VO (EG) 561/2006 and ArbZG, besides the vehicles' own breaks; `false` if not given.
        public var germanLaw: Bool?
        public var policy: Policy?
        public var thresholdLevel: Double?
        public var overflowPricePerDay: Int?
        public var compulsoryRisk: Double?
        public var maximumAgeDays: Double?
        /// Weekdays on which crews collect; every day if not given.
        public var collectionWeekdays: [Weekday]?

        public enum Policy: String, Sendable, Decodable, CaseIterable {
            case priced, due, threshold

            public init(from decoder: any Decoder) throws {
                let text = try decoder.singleValueContainer().decode(String.self)
                guard let known = Self(rawValue: text) else {
                    let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
                    throw DecodingError.dataCorrupted(
                        .init(
                            codingPath: decoder.codingPath, debugDescription: "'\(text.prefix(80))' is not a policy: use \(names)"
                        ))
                }
                self = known
            }
        }

        enum Member: String, CodingKey, CaseIterable {
            case policy
            case serviceSeconds = "service_seconds"
            case setupSeconds = "setup_seconds"
            case disposalSeconds = "disposal_seconds"
            case germanLaw = "german_law"
            case thresholdLevel = "threshold_level"
            case overflowPricePerDay = "overflow_price_per_day"
            case compulsoryRisk = "compulsory_risk"
            case maximumAgeDays = "maximum_age_days"
            case collectionWeekdays = "collection_weekdays"
        }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            policy = try read.optional(.policy)
            serviceSeconds = try read.optional(.serviceSeconds)
            setupSeconds = try read.optional(.setupSeconds)
            disposalSeconds = try read.optional(.disposalSeconds)
            germanLaw = try read.optional(.germanLaw)
            thresholdLevel = try read.optional(.thresholdLevel)
            overflowPricePerDay = try read.optional(.overflowPricePerDay)
            compulsoryRisk = try read.optional(.compulsoryRisk)
            maximumAgeDays = try read.optional(.maximumAgeDays)
            collectionWeekdays = try read.optional(.collectionWeekdays)
        }
    }

    public struct Options: Sendable, Decodable {
        /// Time limit of the search; 5 if not given.
        public var seconds: Double?
        public var iterations: Int?
        public var seed: UInt64?

        enum Member: String, CodingKey, CaseIterable { case seconds, iterations, seed }

        public init(from decoder: any Decoder) throws {
            let read = try StrictReader<Member>(decoder)
            seconds = try read.optional(.seconds)
            iterations = try read.optional(.iterations)
            seed = try read.optional(.seed)
        }
    }
}

/// Reads an object and refuses members that it does not know, so that a misspelt one is not ignored.
struct StrictReader<Member: CodingKey & CaseIterable> {
    private let container: KeyedDecodingContainer<Member>

    init(_ decoder: any Decoder) throws {
        container = try decoder.container(keyedBy: Member.self)
        let known = Set(Member.allCases.map(\.stringValue))
        let names = try decoder.container(keyedBy: AnyName.self).allKeys.map(\.stringValue).sorted()
        if let stranger = names.first(where: { !known.contains($0) }) {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "'\(stranger.prefix(80))' is not a member here: known are \(known.sorted().joined(separator: ", "))"))
        }
    }

    func callAsFunction<Value: Decodable>(_ member: Member) throws -> Value { try container.decode(Value.self, forKey: member) }

    func optional<Value: Decodable>(_ member: Member) throws -> Value? {
        try container.decodeIfPresent(Value.self, forKey: member)
    }

    private struct AnyName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
