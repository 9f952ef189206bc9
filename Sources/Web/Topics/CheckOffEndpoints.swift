import HTTPTypes
import Model
import Reports
import Sentences

/// What crews report, and planned beside done.
enum CheckOffEndpoints {
    static let all: [Endpoint] = [checkOff, checkOffs, progress]

    private static let path = PlanEditingEndpoints.path
    private static let plan = PlanEditingEndpoints.plan

    private static let checkOff = Endpoint(
        method: .post, path: path + "/check-offs", name: "checkOff", summary: "Report what a crew did", topic: .crews,
        parameters: [Shared.town.description, plan.description, Shared.language.description],
        body: .init(schema: .reference("CrewReport"), summary: "One event of one tour."),
        success: .json(
            .reference("CheckOff"), "The report: 201 when it is new, 200 when its key was there already.",
            statuses: [.created, .ok]),
        problems: [.notFound, .conflict],
        respond: { call in
            let town = try call.path(Shared.town)
            let report = try await call.body(CrewReportBody.self).report()
            let wording = try await call.wording(call.names(town))
            let result = try await call.desk.checkOff(town: town, plan: call.path(plan), report: report)
            return try .json(CheckOffDocument(result.checkOff, wording: wording), status: result.isNew ? .created : .ok)
        })

    private static let checkOffs = Endpoint(
        method: .get, path: path + "/check-offs", name: "listCheckOffs", summary: "All that crews reported for a plan",
        topic: .crews, parameters: [Shared.town.description, plan.description, Shared.language.description],
        success: .json(.page(of: "CheckOff"), "In the order in which they came in."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let found = try await call.desk.checkOffs(town: town, plan: call.path(plan))
            return try .json(PageDocument(items: found.map { CheckOffDocument($0, wording: wording) }))
        })

    private static let progress = Endpoint(
        method: .get, path: path + "/progress", name: "getPlanProgress", summary: "Planned beside done, tour by tour",
        topic: .crews, parameters: [Shared.town.description, plan.description, Shared.language.description],
        success: .json(.reference("PlanProgress"), "How far the tours have come."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let found = try await call.desk.plan(town: town, id: call.path(plan))
            let reports = try await call.desk.checkOffs(town: town, plan: found.id)
            return try .json(PlanProgressDocument(found, checkOffs: reports, wording: wording))
        })
}

/// A report as it is sent.
struct CrewReportBody: RequestBody {
    private var key: String
    private var tour: TourID
    private var event: String
    private var at: String?
    private var stop: Int?
    private var slot: SlotID?
    private var reason: NotEmptiedReason?
    private var level: Double?
    private var note: String?
    private var kilometres: Double?

    enum Member: String, CodingKey, CaseIterable { case key, tour, event, at, stop, slot, reason, level, note, kilometres }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        key = try container.decode(String.self, forKey: .key)
        tour = try container.decode(TourID.self, forKey: .tour)
        event = try container.decode(String.self, forKey: .event)
        at = try container.decodeIfPresent(String.self, forKey: .at)
        stop = try container.decodeIfPresent(Int.self, forKey: .stop)
        slot = try container.decodeIfPresent(SlotID.self, forKey: .slot)
        reason = try container.decodeIfPresent(NotEmptiedReason.self, forKey: .reason)
        level = try container.decodeIfPresent(Double.self, forKey: .level)
        note = try container.decodeIfPresent(String.self, forKey: .note)
        kilometres = try container.decodeIfPresent(Double.self, forKey: .kilometres)
    }

    func report() throws -> CrewReport {
        guard (1...64).contains(key.utf8.count) else {
            throw Problem.invalid(member: "key", "The key is empty or too long.", remedy: "Use for example a UUID.")
        }
        if let level, !(0...3).contains(level) {
            throw Problem.invalid(member: "level", "\(level) is no level.", remedy: "Give a share from 0 to 3.")
        }
        if let kilometres {
            guard event == "tour-finished" else {
                throw Problem.invalid(
                    member: "kilometres", "'\(event.prefix(40))' tells no kilometres.", remedy: "Give them with tour-finished.")
            }
            guard kilometres > 0, kilometres <= 2000 else {
                throw Problem.invalid(
                    member: "kilometres", "\(kilometres) km is no length of a tour.",
                    remedy: "Give what the odometer says at the end less what it said at the start: above 0, at most 2000.")
            }
        }
        let moment = try at.map { text in
            guard let moment = Timestamp(rfc3339: text) else {
                throw Problem.invalid(
                    member: "at", "'\(text.prefix(60))' is no time.", remedy: "Use RFC 3339, for example 2026-03-02T06:00:00Z.")
            }
            return moment
        }
        return CrewReport(key: key, tour: tour, at: moment, event: try checkedEvent(), note: note, kilometres: kilometres)
    }

    private func checkedEvent() throws -> CheckOff.Event {
        switch event {
        case "tour-started": .tourStarted
        case "tour-finished": .tourFinished
        case "full": .full
        case "note":
            if note?.isEmpty ?? true { throw Self.missing("note", event) } else { .note }
        case "stop-done": .stopDone(try needed(stop, "stop"), slots: [])
        case "emptied": .emptied(try needed(slot, "slot"), levelSeen: level)
        case "not-emptied": .notEmptied(try needed(slot, "slot"), try needed(reason, "reason"))
        case "level-seen": .levelSeen(try needed(slot, "slot"), try needed(level, "level"))
        default:
            throw Problem.invalid(
                member: "event", "'\(event.prefix(40))' is no event.",
                remedy: "Use \(CheckOff.Event.keys.joined(separator: ", ")).")
        }
    }

    private func needed<Value>(_ value: Value?, _ member: String) throws -> Value {
        guard let value else { throw Self.missing(member, event) }
        return value
    }

    private static func missing(_ member: String, _ event: String) -> Problem {
        .invalid(member: member, "'\(event)' needs '\(member)'.", remedy: "Give it.")
    }
}
