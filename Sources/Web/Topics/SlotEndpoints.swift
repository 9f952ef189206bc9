import HTTPTypes
import Model
import Reports
import Sentences

/// What a container's own page needs: its past and near future for a plot, and notes.
enum SlotEndpoints {
    static let all: [Endpoint] = [window, notes, addNote]

    private static let from = Parameter<Timestamp>.moment("from", "Beginning, included; 28 days before the end if not given.")
    private static let to = Parameter<Timestamp>.moment("to", "End, not included; now if not given.")
    /// Windows up to this many days show single readings, up to the next hours, beyond it local days.
    private static let (rawDays, hourDays) = (10.0, 100.0)
    private static let largestReadings = 20_000

    private static let window = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/containers/{slot}/window", name: "getSlotWindow",
        summary: "One container's levels, emptyings, excluded readings, forecast and planned emptyings, for a plot",
        topic: .containers,
        parameters: [
            Shared.town.description, ContainerEndpoints.slotPath.description, from.description, to.description,
            Shared.language.description,
        ],
        success: .json(.reference("SlotWindow"), "The window, oldest first."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let data = try await call.desk.townData(town)
            let end = try call.value(to) ?? call.office.now
            let start = try call.value(from) ?? end.adding(days: -28)
            guard start <= end, end.days(since: start) <= 1100 else {
                throw Problem.invalid(
                    member: "from", "'from' (\(start)) is after 'to' (\(end)), or more than three years before it.",
                    remedy: "Give a window of at most three years.")
            }
            let names = call.office.names.names(of: data)
            return try await .json(
                document(call.desk, data, slot: call.path(ContainerEndpoints.slotPath), from: start, to: end, call.wording(names))
            )
        })

    /// The window of a slot.
    static func document(
        _ desk: any Desk, _ data: TownData, slot: SlotID, from: Timestamp, to: Timestamp, _ wording: Wording
    ) async throws -> SlotWindowDocument {
        let town = data.town.id
        let status = try await desk.container(town: town, slot: slot, dueOn: nil)
        let readings = try await desk.readings(
            town: town, slot: slot, from: from, to: to, after: nil, limit: largestReadings)
        let days = to.days(since: from)
        var summaries: (step: HistoryStep, levels: [LevelSummary])?
        if days > rawDays {
            let step: HistoryStep = days > hourDays ? .day : .hour
            summaries = (step, try await desk.levelSummaries(town: town, slot: slot, from: from, to: to, by: step))
        }
        return SlotWindowDocument(
            status, from: from, to: to, readings: readings, summaries: summaries,
            emptyings: try await desk.emptyings(town: town, slot: slot, from: from, to: to),
            planned: try await desk.plannedEmptyings(town: town, slot: slot), rules: data.rules, wording: wording)
    }

    private static let notes = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/containers/{slot}/notes", name: "listNotes",
        summary: "Notes on one container, newest first", topic: .containers,
        parameters: [Shared.town.description, ContainerEndpoints.slotPath.description],
        success: .json(.page(of: "SlotNote"), "All notes."), problems: [.notFound],
        respond: { call in
            let notes = try await call.desk.notes(town: call.path(Shared.town), slot: call.path(ContainerEndpoints.slotPath))
            return try .json(PageDocument(items: notes.map(SlotNoteDocument.init)))
        })

    private static let addNote = Endpoint(
        method: .post, path: "/api/v1/towns/{town}/containers/{slot}/notes", name: "addNote",
        summary: "Write a note on one container", topic: .containers,
        parameters: [Shared.town.description, ContainerEndpoints.slotPath.description],
        body: .init(schema: .reference("NewNote"), summary: "The text, and who writes it."),
        success: .json(.reference("SlotNote"), "The note as it is kept.", statuses: [.created]), problems: [.notFound],
        respond: { call in
            let body = try await call.body(NewNoteBody.self)
            let note = try await call.desk.addNote(
                town: call.path(Shared.town), slot: call.path(ContainerEndpoints.slotPath), author: body.checkedAuthor(),
                text: body.checkedText())
            return try .json(SlotNoteDocument(note), status: .created)
        })
}

/// A note as it is sent.
struct NewNoteBody: RequestBody {
    var text: String
    var author: String?

    enum Member: String, CodingKey, CaseIterable { case text, author }

    static let longest = 2000

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        text = try container.decode(String.self, forKey: .text)
        author = try container.decodeIfPresent(String.self, forKey: .author)
    }

    func checkedText() throws -> String {
        guard text.contains(where: { !$0.isWhitespace }), text.unicodeScalars.count <= Self.longest else {
            throw Problem.invalid(
                member: "text", "The text is empty or longer than \(Self.longest) characters.", remedy: "Write a short note.")
        }
        return text
    }

    func checkedAuthor() throws -> String? { try Author.checked(author) }
}

/// The name that somebody gives with a change or a note.
enum Author {
    static let longest = 80
    static let schema = Schema.text.with("maxLength", .integer(longest)).described(
        "Who does it, as the history shall show it; nobody is asked for a name.")

    static func checked(_ name: String?) throws -> String? {
        guard let name, name.contains(where: { !$0.isWhitespace }) else { return nil }
        guard name.unicodeScalars.count <= longest, name.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else {
            throw Problem.invalid(
                member: "author", "The name is longer than \(longest) characters or has control characters.",
                remedy: "Shorten it.")
        }
        return name
    }
}
