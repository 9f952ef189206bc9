import HTTPTypes
import Model
import Reports
import Sentences

/// Reports over weeks and months.
enum FigureEndpoints {
    static let all: [Endpoint] = [month, hotSpots, rightSizing]

    private static let formats: [Format] = [.json, .csv]
    private static let monthPath = Parameter<CalendarMonth>(
        "month", in: .path, "The month; with `.json` or `.csv` at its end in that form.",
        schema: .text.with("pattern", "^[0-9]{4}-[0-9]{2}$").with("examples", ["2026-03"]),
        remedy: "Use a month such as 2026-03.", read: { CalendarMonth(iso: $0) })
    static let dayRange = 7...366
    private static let days = Parameter<Int>(
        "days", "How many days to look back; 90 if not given.", schema: .bounded(dayRange).with("default", 90),
        remedy: "Use a whole number from 7 to 366.", read: { text in Int(text).flatMap { dayRange.contains($0) ? $0 : nil } })
    private static let representation = [
        Call.formatParameter(formats).description, Shared.dialect.description, Shared.language.description,
    ]

    private static let month = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/reports/months/{month}", name: "getMonthReport",
        summary: "A month: planned and done, level at emptying with its spread, overfull hours, CO2", topic: .reports,
        parameters: [Shared.town.description, monthPath.description] + representation,
        success: .init(
            summary: "The report.", content: [(MediaType.json, .reference("MonthReport")), (MediaType.csv, nil)]),
        problems: [.notFound, .notAcceptable],
        respond: { call in
            let (month, byExtension) = try call.path(monthPath, offering: formats)
            let format = try call.format(formats, byExtension: byExtension)
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let report = try await call.desk.monthReport(town: town, month: month)
            guard format == .csv else { return try .json(MonthReportDocument(report, wording: wording)) }
            let dialect = try call.value(Shared.dialect) ?? .standard
            return .csvFile(FigureCSV.document(report, wording: wording, dialect: dialect), named: "month-\(month)")
        })

    private static let hotSpots = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/reports/hot-spots", name: "getHotSpots",
        summary: "Sites that are overfull often, worst first", topic: .reports,
        parameters: [Shared.town.description, days.description] + representation,
        success: .init(
            summary: "The sites.", content: [(MediaType.json, .reference("HotSpots")), (MediaType.csv, nil)]),
        problems: [.notFound, .notAcceptable],
        respond: { call in
            let format = try call.format(formats)
            let town = try call.path(Shared.town)
            let spots = try await call.desk.hotSpots(town: town, days: call.value(days) ?? 90)
            guard format == .csv else { return try .json(HotSpotsDocument(spots, town: town)) }
            let wording = try await call.wording(call.names(town))
            let dialect = try call.value(Shared.dialect) ?? .standard
            return .csvFile(FigureCSV.document(spots, wording: wording, dialect: dialect), named: "hot-spots")
        })

    private static let rightSizing = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/reports/right-sizing", name: "getRightSizing",
        summary: "Containers that are too large or too small for their rhythm, with the figures behind each suggestion",
        topic: .reports, parameters: [Shared.town.description, days.description] + representation,
        success: .init(
            summary: "The suggestions.", content: [(MediaType.json, .reference("RightSizing")), (MediaType.csv, nil)]),
        problems: [.notFound, .notAcceptable],
        respond: { call in
            let format = try call.format(formats)
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let sizing = try await call.desk.rightSizing(town: town, days: call.value(days) ?? 90)
            guard format == .csv else { return try .json(RightSizingDocument(sizing, wording: wording)) }
            let dialect = try call.value(Shared.dialect) ?? .standard
            return .csvFile(FigureCSV.document(sizing, wording: wording, dialect: dialect), named: "right-sizing")
        })
}

extension Answer {
    /// A table to be saved.
    static func csvFile(_ text: String, named name: String) -> Answer {
        .text(
            text, mediaType: MediaType.csv,
            headers: [HTTPField(name: .contentDisposition, value: "attachment; filename=\"\(name).csv\"")])
    }
}
