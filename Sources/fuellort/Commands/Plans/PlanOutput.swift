import ArgumentParser
import Model
import Reports

/// The forms in which a plan can be printed.
struct PlanOutput: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, geojson, csv, gpx
        case csvExcelDe = "csv-excel-de"
    }

    @Flag(name: .long, help: "Print JSON; the same as --format json.")
    var json = false

    @Option(name: .long, help: "text, json, geojson, csv, csv-excel-de or gpx (one route a tour).")
    var format: Format = .text

    @Option(name: .long, help: "Language of the text, de or en; the town's own when left out.")
    var language: String?

    @Option(name: .long, help: "Only this tour, by its number or its whole name.")
    var tour: String?

    @Flag(name: .long, help: "With the way to every stop, turn by turn (text only).")
    var directions = false

    func validate() throws {
        if directions, json || format != .text { throw ValidationError("--directions belongs to the text.") }
        if let language, Language(rawValue: language) == nil {
            throw ValidationError("'\(language)' is not a language: de or en.")
        }
    }

    func wording(_ data: TownData) -> Wording {
        let names = TownNames(data)
        return Wording(names: names, language: language.flatMap(Language.init(rawValue:)) ?? names.language)
    }

    /// Several days, one after the other; as JSON one list.
    ///
    /// - Parameter desk: asked for the ways on the roads where a form shows them.
    func show(_ plans: [Plan], of data: TownData, desk: any RoadsDesk) async throws {
        let wording = wording(data)
        if json || format == .json {
            return try Console.json(PageDocument(items: plans.map { PlanDocument($0, wording: wording) }))
        }
        for (number, plan) in plans.enumerated() {
            if number > 0 { Console.line() }
            try await show(plan, of: data, desk: desk)
        }
        Console.message("saved as \(plans.map(\.id.rawValue).joined(separator: ", "))")
    }

    /// - Parameter desk: asked for the ways on the roads where a form shows them.
    func show(_ plan: Plan, of data: TownData, desk: any RoadsDesk) async throws {
        let wording = wording(data)
        var plan = plan
        if let tour {
            plan.tours = plan.tours.filter { $0.id.rawValue == tour || $0.id.rawValue == "\(plan.id).\(tour)" }
            guard !plan.tours.isEmpty else {
                throw CommandFailure(
                    .inputMissing, "plan \(plan.id) has no tour '\(tour)': `fuellort plan show \(plan.id)` lists its tours")
            }
        }
        let tours = plan.tours
        switch json ? .json : format {
        case .text:
            let paths = directions ? try await desk.paths(of: tours, town: data.town.id) : [:]
            if directions, paths.isEmpty {
                Console.message("no way on roads is known: set roads.file, or see `fuellort roads status`")
            }
            Console.write(
                PlanText(plan, wording: wording, width: Console.width, style: Console.style, paths: paths).text)
        case .json: try Console.json(PlanDocument(plan, wording: wording))
        case .geojson:
            let paths = try await desk.paths(of: tours, town: data.town.id)
            try Console.json(FeatureCollection(tours: tours, of: plan, wording: wording, paths: paths))
        case .csv: Console.write(TourCSV.document(tours: tours, of: plan, wording: wording, dialect: .standard))
        case .csvExcelDe: Console.write(TourCSV.document(tours: tours, of: plan, wording: wording, dialect: .excelGerman))
        case .gpx:
            let paths = try await desk.paths(of: tours, town: data.town.id)
            Console.write(TourGPX.document(tours: tours, of: plan, wording: wording, paths: paths))
        }
    }
}
