import HTTPTypes
import Model
import Reports
import Sentences

/// What somebody should see to, and who has.
enum AlarmEndpoints {
    static let all: [Endpoint] = [alarms, acknowledge]

    private static let state = Parameter<AlarmFilter.State>.choice("state", "Open ones if not given.")
    private static let kind = Parameter<AlarmKind>.choice("kind", "Only alarms of this kind.")
    private static let slot = Parameter<SlotID>.identifier("slot", "Only alarms of this slot.")
    private static let acknowledged = Parameter<Bool>.flag("acknowledged", "Only those that a person has seen, or has not.")
    private static let alarmPath = Parameter<Int64>(
        "id", in: .path, "The alarm.", schema: .count, remedy: "Use the `id` of an alarm.",
        read: { text in Int64(text).flatMap { $0 >= 0 ? $0 : nil } })

    private static let alarms = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/alarms", name: "listAlarms", summary: "Alarms, newest first", topic: .alarms,
        parameters: [
            Shared.town.description, state.description, kind.description, slot.description, acknowledged.description,
            Shared.limit.description, Shared.cursor.description,
        ],
        success: .json(.page(of: "Alarm"), "A page of alarms."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let limit = try call.value(Shared.limit) ?? 100
            let filter = try AlarmFilter(
                state: call.value(state) ?? .open, kind: call.value(kind), slot: call.value(slot),
                isAcknowledged: call.value(acknowledged))
            let before = try call.value(Shared.cursor).map(position)
            let index = try await TownIndex(call.desk.townData(town))
            let alarms = try await call.desk.alarms(town: town, filter: filter, before: before, limit: limit + 1)
            let page = alarms.prefix(limit)
            let next = alarms.count > limit ? page.last.map { Cursor.encode(String($0.id)) } : nil
            return try .json(PageDocument(items: page.map { AlarmDocument($0, index: index) }, nextCursor: next))
        })

    private static let acknowledge = Endpoint(
        method: .post, path: "/api/v1/towns/{town}/alarms/{id}/acknowledgement", name: "acknowledgeAlarm",
        summary: "Say that you have seen an alarm", topic: .alarms,
        parameters: [Shared.town.description, alarmPath.description],
        body: .init(schema: .reference("NewAcknowledgement"), summary: "Who, and what they say about it."),
        success: .json(.reference("Alarm"), "The alarm; of several acknowledgements the first stays."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let id = try call.path(alarmPath)
            let order = try await call.body(AcknowledgementBody.self)
            let index = try await TownIndex(call.desk.townData(town))
            let alarm = try await call.desk.acknowledgeAlarm(town: town, id: id, by: order.by, note: order.note)
            return try .json(AlarmDocument(alarm, index: index))
        })

    private static func position(_ text: String) throws -> Int64 {
        guard let position = Int64(text) else {
            let description = Shared.cursor.description
            throw Problem.invalid(member: description.name, "The cursor is not one of this list.", remedy: description.remedy)
        }
        return position
    }
}

/// Who has seen an alarm.
struct AcknowledgementBody: RequestBody {
    var by: String
    var note: String?

    enum Member: String, CodingKey, CaseIterable { case by, note }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        by = try container.decode(String.self, forKey: .by)
        note = try container.decodeIfPresent(String.self, forKey: .note)
    }
}
