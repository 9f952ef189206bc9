import HTTPTypes
import Model
import Reports
import Sentences

/// Extra emptyings that somebody asks for.
enum RequestEndpoints {
    static let all: [Endpoint] = [addRequest, requests]

    private static let on = Parameter<CalendarDay>.day("on", "The day on which they are due; today if not given.")

    private static let addRequest = Endpoint(
        method: .post, path: "/api/v1/towns/{town}/requests", name: "addRequest", summary: "Ask for an extra emptying",
        topic: .requests, parameters: [Shared.town.description],
        body: .init(schema: .reference("NewRequest"), summary: "Which slot, from when on, and why."),
        success: .json(.reference("Request"), "The request as it is kept.", statuses: [.created]),
        problems: [.notFound, .conflict],
        respond: { call in
            let town = try call.path(Shared.town)
            let wish = try await call.body(NewRequestBody.self)
            let clock = try await call.desk.townData(town).town.clock
            let request = try await call.desk.addRequest(
                town: town, slot: wish.slot, dueOn: wish.dueOn ?? clock.day(of: call.office.now), note: wish.checkedNote())
            return try .json(RequestDocument(request), status: .created)
        })

    private static let requests = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/requests", name: "listRequests", summary: "Open requests", topic: .requests,
        parameters: [Shared.town.description, on.description, Shared.limit.description, Shared.cursor.description],
        success: .json(.page(of: "Request"), "Requests that are due and not yet done."), problems: [.notFound],
        respond: { call in
            let requests = try await call.desk.openRequests(town: call.path(Shared.town), on: call.value(on))
            return try .json(call.page(of: requests.sorted { $0.id < $1.id }, at: \.id.rawValue, RequestDocument.init))
        })
}

/// A wish as it is sent.
struct NewRequestBody: RequestBody {
    var slot: SlotID
    var dueOn: CalendarDay?
    var note: String?

    enum Member: String, CodingKey, CaseIterable {
        case slot, note
        case dueOn = "due_on"
    }

    static let longestNote = 500

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        slot = try container.decode(SlotID.self, forKey: .slot)
        dueOn = try container.decodeIfPresent(CalendarDay.self, forKey: .dueOn)
        note = try container.decodeIfPresent(String.self, forKey: .note)
    }

    func checkedNote() throws -> String {
        let note = note ?? ""
        guard note.unicodeScalars.count <= Self.longestNote else {
            throw Problem.invalid(
                member: "note", "The note is longer than \(Self.longestNote) characters.", remedy: "Shorten it.")
        }
        return note
    }
}
