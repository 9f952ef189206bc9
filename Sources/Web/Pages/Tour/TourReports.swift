import Foundation
import HTTPTypes
import Hummingbird
import Model
import NIOCore
import Reports
import Sentences

/// What the driver's page asks and reports, with the right of its link alone: no address of the API is open to it.
enum TourReports {
    static let all: [Page] = [state, report, photo]

    private static let state = Page(
        path: "/tour/{token}/reports", isOpen: true,
        respond: { call in
            let link = try link(call)
            let (town, plan, index) = try await TourPages.tour(of: link, call)
            let reports = try await call.desk.checkOffs(town: link.town, plan: link.plan)
            let progress = PlanProgressDocument(plan, checkOffs: reports, wording: town.wording)
            guard let own = progress.tours.first(where: { $0.tour == plan.tours[index].id }) else {
                throw DeskError.notFound(what: "tour", id: link.tour.rawValue)
            }
            return try .json(own, headers: [HTTPField(name: .cacheControl, value: "no-store")])
        })

    private static let report = Page(
        method: .post, path: "/tour/{token}/reports", isOpen: true,
        respond: { call in
            let link = try link(call)
            guard MediaType.essence(call.request.headers[.contentType] ?? "") == MediaType.json else { throw Problem.notJSON }
            let bytes = try await call.request.body.collect(upTo: 16384)
            let report = try CrewReportBody.read(Data(bytes.readableBytesView)).report()
            guard report.tour == link.tour else { throw foreignTour }
            let result = try await call.desk.checkOff(town: link.town, plan: link.plan, report: report)
            let document = ["key": result.checkOff.key]
            return try .json(document, status: result.isNew ? .created : .ok)
        })

    private static let photo = Page(
        method: .put, path: "/tour/{token}/photos/{key}", isOpen: true,
        respond: { call in
            let link = try link(call)
            guard MediaType.essence(call.request.headers[.contentType] ?? "") == "image/jpeg" else {
                throw Problem(
                    .unsupportedMediaType, "not-jpeg", title: "Not JPEG", detail: "The body must be a JPEG picture.",
                    member: "Content-Type", remedy: "Send image/jpeg.")
            }
            _ = try await TourPages.tour(of: link, call)
            let bytes = try await call.request.body.collect(upTo: PhotoShelf.mostBytes)
            let stop = call.query["stop"].flatMap { Int($0) } ?? 0
            try call.office.photos.store(
                Data(bytes.readableBytesView), key: call.part("key"), stop: min(max(0, stop), 9999), of: link)
            return try .json(["key": call.part("key")], status: .created)
        })

    /// - Throws: a ``Problem`` 410 for a link that is none, or has ended.
    private static func link(_ call: PageCall) throws -> TourLink {
        guard let link = TourLink(token: call.part("token"), signer: call.office.signer, now: call.office.now) else {
            throw Problem(
                .gone, "link-ended", title: "Link ended",
                detail: Sentence(verbatim: TourTerm.linkEnded.text(in: call.language) + "."),
                remedy: Sentence(verbatim: TourTerm.linkEndedLead.text(in: call.language)))
        }
        return link
    }

    private static let foreignTour = Problem(
        .forbidden, "foreign-tour", title: "Another tour", detail: "This link is for another tour.", member: "tour",
        remedy: "Report on the tour of the link.")
}
