import HTTPTypes
import Model
import Reports
import Sentences

/// Containers with their levels, their history, and levels that people saw.
enum ContainerEndpoints {
    static let all: [Endpoint] = [containers, container, history, addReading]

    static let slotPath = Parameter<SlotID>.path("slot", "The slot: it owns the history when container or sensor are swapped.")
    private static let fraction = Parameter<Set<String>>.words("fraction", "Only these fractions.")
    private static let band = Parameter<Set<String>>.words(
        "band", "Only these fill bands; `none` is no data.", allowed: ContainerFilter.bandKeys)
    private static let site = Parameter<Set<String>>.words("site", "Only these sites.")
    private static let district = Parameter<Set<String>>.words("district", "Only these districts.")
    private static let minimumLevel = Parameter<Double>(
        "min_level", "Only with at least this measured level.", schema: .number.with("minimum", 0).with("maximum", 10),
        remedy: "Use a share such as 0.8.", read: { text in Double(text).flatMap { (0...10).contains($0) ? $0 : nil } })
    private static let silent = Parameter<Bool>.flag("silent", "Only with (or without) a sensor that is silent.")
    private static let due = Parameter<Bool>.flag("due", "Only those that are due (or not) on the day of `due_on`.")
    private static let dueOn = Parameter<CalendarDay>.day("due_on", "The day for which due is answered; today if not given.")

    private static let containers = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/containers", name: "listContainers",
        summary: "Containers with level, age, trust and forecast", topic: .containers,
        parameters: [
            Shared.town.description, fraction.description, band.description, site.description, district.description,
            minimumLevel.description, silent.description, due.description, dueOn.description, Shared.language.description,
            Shared.limit.description, Shared.cursor.description,
        ],
        success: .json(.page(of: "Container"), "A page of containers in the order of their slots."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let filter = try filter(call)
            let wording = try await call.wording(call.names(town))
            let statuses = try await call.desk.containers(town: town, dueOn: call.value(dueOn))
            return try call.packed(.statuses(statuses), town: town, language: wording.language) {
                try call.page(of: statuses.filter(filter.admits), at: \.slot.id.rawValue) {
                    ContainerDocument($0, wording: wording)
                }
            }
        })

    private static let container = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/containers/{slot}", name: "getContainer", summary: "One container",
        topic: .containers,
        parameters: [Shared.town.description, slotPath.description, dueOn.description, Shared.language.description],
        success: .json(.reference("Container"), "The container."), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let wording = try await call.wording(call.names(town))
            let status = try await call.desk.container(town: town, slot: call.path(slotPath), dueOn: call.value(dueOn))
            return try .json(ContainerDocument(status, wording: wording))
        })

    private static let history = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/containers/{slot}/history", name: "getHistory",
        summary: "One container's readings or summed-up levels, and its emptyings", topic: .containers,
        parameters: [Shared.town.description, slotPath.description] + History.parameters,
        success: .json(.reference("History"), "The history, oldest first."), problems: [.notFound],
        respond: { call in try await .json(History.document(call, slot: call.path(slotPath))) })

    private static let addReading = Endpoint(
        method: .post, path: "/api/v1/towns/{town}/containers/{slot}/readings", name: "addReading",
        summary: "Enter a level that somebody saw", topic: .readings,
        parameters: [Shared.town.description, slotPath.description],
        body: .init(schema: .reference("SeenLevel"), summary: "The level, and when it was seen."),
        success: .json(.reference("Reading"), "The reading as it is stored.", statuses: [.created]),
        problems: [.notFound, .conflict],
        respond: { call in
            let town = try call.path(Shared.town)
            let slot = try call.path(slotPath)
            let seen = try await call.body(SeenLevelBody.self)
            let reading = try await call.desk.enterLevel(town: town, seen.level(of: slot, now: call.office.now))
            return try .json(ReadingDocument(reading), status: .created)
        })

    private static func filter(_ call: Call) throws -> ContainerFilter {
        ContainerFilter(
            fractions: try call.value(fraction).map { Set($0.map(Fraction.init(rawValue:))) }, bands: try call.value(band),
            sites: try call.value(site).map { Set($0.map { SiteID($0) }) }, districts: try call.value(district),
            minimumLevel: try call.value(minimumLevel), isSilent: try call.value(silent), isDue: try call.value(due))
    }
}

/// A level that a person saw, as it is sent.
struct SeenLevelBody: RequestBody {
    var level: Double
    var seenAt: Timestamp?

    enum Member: String, CodingKey, CaseIterable {
        case level
        case seenAt = "seen_at"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        level = try container.decode(Double.self, forKey: .level)
        seenAt = try container.decodeIfPresent(Timestamp.self, forKey: .seenAt)
    }

    /// - Throws: a ``Problem`` for a level or a time that can not be.
    func level(of slot: SlotID, now: Timestamp) throws -> SeenLevel {
        guard (0...3).contains(level) else {
            throw Problem.invalid(member: "level", "\(level) is not a level.", remedy: "Use a share from 0 to 3; 0.8 is 80 %.")
        }
        if let seenAt, seenAt > now.adding(seconds: 300) || seenAt < now.adding(days: -400) {
            throw Problem.invalid(
                member: "seen_at", "\(seenAt) is in the future or more than 400 days ago.",
                remedy: "Give the time at which it was seen, or leave it out for now.")
        }
        return SeenLevel(slot: slot, level: level, seenAt: seenAt)
    }
}
