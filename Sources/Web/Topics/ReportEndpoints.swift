import HTTPTypes
import Model
import Reports

/// The report of a day.
enum ReportEndpoints {
    static let all: [Endpoint] = [dayReport]

    private static let formats: [Format] = [.json, .csv]
    private static let dayPath = Parameter<CalendarDay>.day(
        "day", in: .path, "The day; with `.json` or `.csv` at its end in that form.")

    private static let dayReport = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/reports/days/{day}", name: "getDayReport",
        summary: "Key figures of a day, what was left out, and how good the data is", topic: .reports,
        parameters: [
            Shared.town.description, dayPath.description, Call.formatParameter(formats).description, Shared.dialect.description,
            Shared.language.description,
        ],
        success: .init(
            summary: "The report.", content: [(MediaType.json, .reference("DayReport")), (MediaType.csv, nil)]),
        problems: [.notFound, .notAcceptable],
        respond: { call in
            let (day, byExtension) = try call.path(dayPath, offering: formats)
            let format = try call.format(formats, byExtension: byExtension)
            let (report, wording) = try await report(call, day: day)
            guard format == .csv else { return try .json(DayReportDocument(report, wording: wording)) }
            let text = DayReportCSV.document(report, wording: wording, dialect: try call.value(Shared.dialect) ?? .standard)
            let headers = [HTTPField(name: .contentDisposition, value: "attachment; filename=\"report-\(day).csv\"")]
            return .text(text, mediaType: MediaType.csv, headers: headers)
        })

    private static func report(_ call: Call, day: CalendarDay) async throws -> (DayReport, Wording) {
        let town = try call.path(Shared.town)
        let names = try await call.names(town)
        let clock = names.clock
        let emptyings = try await call.desk.emptyings(
            town: town, slot: nil, from: clock.moment(day), to: clock.moment(day.adding(days: 1)))
        let report = DayReport(
            day: day, plan: try await call.desk.plans(town: town, day: day, before: nil, limit: 1).first, emptyings: emptyings,
            containers: try await call.desk.containers(town: town, dueOn: nil), clock: clock, asOf: call.office.now)
        return (report, try call.wording(names))
    }
}
