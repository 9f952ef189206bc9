/// What an import found, left out and did not understand. Kept in the network file; every figure is a count.
public struct ImportReport: Codable, Sendable, Hashable {
    /// Ways of the extract that are kept.
    public var ways = 0
    /// Stretches between two junctions.
    public var segments = 0
    public var junctions = 0
    public var lengthKilometres = 0
    /// Ways of roads for motor vehicles without a usable `maxspeed`: the class default is used.
    public var waysWithoutMaxspeed = 0
    /// Taken as paved.
    public var waysWithoutSurface = 0
    public var waysWithoutName = 0
    /// Ways outside the box, left out.
    public var waysOutside = 0
    /// Ways of which nodes are not in the extract; the parts that are there are kept.
    public var waysWithMissingNodes = 0
    /// Nodes that such ways refer to.
    public var missingNodes = 0
    /// Ways of which fewer than two nodes are there.
    public var waysTooShort = 0
    /// Kept, as connections.
    public var zeroLengthWays = 0
    /// Turn restrictions in force, `only_` and `no_`.
    public var restrictions = 0
    /// Among them those over one or more ways instead of one junction.
    public var restrictionsViaWays = 0
    /// Turn restrictions with members that are missing or do not meet.
    public var restrictionsBroken = 0
    /// Of a kind or with a condition that is not known; left out.
    public var restrictionsNotUnderstood = 0
    public var barriers = 0
    public var trafficSignals = 0
    /// Conditional tags (`…:conditional`) that are judged.
    public var conditions = 0
    /// Among them conditions for months or days of the year. `nil` is none, as in files of before.
    public var datedConditions: Int?
    /// Rules for public holidays alone.
    public var holidayRules: Int?
    /// Tag → value → count of what was not understood; rare values are summed under `…`.
    public var unknown: [String: [String: Int]] = [:]

    public init() {}

    /// One line each, the important first; English.
    public var lines: [String] {
        var lines = [
            "\(ways) ways, \(segments) segments between \(junctions) junctions, \(lengthKilometres) km",
            "\(restrictions) turn restrictions (\(restrictionsViaWays) over ways), \(barriers) barriers, \(trafficSignals) traffic signals, \(conditions) time or weight conditions",
        ]
        func add(_ count: Int, _ text: String) { if count > 0 { lines.append("\(count) \(text)") } }
        add(waysWithoutMaxspeed, "ways without maxspeed: class default used")
        add(waysWithoutSurface, "ways without surface: taken as paved")
        add(waysOutside, "ways outside the box: left out")
        add(waysWithMissingNodes, "ways with missing nodes (\(missingNodes) nodes): the parts that are there are used")
        add(waysTooShort, "ways with fewer than two nodes: left out")
        add(zeroLengthWays, "ways of no length: kept as connections")
        add(restrictionsBroken, "turn restrictions with members that are missing or do not meet: left out")
        add(datedConditions ?? 0, "conditions for months or days of the year: bans hold all year, permissions are not used")
        add(holidayRules ?? 0, "rules for public holidays alone: left out")
        add(restrictionsNotUnderstood, "turn restrictions of an unknown kind or condition: left out")
        for (key, values) in unknown.sorted(by: { $0.key < $1.key }) {
            let shown = values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
            lines.append(
                "\(values.values.reduce(0, +)) values of \(key) not understood and ignored: "
                    + shown.map { "\($0.key) (\($0.value))" }.joined(separator: ", "))
        }
        return lines
    }

    mutating func count(unknown key: String, _ value: String) {
        let short = value.count > 60 ? String(value.prefix(59)) + "…" : value
        let name = unknown[key]?.count ?? 0 < 50 || unknown[key]?[short] != nil ? short : "…"
        unknown[key, default: [:]][name, default: 0] += 1
    }
}
