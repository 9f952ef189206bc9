import HTTPTypes
import Model
import Reports
import Sentences

/// Signed links for the crews, and the photos that come back.
enum TourEndpoints {
    static let all: [Endpoint] = [link, photos, photo]

    private static let path = "/api/v1/towns/{town}/plans/{plan}/tours/{tour}"
    private static let plan = Parameter<PlanID>.path("plan", "The plan.")
    private static let tour = Parameter<TourID>.path("tour", "The tour.")
    private static let photoPath = Parameter<String>(
        "photo", in: .path, "The photo's name in the list.", schema: .text.with("pattern", "^[0-9]+-[A-Za-z0-9-]{8,64}[.]jpg$"),
        remedy: "Use a name of the list.", read: { PhotoShelf.stop(of: $0) == nil ? nil : $0 })

    private static let link = Endpoint(
        method: .post, path: path + "/link", name: "createTourLink",
        summary: "A link with which a crew sees this tour and reports on it, without signing in", topic: .plans,
        parameters: [Shared.town.description, plan.description, tour.description],
        success: .json(.reference("TourLink"), "The link.", statuses: [.created]), problems: [.notFound],
        respond: { call in
            let (subject, day, clock) = try await subject(call)
            let midnight = clock.moment(day)
            let expiry = max(midnight.adding(days: TourLink.days), call.office.now.adding(hours: 12))
            let token = subject.token(call.office.signer, until: expiry)
            let document = TourLinkDocument(
                path: call.office.configuration.normalisedPrefix + "/tour/\(token)", expiresAt: expiry)
            return try .json(document, status: .created, headers: [HTTPField(name: .cacheControl, value: "no-store")])
        })

    private static let photos = Endpoint(
        method: .get, path: path + "/photos", name: "listPhotos", summary: "Photos that the crew took", topic: .plans,
        parameters: [Shared.town.description, plan.description, tour.description],
        success: .json(.page(of: "Photo"), "In the order of the stops."), problems: [.notFound],
        respond: { call in
            let (subject, _, _) = try await subject(call)
            let names = call.office.photos.names(of: subject)
            return try .json(PageDocument(items: names.map { PhotoDocument(name: $0, stop: PhotoShelf.stop(of: $0) ?? 0) }))
        })

    private static let photo = Endpoint(
        method: .get, path: path + "/photos/{photo}", name: "getPhoto", summary: "One photo", topic: .plans,
        parameters: [Shared.town.description, plan.description, tour.description, photoPath.description],
        success: .init(summary: "A JPEG picture.", content: [("image/jpeg", nil)]), problems: [.notFound],
        respond: { call in
            let (subject, _, _) = try await subject(call)
            let name = try call.path(photoPath)
            guard let data = call.office.photos.photo(name, of: subject) else {
                throw DeskError.notFound(what: "photo", id: name)
            }
            return Answer(mediaType: "image/jpeg", body: .whole(data))
        })

    private static func subject(_ call: Call) async throws -> (TourLink, CalendarDay, TownClock) {
        let town = try call.path(Shared.town)
        let found = try await call.desk.plan(town: town, id: call.path(plan))
        let id = try call.path(tour)
        guard found.tours.contains(where: { $0.id == id }) else { throw DeskError.notFound(what: "tour", id: id.rawValue) }
        let clock = try await call.desk.townData(town).town.clock
        return (TourLink(town: town, plan: found.id, tour: id), found.day, clock)
    }
}

struct TourLinkDocument: Codable, Hashable, Sendable {
    /// To be put behind scheme and host.
    var path: String
    var expiresAt: Timestamp

    private enum CodingKeys: String, CodingKey {
        case path
        case expiresAt = "expires_at"
    }
}

struct PhotoDocument: Codable, Hashable, Sendable {
    var name: String
    var stop: Int
}
