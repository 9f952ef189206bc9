import Forecasting
import Model

/// What the command line says.
struct Options {
    var data = ""
    var bins: String?
    var emptyings: String?
    var trainOn: String?
    var trainUntil: Timestamp?
    var from: Timestamp?
    var to: Timestamp?
    var fraction = Fraction.glassWhite
    var timeZone = "Europe/Berlin"
    /// Readings of the sensor for an empty and for a full container.
    var emptyCentimetres = 136.0
    var fullCentimetres = 16.0
    var scale = DistanceScale.bottleBank
    var scaleSlots: Int?
    /// File for the calibration plot.
    var plot: String?

    static let usage = """
        usage: bench-forecast DATA.csv[.gz] [--bins FILE] [--emptyings FILE] [--train-on FILE] [--train-until TIME] [--from TIME]
               [--to TIME] [--fraction glass-white] [--zone Europe/Berlin] [--empty-cm 136] [--full-cm 16]
               [--plot FILE.svg]
               bench-forecast --scale SLOTS
        DATA has the columns bin_id, ts_utc, distance_cm. TIME is RFC 3339. Without --from the last two calendar months are
        forecast; the fleet is fitted on what lies before. Files *-bins.csv and *emptyings*.csv beside DATA are used if they name
        its containers; else classes and reference emptyings are derived by the rules of the data's description.
        --train-on fits the fleet on another file of the same form, up to --train-until.
        --plot draws how often the truth lay at or below each quantile forecast.
        --scale measures a whole fit on made-up data: SLOTS slots, a year of hourly readings.
        """

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--bins": bins = try Self.value(argument, &rest)
            case "--emptyings": emptyings = try Self.value(argument, &rest)
            case "--train-on": trainOn = try Self.value(argument, &rest)
            case "--train-until": trainUntil = try Self.time(argument, &rest)
            case "--from": from = try Self.time(argument, &rest)
            case "--to": to = try Self.time(argument, &rest)
            case "--fraction": fraction = Fraction(rawValue: try Self.value(argument, &rest))
            case "--zone": timeZone = try Self.value(argument, &rest)
            case "--empty-cm": emptyCentimetres = try Self.number(argument, &rest)
            case "--full-cm": fullCentimetres = try Self.number(argument, &rest)
            case "--plot": plot = try Self.value(argument, &rest)
            case "--scale": scaleSlots = Int(try Self.number(argument, &rest))
            case _ where argument.hasPrefix("-"): throw BenchmarkError.usage("unknown option \(argument)\n\(Self.usage)")
            default: data = argument
            }
        }
        guard !data.isEmpty || scaleSlots != nil else { throw BenchmarkError.usage(Self.usage) }
        guard let scale = DistanceScale(emptyCentimetres: emptyCentimetres, fullCentimetres: fullCentimetres) else {
            throw BenchmarkError.usage("--empty-cm \(emptyCentimetres) must be larger than --full-cm \(fullCentimetres)")
        }
        self.scale = scale
    }

    /// The plan for a history: as asked for, else the last two calendar months.
    func plan(first: Timestamp, last: Timestamp) -> BacktestPlan {
        var plan = BacktestPlan.lastTwoMonths(first: first, last: last)
        if let from { (plan.from, plan.trainUntil) = (from, from) }
        if let to { plan.to = to }
        if let trainUntil { plan.trainUntil = trainUntil }
        return plan
    }

    private static func value(_ option: String, _ rest: inout ArraySlice<String>) throws -> String {
        guard let value = rest.popFirst() else { throw BenchmarkError.usage("\(option) needs a value\n\(usage)") }
        return value
    }

    private static func time(_ option: String, _ rest: inout ArraySlice<String>) throws -> Timestamp {
        let text = try value(option, &rest)
        guard let time = Timestamp(rfc3339: text.count == 10 ? text + "T00:00:00Z" : text) else {
            throw BenchmarkError.usage("\(option) \(text) is no time such as 2020-11-01 or 2020-11-01T00:00:00Z")
        }
        return time
    }

    private static func number(_ option: String, _ rest: inout ArraySlice<String>) throws -> Double {
        let text = try value(option, &rest)
        guard let number = Double(text), number.isFinite, number > 0 else {
            throw BenchmarkError.usage("\(option) \(text) is no number above 0")
        }
        return number
    }
}
