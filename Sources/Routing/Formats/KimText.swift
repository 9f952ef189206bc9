/// Reads the waste-collection benchmark of Kim, Kim and Sahoo (Computers & Operations Research 33(12),
/// 2006): yards, feet, miles per hour; disposal sites, lunch, daily limits.
///
/// Units: one cost unit and one metre stand for one foot; loads are hundredths of a yard. Travel is Manhattan
/// distance; its duration is rounded up to whole seconds, so that a plan kept here is kept exactly. Ids are
/// those of the file. The fleet is not limited in the file; a vehicle's fixed cost puts vehicles before miles.
public enum KimText {
    /// Cost of one vehicle in feet: more than any saving in miles that one more vehicle could bring.
    public static let vehicleCost = 20_000_000

    /// Feet that a pair of near stops served by one vehicle is worth: the paper wants compact tours beside short ones.
    public static let pairCost = 100

    private struct Row {
        var id: String
        var x: Double
        var y: Double
        var window: TimeWindow
        var service: Int
        var load: Int
        var kind: Int
    }

    public static func read(_ text: String, name: String = "") throws(FormatError) -> Problem {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline })
        guard lines.count > 6 else {
            throw FormatError(line: 0, found: "\(lines.count) lines", reason: "six header lines were expected")
        }
        var head: [Double] = []
        for index in 0..<5 {
            let word = lines[index].split(whereSeparator: { $0.isWhitespace || $0 == "/" }).first ?? ""
            guard let value = Double(word), value >= 0, value < 1e9 else {
                throw FormatError(
                    line: index + 1, found: String(lines[index].prefix(40)), reason: "a number of 0 or more was expected")
            }
            head.append(value)
        }
        guard head[4] > 0 else { throw FormatError(line: 5, found: "\(head[4])", reason: "the speed has to be above 0") }
        var rows: [Row] = []
        for (index, line) in lines.enumerated().dropFirst(6) {
            let words = line.split(whereSeparator: { $0.isWhitespace }).map(String.init)
            if words.count != 8 { continue }
            rows.append(try row(words, line: index + 1))
        }
        return try problem(head, rows, name)
    }

    private static func row(_ words: [String], line: Int) throws(FormatError) -> Row {
        var figures: [Double] = []
        for word in words.dropFirst() {
            guard let value = Double(word), value.magnitude < 1e12 else {
                throw FormatError(line: line, found: word, reason: "a number was expected")
            }
            figures.append(value)
        }
        let open = clock(figures[2])
        guard let kind = Int(words[7]), (0...2).contains(kind), open <= clock(figures[3]), figures[4] >= 0, figures[5] >= 0 else {
            throw FormatError(
                line: line, found: words.joined(separator: " "), reason: "times, service, load or type out of range")
        }
        return Row(
            id: words[0], x: figures[0], y: figures[1], window: TimeWindow(open, clock(figures[3])), service: ceiling(figures[4]),
            load: Int(figures[5] * 100 + 0.5), kind: kind)
    }

    private static func clock(_ value: Double) -> Int {
        let number = Int(min(max(value, 0), 9_999))
        return number / 100 * 3_600 + number % 100 * 60
    }

    private static func ceiling(_ value: Double) -> Int {
        let whole = Int(min(value, 1e6))
        return Double(whole) < value ? whole + 1 : whole
    }

    private static func problem(_ head: [Double], _ rows: [Row], _ name: String) throws(FormatError) -> Problem {
        guard let depot = rows.firstIndex(where: { $0.kind == 0 }) else {
            throw FormatError(line: 0, found: "\(rows.count) rows", reason: "no depot (type 0)")
        }
        let travel = PlaneTravel(
            x: rows.map(\.x), y: rows.map(\.y), metric: .manhattan, rounding: .nearest, secondsPerMetre: 3_600 / 5_280 / head[4])
        var tasks: [Problem.Task] = []
        var sites: [Problem.DisposalSite] = []
        for (place, row) in rows.enumerated() {
            if row.kind == 1 {
                tasks.append(
                    Problem.Task(
                        id: row.id, location: place, demand: [row.load, row.load], serviceSeconds: row.service,
                        windows: [row.window]))
            } else if row.kind == 2 {
                sites.append(
                    Problem.DisposalSite(id: row.id, location: place, windows: [row.window], serviceSeconds: row.service))
            }
        }
        let lunch = Problem.BreakRule(
            id: "lunch", kind: .window(start: TimeWindow(39_600, 43_200), durationSeconds: ceiling(head[3])))
        let load = tasks.reduce(0) { $0 + $1.demand[0] }
        let fleet = min(tasks.count, load / max(1, Int(head[1] * 100)) * 2 + tasks.count / 80 + 8)
        let vehicles = (0..<fleet).map { index in
            Problem.Vehicle(
                id: "\(index + 1)", capacities: [Int(head[0] * 100 + 0.5), Int(head[1] * 100 + 0.5)], startLocation: depot,
                endLocation: depot, shift: rows[depot].window, maximumTasks: Int(head[2]), fixedCost: vehicleCost,
                endsEmpty: true,
                breakRules: [lunch])
        }
        return Problem(
            name: name, dimensions: [Dimension(name: "yards/100"), Dimension(name: "yards/100 a day", resetsAtDisposal: false)],
            profiles: [.plane(travel)], vehicles: vehicles, tasks: tasks, disposalSites: sites,
            compactness: Compactness(costPerPair: pairCost))
    }
}
