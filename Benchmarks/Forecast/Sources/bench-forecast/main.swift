import Forecasting
import Foundation
import Model

/// Scores the tracker and the forecast on a history of readings. Progress and tables first, the last line is one JSON object.
func run() throws {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    if let slots = options.scaleSlots {
        print(Report.json(Scale.measure(slots: slots)))
        return
    }
    guard let clock = TownClock(identifier: options.timeZone) else {
        throw BenchmarkError.usage("--zone \(options.timeZone) is not known; give a name such as Europe/Berlin")
    }
    let data = try DataSet(path: options.data, bins: options.bins, emptyings: options.emptyings, options: options)
    let training = try options.trainOn.map { try DataSet(path: $0, bins: nil, emptyings: nil, options: options) } ?? data
    guard let first = data.first, let last = data.last else { throw BenchmarkError.empty(options.data) }
    let plan = options.plan(first: first, last: last)
    print("\(data.readings) readings of \(data.containers.count) containers, \(first) to \(last)")
    print("fleet fitted on data until \(plan.trainUntil), forecasts from \(plan.from) to \(plan.to)")
    var backtest = Backtest(plan: plan, clock: clock)
    backtest.horizons = [24, 48, 168, 336]
    var scores: [String: ClassScores] = [:]
    var calibration: [String: [Double]] = [:]
    for quality in ["A", "B", "C"] {
        // The reference trains class A on class A; a town's fleet holds all of them, so the others are trained on all.
        let scored = data.containers.filter {
            $0.quality == quality && !$0.history.trusted.isEmpty && !$0.history.reference.isEmpty
        }
        let fleet = training.containers.filter { quality == "A" ? $0.quality == "A" && !$0.history.reference.isEmpty : true }
        let result = backtest.run(
            scored.map { $0.history.backtestSlot(options.fraction) },
            training: fleet.map { $0.history.backtestSlot(options.fraction) })
        var sums = ClassScores(containers: scored.count)
        for hours in backtest.horizons { sums.byHours[hours] = ForecastScores(result.levels.filter { $0.hours == hours }) }
        scores[quality] = sums
        Report.table(quality, sums)
        Report.fullTimes(quality, result.fullTimes)
        calibration[quality] = ForecastScores.calibration(result.levels.filter { $0.hours <= 48 })
        Report.calibration(quality, result.levels.filter { $0.hours <= 48 })
    }
    if let plot = options.plot {
        try Data(CalibrationPlot.svg(calibration).utf8).write(to: URL(fileURLWithPath: plot))
    }
    let emptyings = EmptyingScores(data.containers.filter { $0.quality == "A" })
    let noisy = data.containers.filter { $0.quality == "C" }
    print(
        "emptyings of class A: \(emptyings.found) found, \(emptyings.reference) in the reference, \(emptyings.matched) the same")
    print("class C: \(noisy.count { $0.history.grade != .clean }) of \(noisy.count) sensors called doubtful or unreliable")
    let (a, b, c) = (scores["A"]?.byHours ?? [:], scores["B"]?.byHours ?? [:], scores["C"]?.byHours ?? [:])
    print(
        Report.json([
            ("n24", a[24].map { Double($0.count) }), ("n48", a[48].map { Double($0.count) }),
            ("cover24_b", b[24]?.cover80), ("cover48_b", b[48]?.cover80), ("cover24_c", c[24]?.cover80),
            ("cover48_c", c[48]?.cover80), ("last_value_mae24", a[24]?.lastValueError),
            ("last_value_mae48", a[48]?.lastValueError),
            (
                "unreliable_share_c",
                noisy.isEmpty ? nil : Double(noisy.count { $0.history.grade != .clean }) / Double(noisy.count)
            ),
        ]))
    // The last line has these members and no others.
    print(
        Report.json([
            ("mae24", a[24]?.meanAbsoluteError), ("mae48", a[48]?.meanAbsoluteError), ("pinball24", a[24]?.pinball),
            ("pinball48", a[48]?.pinball), ("cover24", a[24]?.cover80), ("cover48", a[48]?.cover80),
            ("brier80", a[48]?.brierFull), ("emptying_precision", emptyings.precision), ("emptying_recall", emptyings.recall),
        ]))
}

do {
    try run()
} catch {
    FileHandle.standardError.write(Data("bench-forecast: \(error)\n".utf8))
    exit(error is BenchmarkError ? 64 : 1)
}
