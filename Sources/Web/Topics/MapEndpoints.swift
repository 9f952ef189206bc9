import HTTPTypes
import Model
import Reports

/// What maps need at once: all containers in one small document, and the stream of what changes.
enum MapEndpoints {
    static let all: [Endpoint] = [map, events]

    private static let dueOn = Parameter<CalendarDay>.day("due_on", "The day for which due is answered; today if not given.")

    private static let map = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/map", name: "getTownMap",
        summary: "All containers of the town, unpaged and small enough for a map of thousands", topic: .containers,
        parameters: [Shared.town.description, dueOn.description],
        success: .json(.reference("TownMap"), "Sites and containers."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let clock = try await call.desk.townData(town).town.clock
            let day = try call.value(dueOn)
            let containers = try await call.desk.containers(town: town, dueOn: day)
            let now = call.office.now
            return try call.packed(.statuses(containers), town: town, language: nil) {
                TownMapDocument(containers, asOf: now, dueDay: day ?? clock.day(of: now))
            }
        })

    private static let events = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/events", name: "streamEvents",
        summary:
            "Server-sent events: `levels` with the containers whose level has changed, `plan-run` while a plan is made, `ping` while nothing happens",
        topic: .containers, parameters: [Shared.town.description, Shared.language.description],
        success: .init(summary: "A stream that does not end.", content: [(MediaType.eventStream, nil)]), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            _ = try await call.desk.townData(town)
            let stream = await call.office.live.subscribe(town: town, desk: call.desk)
            let reader = EventReader(stream)
            return Answer(
                mediaType: MediaType.eventStream, headers: [HTTPField(name: .accelBuffering, value: "no")],
                body: .streamed({ await reader.next() }))
        })
}

/// Hands out the events of a subscription one by one.
private actor EventReader {
    private var iterator: AsyncStream<String>.AsyncIterator

    init(_ stream: AsyncStream<String>) { iterator = stream.makeAsyncIterator() }

    func next() async -> String? {
        var iterator = iterator
        let event = await iterator.next(isolation: #isolation)
        self.iterator = iterator
        return event
    }
}
