import HTTPTypes
import Model
import Reports
import Sentences

/// Plans and their tours.
enum PlanEndpoints {
    static let all: [Endpoint] = [createPlan, createPlans, plans, plan, tours, tour]

    private static let formats: [Format] = [.json, .geojson, .gpx, .csv]
    private static let planPath = Parameter<PlanID>.path(
        "plan", "The plan; with `.json`, `.geojson`, `.gpx` or `.csv` at its end in that form.")
    private static let tourPath = Parameter<TourID>.path(
        "tour", "The tour; with `.json`, `.geojson`, `.gpx` or `.csv` at its end in that form.")
    private static let withPath = Parameter<Bool>.flag(
        "path", "Whether the way on the roads with its turns comes along, in JSON.")
    private static let day = Parameter<CalendarDay>.day("day", "Only plans of this day.")
    private static let idempotencyKey = ParameterDescription(
        name: "Idempotency-Key", place: .header,
        summary: "The same order sent again with the same key makes no second plan, but answers the first one.",
        schema: .text.with("minLength", 1).with("maxLength", 255), remedy: "Use 1 to 255 printable ASCII characters.",
        accepts: PlanOrdering.isKey)
    private static let representation = [
        Call.formatParameter(formats).description, Shared.dialect.description, Shared.language.description,
    ]

    private static let createPlan = Endpoint(
        method: .post, path: "/api/v1/towns/{town}/plans", name: "createPlan", summary: "Make a plan for a day", topic: .plans,
        parameters: [Shared.town.description, idempotencyKey, Shared.language.description],
        body: .init(schema: .reference("PlanOrder"), summary: "The day, and what is different from the usual."),
        success: .json(
            .reference("Plan"), "The plan: 201 when it was made now, 200 when the key named one that was there already.",
            statuses: [.created, .ok], hasLocation: true),
        problems: [.notFound, .conflict, .unprocessableContent], respond: { call in try await PlanOrdering.answer(call) })

    private static let days = Parameter<Int>.count("days", 1...14, preset: 5, "How many days are planned together.")

    private static let createPlans = Endpoint(
        method: .post, path: "/api/v1/towns/{town}/plans-ahead", name: "createPlans", summary: "Make plans for several days",
        topic: .plans, parameters: [Shared.town.description, days.description, Shared.language.description],
        body: .init(schema: .reference("PlanOrder"), summary: "The first day, and what is different from the usual on it."),
        success: .json(.page(of: "Plan"), "A plan for each day; all are saved.", statuses: [.created]), problems: [.notFound],
        respond: { call in
            let town = try call.path(Shared.town)
            let order = try await call.body(PlanOrderBody.self).order()
            let wording = try await call.wording(TownNames(call.desk.townData(town)))
            let plans = try await call.desk.createPlans(town: town, order: order, days: call.value(days) ?? 5)
            return try .json(PageDocument(items: plans.map { PlanDocument($0, wording: wording) }), status: .created)
        })

