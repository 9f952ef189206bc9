import Model
import Reports

/// One container: how it is, how it went, how it goes on, what people say about it.
enum ContainerPage {
    static let all: [Page] = [
        Page(path: "/towns/{town}/containers/{slot}", respond: { call in try await answer(call) })
    ]

    private static let ranges: [(days: Int, term: ContainerTerm)] = [
        (7, .days7), (28, .days28), (90, .days90), (365, .days365),
    ]

    private static func answer(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let slot: SlotID = try call.id("slot")
        let status = try await call.desk.container(town: view.id, slot: slot, dueOn: nil)
        let wanted = Int(call.query["days"] ?? "") ?? 28
        let days = ranges.map(\.days).contains(wanted) ? wanted : 28
        let now = call.office.now
        let window = try await SlotEndpoints.document(
            call.desk, view.data, slot: slot, from: now.adding(days: -Double(days)), to: now, view.wording)
        let notes = try await call.desk.notes(town: view.id, slot: slot)
        let alarms = try await call.desk.alarms(
            town: view.id, filter: AlarmFilter(state: .all, slot: slot), before: nil, limit: 50)
        let reasoning = try await ContainerReasoning.gather(call, view, slot: slot)
        let parts = ContainerParts(call: call, view: view, status: status, window: window, alarms: alarms, now: now)
        let content = tag("div", .class("container-page")) {
            parts.head
            parts.figures
            parts.plot(days: days, ranges: ranges)
            parts.alarmList
            reasoning?.html
            tag("div", .class("packed")) {
                parts.entry
                parts.notes(notes)
                parts.planned
                parts.emptyings
                parts.excluded
            }
        }
        return PageLayout(
            title: status.site.name, town: view, place: .map, scripts: ["container", "alarms"], styles: ["operator.css"],
            json: "{\"slot\":\"\(slot)\"}", content: content
        ).answer(call)
    }
}
