import ArgumentParser
import Forecasting
import Foundation
import Model
import TownFiles

struct ForecastEvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Score the forecast on a history of readings, against simple ones.",
        discussion: """
            DATA is what `fuellort readings export` writes, or a file with the columns
            bin_id, ts_utc, distance_cm. `-` reads from stdin. Nothing is stored.

            Every day of the span the level is forecast with nothing but what was known
            then, and compared with what became of it. The fleet is fitted once, on all
            that lies before the span. Errors are points of 100; pinball is the mean loss
            of the 10, 50 and 90 % quantiles; a band should hold the truth as often as
            its heading says. Time to full: how far off the moment of reaching 80 % was,
            where it was reached within 14 days and before an emptying.
            With school holidays, events or weather the forecast is made twice, with and
            without them, so that one sees whether they help; the weather counts as
            foreseen for three days and fades out until the eleventh. Without town files
            every slot is a site of its own name.
            See docs/algorithms-forecasting.md.
            """)

    @Argument(help: ArgumentHelp("The history.", valueName: "data"), completion: .file(extensions: ["csv"]))
    var data: String

    @OptionGroup var output: OutputOption

    @Option(name: .long, help: "First moment to forecast from; else the last two whole months, or the last half.")
    var from: String?

    @Option(name: .long, help: "The moment before which to end; else the end of the data.")
    var to: String?

    @Option(name: .customLong("hours"), help: "Hours ahead; may be given several times. Else 24, 48 and 168.")
    var horizons: [Int] = []

    @Option(
        name: .long, help: "Folder of town files: what each slot collects, the town's rules and time zone come from there.",
        completion: .directory)
    var townFiles: String?

    @Option(name: .long, help: "School holidays as in school-holidays.csv.", completion: .file(extensions: ["csv"]))
    var schoolHolidays: String?

    @Option(name: .long, help: "Markets and festivals as in events.csv.", completion: .file(extensions: ["csv"]))
    var events: String?

    @Option(name: .long, help: "Weather by day as in weather.csv.", completion: .file(extensions: ["csv"]))
    var weather: String?

    @Option(name: .long, help: "Also write a page with the tables and a plot of the calibration.", completion: .file())
    var html: String?

    @Option(name: .long, help: "What slots collect that the town files do not name.")
    var fraction = Fraction.glassWhite.rawValue

    @Option(name: .long, help: "Time zone, unless the town files say it.")
    var zone = "Europe/Berlin"

    @Option(name: .customLong("empty-cm"), help: "Distance over an empty container, for distance_cm.")
    var emptyCentimetres = 136.0

    @Option(name: .customLong("full-cm"), help: "Distance over a full container, for distance_cm.")
    var fullCentimetres = 16.0

    func validate() throws {
        guard horizons.allSatisfy({ (1...336).contains($0) }) else {
            throw ValidationError("--hours must lie between 1 and 336: forecasts are made for two weeks.")
        }
        guard DistanceScale(emptyCentimetres: emptyCentimetres, fullCentimetres: fullCentimetres) != nil else {
            throw ValidationError("--empty-cm \(emptyCentimetres) must be larger than --full-cm \(fullCentimetres).")
        }
    }

    func run() async throws {
        let town = try townFiles.map { try TownFileReader.read(try TownFolder.files(of: $0)) }
        let clock =
            try town.map(\.town.clock) ?? parsed(zone, as: "a time zone such as Europe/Berlin", TownClock.init(identifier:))
        let file = try history()
        guard let first = file.first, let last = file.last else { return }
        let plan = try plan(first: first, last: last, clock: clock)
        let known = Dictionary((town?.slots ?? []).map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
        let slots = file.readings.sorted { $0.key < $1.key }.map { slot, readings in
            SlotHistory(slot: slot, readings: readings)
                .backtestSlotWithAllBreaks(
                    known[slot]?.fraction ?? Fraction(rawValue: fraction), site: known[slot]?.site ?? SiteID(slot.rawValue))
        }
        let told = try DayInputs(schoolHolidays: schoolHolidays, events: events, weather: weather)
            .town(town, slots: slots.map(\.slot))
        var backtest = Backtest(plan: plan, clock: clock, rules: town?.rules ?? .standard)
        backtest.horizons = Array(Set(horizons.isEmpty ? [24, 48, 168] : horizons)).sorted()
        let plain = backtest.run(slots, training: slots)
        backtest.town = told
        let result = told == nil ? plain : backtest.run(slots, training: slots)
        guard !result.levels.isEmpty else {
            throw CommandFailure(
                .wrongData,
                "\(data): nothing to score between \(plan.from) and \(plan.to): at least some weeks of readings are needed, "
                    + "a reading at least every six hours; name another span with --from and --to")
        }
        var evaluation = ForecastEvaluation(file, slots: slots.count, plan: plan, horizons: backtest.horizons, result)
        if let told { evaluation.compare(plain, told: told, result.learnedEffects) }
        if let html {
            let page = CalibrationPage(evaluation, result.levels, name: (data as NSString).lastPathComponent)
            do { try Data(page.text.utf8).write(to: URL(fileURLWithPath: html)) } catch {
                throw CommandFailure(.canNotCreate, "\(html) can not be written: \(error.localizedDescription)")
            }
        }
        if output.json { return try Console.json(evaluation) }
        evaluation.show()
        if file.unreadableLines > 0 {
            Console.message("\(file.unreadableLines) lines of \(data) were left out: no slot, time or level in them")
        }
    }

    private func history() throws -> HistoryFile {
        let bytes: [UInt8]
        if data == "-" {
            bytes = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        } else if let content = FileManager.default.contents(atPath: data) {
            bytes = [UInt8](content)
        } else {
            throw CommandFailure(.inputMissing, "\(data) can not be read: check the path and its permissions")
        }
        let scale = DistanceScale(emptyCentimetres: emptyCentimetres, fullCentimetres: fullCentimetres) ?? .bottleBank
        do {
            return try HistoryFile(bytes: bytes, scale: scale)
        } catch {
            throw CommandFailure(.wrongData, "\(data): \(error)")
        }
    }

    private func plan(first: Timestamp, last: Timestamp, clock: TownClock) throws -> BacktestPlan {
        let form = "a time such as 2026-03-02T06:00:00Z or a day such as 2026-03-02"
        var plan = BacktestPlan.lastTwoMonths(first: first, last: last)
        if let from {
            plan.from = try parsed(from, as: form) { MomentArgument.moment($0, clock: clock) }
            plan.trainUntil = plan.from
            plan.to = last.adding(seconds: 1)
        }
        if let to { plan.to = min(try parsed(to, as: form) { MomentArgument.moment($0, clock: clock) }, last.adding(seconds: 1)) }
        guard plan.from < plan.to, first < plan.from else {
            throw CommandFailure(
                .wrongData,
                "\(data) goes from \(first) to \(last): --from and --to must lie in it, with some weeks before --from to learn from"
            )
        }
        return plan
    }
}
