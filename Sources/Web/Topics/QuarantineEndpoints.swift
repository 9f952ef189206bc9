import HTTPTypes
import Model
import Reports
import Sentences

/// Refused messages of the whole installation.
enum QuarantineEndpoints {
    static let all: [Endpoint] = [messages, counts, reprocess]

    private static let reason = Parameter<QuarantineReason>.choice("reason", "Only messages refused for this reason.")

    private static let messages = Endpoint(
        method: .get, path: "/api/v1/quarantine", name: "listQuarantine", summary: "Refused messages, oldest first",
        topic: .quarantine, parameters: [reason.description, Shared.limit.description, Shared.cursor.description],
        success: .json(.page(of: "QuarantinedMessage"), "A page of refused messages."),
        respond: { call in
            let limit = try call.value(Shared.limit) ?? 100
            let after = try call.value(Shared.cursor).map(position)
            let messages = try await call.desk.quarantined(reason: call.value(reason), after: after, limit: limit + 1)
            let page = messages.prefix(limit)
            let next = messages.count > limit ? page.last.map { Cursor.encode(String($0.id)) } : nil
            return try .json(PageDocument(items: page.map(QuarantineDocument.init), nextCursor: next))
        })

    private static let counts = Endpoint(
        method: .get, path: "/api/v1/quarantine/counts", name: "countQuarantine", summary: "How many are refused, by reason",
        topic: .quarantine, success: .json(.reference("QuarantineCounts"), "Counts by reason."),
        respond: { call in
            let counts = try await call.desk.quarantineCounts()
            return try .json(Dictionary(uniqueKeysWithValues: QuarantineReason.allCases.map { ($0.rawValue, counts[$0] ?? 0) }))
        })

    private static let reprocess = Endpoint(
        method: .post, path: "/api/v1/quarantine/reprocess", name: "reprocessQuarantine",
        summary: "Process refused messages again, after the cause was mended", topic: .quarantine,
        body: .init(schema: .reference("ReprocessOrder"), summary: "Which ones; an empty object means all."),
        success: .json(.reference("ReprocessResult"), "What became of them."), problems: [.conflict],
        respond: { call in
            let order = try await call.body(ReprocessBody.self)
            return try await .json(ReprocessDocument(call.desk.reprocess(ids: order.ids, reason: order.reason)))
        })

    private static func position(_ text: String) throws -> Int64 {
        guard let position = Int64(text) else {
            let description = Shared.cursor.description
            throw Problem.invalid(member: description.name, "The cursor is not one of this list.", remedy: description.remedy)
        }
        return position
    }
}

/// Which messages to process again.
struct ReprocessBody: RequestBody {
    var ids: [Int64]?
    var reason: QuarantineReason?

    enum Member: String, CodingKey, CaseIterable { case ids, reason }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        ids = try container.decodeIfPresent([Int64].self, forKey: .ids)
        reason = try container.decodeIfPresent(QuarantineReason.self, forKey: .reason)
        if let ids, ids.count > 1000 {
            throw Problem.invalid(member: "ids", "\(ids.count) are too many at once.", remedy: "Name at most 1000, or a reason.")
        }
    }
}
