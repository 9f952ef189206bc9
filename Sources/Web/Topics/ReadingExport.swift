import HTTPTypes
import Model
import Reports

/// All readings of a stretch of time, streamed page by page: an export of any length takes the memory of one page.
enum ReadingExport {
    static let all: [Endpoint] = [export]

    private static let formats: [Format] = [.json, .csv]
    private static let slot = Parameter<SlotID>.identifier("slot", "Only this slot.")
    private static let from = Parameter<Timestamp>.moment("from", "Beginning, included; a day before the end if not given.")
    private static let to = Parameter<Timestamp>.moment("to", "End, not included; now if not given.")
    private static let pageRows = 2000

    private static let export = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/readings", name: "exportReadings",
        summary: "Readings of a stretch of time as JSON or CSV", topic: .readings,
        parameters: [
            Shared.town.description, from.description, to.description, slot.description,
            Call.formatParameter(formats).description,
            Shared.dialect.description,
        ],
        success: .init(
            summary:
                "The readings in the order of time and slot, streamed. A connection that breaks off means an incomplete export.",
            content: [(MediaType.json, .reference("Readings")), (MediaType.csv, nil)]),
        problems: [.notFound, .notAcceptable],
        respond: { call in
            let town = try call.path(Shared.town)
            let span = try History.span(call, days: 1)
            let format = try call.format(formats)
            let dialect = try call.value(Shared.dialect) ?? .standard
            let data = try await call.desk.townData(town)
            let slot = try call.value(slot)
            if let slot { try data.expect(slot) }
            let clock = data.town.clock
            let pages = try await ReadingPages(
                desk: call.desk, town: town, slot: slot, from: span.from, to: span.to, pageRows: pageRows)
            let file = "readings-\(town).\(format.rawValue)"
            let headers = [HTTPField(name: .contentDisposition, value: "attachment; filename=\"\(file)\"")]
            let pieces =
                format == .csv
                ? ReadingText.csv(pages, rows: ReadingRows(dialect: dialect, clock: clock))
                : ReadingText.json(pages, town: town, from: span.from, to: span.to)
            return Answer(mediaType: format.mediaType, headers: headers, body: .streamed { try await pieces.next() })
        })
}

/// Fetches readings page by page. The first page is fetched at once, so that an unknown town is a proper error and not a broken
/// export. Used by one request at a time.
actor ReadingPages {
    private let desk: any Desk
    private let town: TownID
    private let slot: SlotID?
    private let from: Timestamp
    private let to: Timestamp
    private let pageRows: Int
    private var waiting: [Reading]?

    init(
        desk: any Desk, town: TownID, slot: SlotID?, from: Timestamp, to: Timestamp, pageRows: Int
    ) async throws {
        (self.desk, self.town, self.slot, self.from, self.to, self.pageRows) = (desk, town, slot, from, to, pageRows)
        waiting = try await desk.readings(town: town, slot: slot, from: from, to: to, after: nil, limit: pageRows)
    }

    /// The next page; `nil` after the last one.
    func next() async throws -> [Reading]? {
        guard let page = waiting, let last = page.last else { return nil }
        waiting =
            page.count < pageRows
            ? nil
            : try await desk.readings(
                town: town, slot: slot, from: from, to: to,
                after: ReadingPosition(measuredAt: last.measuredAt, slot: last.slot), limit: pageRows)
        return page
    }
}

/// Makes text of pages: beginning, rows, end.
actor ReadingText {
    private let pages: ReadingPages
    private let write: @Sendable ([Reading], _ isFirst: Bool) -> String
    private let end: String
    private var beginning: String?
    private var isFirst = true
    private var isDone = false

    private init(
        _ pages: ReadingPages, beginning: String, end: String, write: @escaping @Sendable ([Reading], Bool) -> String
    ) {
        (self.pages, self.beginning, self.end, self.write) = (pages, beginning, end, write)
    }

    static func csv(_ pages: ReadingPages, rows: ReadingRows) -> ReadingText {
        ReadingText(pages, beginning: rows.header, end: "", write: { readings, _ in readings.map(rows.row).joined() })
    }

    static func json(_ pages: ReadingPages, town: TownID, from: Timestamp, to: Timestamp) -> ReadingText {
        ReadingText(
            pages, beginning: "{\"from\":\"\(from)\",\"to\":\"\(to)\",\"town\":\"\(town)\",\"readings\":[", end: "\n]}\n",
            write: { readings, isFirst in
                let rows = readings.map { ReadingDocument($0).jsonText }.joined(separator: ",\n")
                return (isFirst ? "\n" : ",\n") + rows
            })
    }

    /// The next piece; `nil` at the end.
    func next() async throws -> String? {
        if let text = beginning {
            beginning = nil
            return text
        }
        if let page = try await pages.next() {
            defer { isFirst = false }
            return write(page, isFirst)
        }
        guard !isDone, !end.isEmpty else { return nil }
        isDone = true
        return end
    }
}
