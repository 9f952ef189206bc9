import Model

/// The key figures of a day as a table of name, value and unit.
public enum DayReportCSV {
    public static func document(_ report: DayReport, wording: Wording, dialect: CSVDialect) -> String {
        let writer = CSVWriter(dialect: dialect, clock: wording.names.clock)
        var text = writer.header(["key", "figure", "value", "unit", "distance_basis"])
        for figure in report.plan.map({ figures(KeyFiguresDocument($0)) }) ?? [] {
            let basis = figure.restsOnDistances ? report.plan?.distanceBasis.rawValue : nil
            text += writer.row([
                .text(figure.key), .text(wording(figure.phrase)), .decimal(figure.value, digits: figure.digits),
                .text(figure.unit),
                .optional(basis),
            ])
        }
        for note in report.notes {
            let document = NoteDocument(note, wording: wording)
            let count = document.count.map { CSVCell.integer(Int64($0)) } ?? .empty
            text += writer.row([.text("note-" + document.key), .text(document.text), count, .empty, .empty])
        }
        return text
    }

    private struct Figure {
        var key: String
        var phrase: Phrase
        var value: Double
        var digits = 0
        var unit = ""
        var restsOnDistances = false
    }

    private static func figures(_ figures: KeyFiguresDocument) -> [Figure] {
        [
            Figure(key: "tours", phrase: .figureTours, value: Double(figures.tours)),
            Figure(key: "stops", phrase: .figureStops, value: Double(figures.stops)),
            Figure(key: "containers", phrase: .figureContainers, value: Double(figures.containers)),
            Figure(key: "lifts", phrase: .figureLifts, value: Double(figures.lifts)),
            Figure(key: "loads", phrase: .figureLoads, value: Double(figures.loads)),
            Figure(
                key: "distance_kilometres", phrase: .figureDistance, value: figures.distanceKilometres, digits: 1, unit: "km",
                restsOnDistances: true),
            Figure(
                key: "tour_hours", phrase: .figureWorkingTime, value: figures.tourHours, digits: 2, unit: "h",
                restsOnDistances: true),
            Figure(
                key: "driving_hours", phrase: .figureDrivingTime, value: figures.drivingHours, digits: 2, unit: "h",
                restsOnDistances: true),
            Figure(
                key: "diesel_litres", phrase: .figureDiesel, value: figures.dieselLitres, digits: 1, unit: "l",
                restsOnDistances: true),
            Figure(
                key: "electric_kilowatt_hours", phrase: .figureElectricity, value: figures.electricKilowattHours, digits: 1,
                unit: "kWh", restsOnDistances: true),
            Figure(
                key: "carbon_dioxide_kilograms", phrase: .figureCarbonDioxide, value: figures.carbonDioxideKilograms, digits: 1,
                unit: "kg", restsOnDistances: true),
            Figure(key: "collected_kilograms", phrase: .figureCollected, value: figures.collectedKilograms, unit: "kg"),
            Figure(key: "left_out", phrase: .figureLeftOut, value: Double(figures.leftOut)),
        ]
    }
}