    private static let plans = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/plans", name: "listPlans", summary: "Plans, newest first", topic: .plans,
        parameters: [Shared.town.description, day.description, Shared.limit.description, Shared.cursor.description],
        success: .json(.page(of: "PlanSummary"), "A page of plans without their tours."), problems: [.notFound],
        respond: { call in
            let limit = try call.value(Shared.limit) ?? 100
            let before = try call.value(Shared.cursor).map { PlanID($0) }
            let town = try await call.desk.townData(call.path(Shared.town)).town.id
            let plans = try await call.desk.plans(
                town: town, day: call.value(day), before: before, limit: limit + 1)
            let page = plans.prefix(limit)
            let next = plans.count > limit ? page.last.map { Cursor.encode($0.id.rawValue) } : nil
            return try .json(PageDocument(items: page.map(PlanSummaryDocument.init), nextCursor: next))
        })

    private static let plan = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/plans/{plan}", name: "getPlan",
        summary: "One plan with its tours as JSON, GeoJSON, GPX or CSV", topic: .plans,
        parameters: [Shared.town.description, planPath.description] + representation,
        success: .init(summary: "The plan.", content: content("Plan")), problems: [.notFound, .notAcceptable],
        respond: { call in
            let (id, byExtension) = try call.path(planPath, offering: formats)
            let format = try call.format(formats, byExtension: byExtension)
            let (plan, wording) = try await planAndWording(call, id)
            if format == .json {
                return try call.packed(.plan(plan), town: plan.town, language: wording.language) {
                    PlanDocument(plan, wording: wording)
                }
            }
            return try await export(plan.tours, of: plan, wording: wording, as: format, call: call, file: plan.id.rawValue)
        })

    private static let tours = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/plans/{plan}/tours", name: "listTours", summary: "The tours of a plan",
        topic: .plans, parameters: [Shared.town.description, planPath.description, Shared.language.description],
        success: .json(.page(of: "Tour"), "All tours of the plan."), problems: [.notFound],
        respond: { call in
            let (plan, wording) = try await planAndWording(call, call.path(planPath))
            return try .json(PageDocument(items: plan.tours.map { TourDocument($0, of: plan, wording: wording) }))
        })

    private static let tour = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/plans/{plan}/tours/{tour}", name: "getTour",
        summary: "One tour as JSON, GeoJSON, GPX or CSV", topic: .plans,
        parameters: [Shared.town.description, planPath.description, tourPath.description, withPath.description] + representation,
        success: .init(summary: "The tour.", content: content("Tour")), problems: [.notFound, .notAcceptable],
        respond: { call in
            let (id, byExtension) = try call.path(tourPath, offering: formats)
            let format = try call.format(formats, byExtension: byExtension)
            let (plan, wording) = try await planAndWording(call, call.path(planPath))
            guard let tour = plan.tours.first(where: { $0.id == id }) else {
                throw DeskError.notFound(what: "tour", id: id.rawValue)
            }
            if format == .json {
                let paths = try call.value(withPath) == true ? try await call.desk.paths(of: [tour], town: plan.town) : [:]
                return try .json(TourDocument(tour, of: plan, wording: wording, path: paths[tour.id]))
            }
            return try await export([tour], of: plan, wording: wording, as: format, call: call, file: tour.id.rawValue)
        })

    private static func content(_ name: String) -> [(mediaType: String, schema: Schema?)] {
        [
            (MediaType.json, .reference(name)), (MediaType.geoJSON, .reference("FeatureCollection")), (MediaType.gpx, nil),
            (MediaType.csv, nil),
        ]
    }

    private static func planAndWording(_ call: Call, _ id: PlanID) async throws -> (Plan, Wording) {
        let town = try call.path(Shared.town)
        let wording = try await call.wording(call.names(town))
        return (try await call.desk.plan(town: town, id: id), wording)
    }

    private static func export(
        _ tours: [Tour], of plan: Plan, wording: Wording, as format: Format, call: Call, file: String
    ) async throws -> Answer {
        let headers = [HTTPField(name: .contentDisposition, value: "attachment; filename=\"\(file).\(format.rawValue)\"")]
        switch format {
        case .json, .geojson:
            let paths = try await call.desk.paths(of: tours, town: plan.town)
            let collection = FeatureCollection(tours: tours, of: plan, wording: wording, paths: paths)
            var answer = try Answer.json(collection, headers: headers)
            answer.mediaType = MediaType.geoJSON
            return answer
        case .gpx:
            let paths = try await call.desk.paths(of: tours, town: plan.town)
            let text = TourGPX.document(tours: tours, of: plan, wording: wording, paths: paths)
            return .text(text, mediaType: MediaType.gpx, headers: headers)
        case .csv:
            let dialect = try call.value(Shared.dialect) ?? .standard
            let text = TourCSV.document(tours: tours, of: plan, wording: wording, dialect: dialect)
            return .text(text, mediaType: MediaType.csv, headers: headers)
        }
    }
}
