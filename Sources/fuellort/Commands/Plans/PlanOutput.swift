import ArgumentParser
import Model
import Reports

/// The forms in which a plan can be printed.
struct PlanOutput: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, geojson, csv, gpx, report }

    @Flag(name: .long, help: "Print JSON; the same as --format json.")
    var json = false

    @Option(name: .long, help: "text, json, geojson, csv, gpx (one track a tour), or report (the day's figures).")
    var format: Format = .text

    @Option(name: .long, help: "Language of the text, de or en; the town's own when left out.")
    var language: String?

    @Option(name: .long, help: "Only this tour.")
    var tour: String?

    func validate() throws {
        if let language, Language(rawValue: language) == nil { throw ValidationError("'\(language)' is not a language: de or en.") }
    }

    func show(_ plan: Plan, of data: TownData) throws {
        let names = TownNames(data)
        let wording = Wording(names: names, language: language.flatMap(Language.init(rawValue:)) ?? names.language)
        var plan = plan
        if let tour {
            plan.tours = plan.tours.filter { $0.id.rawValue == tour }
            guard !plan.tours.isEmpty else { throw CommandFailure(.inputMissing, "plan \(plan.id) has no tour '\(tour)'") }
        }
        switch json ? .json : format {
        case .text: Console.line(PlanText(wording: wording).text(of: plan))
        case .json: try Console.json(PlanDocument(plan, wording: wording))
        case .geojson: try Console.json(TourGeoJSON(wording: wording).collection(of: plan))
        case .csv: Console.write(TourCSV(wording: wording).text(of: plan))
        case .gpx: Console.write(TourGPX(wording: wording).text(of: plan))
        case .report: try Console.json(DayReport(plan, wording: wording))
        }
    }
}
