import HTTPTypes
import Model
import Reports
import Sentences

/// Towns, their sites and vehicles.
enum TownEndpoints {
    static let all: [Endpoint] = [towns, town, sites, site, vehicles, vehicle]

    private static let sitePath = Parameter<SiteID>.path("site", "The site.")
    private static let vehiclePath = Parameter<VehicleID>.path("vehicle", "The vehicle.")
    private static let district = Parameter<Set<String>>.words("district", "Only sites of these districts.")

    private static let towns = Endpoint(
        method: .get, path: "/api/v1/towns", name: "listTowns", summary: "The towns of this installation", topic: .towns,
        success: .json(.page(of: "Town"), "All towns."),
        respond: { call in
            try await .json(PageDocument(items: call.desk.towns().map(TownDocument.init)))
        })

    private static let town = Endpoint(
        method: .get, path: "/api/v1/towns/{town}", name: "getTown", summary: "One town", topic: .towns,
        parameters: [Shared.town.description], success: .json(.reference("Town"), "The town."), problems: [.notFound],
        respond: { call in try await .json(TownDocument(call.desk.townData(call.path(Shared.town)).town)) })

    private static let sites = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/sites", name: "listSites", summary: "Sites with their slots", topic: .towns,
        parameters: [Shared.town.description, district.description, Shared.limit.description, Shared.cursor.description],
        success: .json(.page(of: "Site"), "A page of sites in the order of their names."), problems: [.notFound],
        respond: { call in
            let data = try await call.desk.townData(call.path(Shared.town))
            let names = TownNames(data)
            let wanted = try call.value(district)
            let sites = data.sites.filter { site in wanted.map { $0.contains(site.district ?? "") } ?? true }.sorted {
                $0.id < $1.id
            }
            return try .json(call.page(of: sites, at: \.id.rawValue) { SiteDocument($0, names: names) })
        })

    private static let site = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/sites/{site}", name: "getSite", summary: "One site with its slots",
        topic: .towns,
        parameters: [Shared.town.description, sitePath.description], success: .json(.reference("Site"), "The site."),
        problems: [.notFound],
        respond: { call in
            let names = try await call.names(call.path(Shared.town))
            let id = try call.path(sitePath)
            guard let site = names.index.sites[id] else { throw DeskError.notFound(what: "site", id: id.rawValue) }
            return try .json(SiteDocument(site, names: names))
        })

    private static let vehicles = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/vehicles", name: "listVehicles", summary: "Vehicles", topic: .towns,
        parameters: [Shared.town.description, Shared.limit.description, Shared.cursor.description],
        success: .json(.page(of: "Vehicle"), "A page of vehicles in the order of their identifiers."), problems: [.notFound],
        respond: { call in
            let vehicles = try await call.desk.townData(call.path(Shared.town)).vehicles.sorted { $0.id < $1.id }
            return try .json(call.page(of: vehicles, at: \.id.rawValue, VehicleDocument.init))
        })

    private static let vehicle = Endpoint(
        method: .get, path: "/api/v1/towns/{town}/vehicles/{vehicle}", name: "getVehicle", summary: "One vehicle", topic: .towns,
        parameters: [Shared.town.description, vehiclePath.description], success: .json(.reference("Vehicle"), "The vehicle."),
        problems: [.notFound],
        respond: { call in
            let id = try call.path(vehiclePath)
            let vehicles = try await call.desk.townData(call.path(Shared.town)).vehicles
            guard let vehicle = vehicles.first(where: { $0.id == id }) else {
                throw DeskError.notFound(what: "vehicle", id: id.rawValue)
            }
            return try .json(VehicleDocument(vehicle))
        })
}
