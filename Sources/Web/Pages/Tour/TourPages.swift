import Foundation
import HTTPTypes
import Hummingbird
import Model
import NIOCore
import Reports
import Sentences

/// A tour on paper for everybody who may see the plan, and on the phone behind a signed link.
enum TourPages {
    static let all: [Page] = [sheet, sheets, driver, worker]

    private static let sheet = Page(
        path: "/towns/{town}/plans/{plan}/tours/{tour}/sheet",
        respond: { call in
            let town = try await call.town()
            let plan = try await call.desk.plan(town: town.id, id: call.id("plan"))
            let id: TourID = try call.id("tour")
            guard let index = plan.tours.firstIndex(where: { $0.id == id }) else {
                throw DeskError.notFound(what: "tour", id: id.rawValue)
            }
            return paper(call, town, plan, [index])
        })

    private static let sheets = Page(
        path: "/towns/{town}/plans/{plan}/sheets",
        respond: { call in
            let town = try await call.town()
            let plan = try await call.desk.plan(town: town.id, id: call.id("plan"))
            return paper(call, town, plan, Array(plan.tours.indices))
        })

    private static func paper(_ call: PageCall, _ town: TownView, _ plan: Plan, _ indices: [Int]) -> Answer {
        let content =
            tag("div", .class("row no-print sheet-tools")) {
                tag(
                    "a", .class("button"), .href(call.link(town.path("today"), [("plan", plan.id.rawValue)])),
                    text: town(TourTerm.back))
                tag("button", .class("primary"), .type("button"), Attribute("data-print", ""), text: town(ShellTerm.print))
            }
            + HTMLBuilder.buildArray(
                indices.map { TourSheet(town: town, plan: plan, tour: plan.tours[$0], number: $0 + 1, now: call.office.now).html }
            )
        let title = town(indices.count == 1 ? TourTerm.sheet : .sheets)
        let empty = indices.isEmpty ? tag("p", text: town(TourTerm.noTours)) : .empty
        return PageLayout(
            title: title, town: town, styles: ["tour.css"], isSheet: true, content: content + empty
        ).answer(call)
    }

    private static let driver = Page(
        path: "/tour/{token}", isOpen: true,
        respond: { call in
            guard let link = TourLink(token: call.part("token"), signer: call.office.signer, now: call.office.now) else {
                return ended(call)
            }
            let (town, plan, index) = try await TourPages.tour(of: link, call)
            return try DriverPage(call: call, town: town, plan: plan, index: index).answer()
        })

    /// The tour that a link names, as far as it is still there.
    static func tour(of link: TourLink, _ call: PageCall) async throws -> (TownView, Plan, Int) {
        let data = try await call.desk.townData(link.town)
        let names = call.office.names.names(of: data)
        let town = TownView(data: data, wording: Wording(names: names, language: call.chosenLanguage ?? names.language))
        let plan = try await call.desk.plan(town: link.town, id: link.plan)
        guard let index = plan.tours.firstIndex(where: { $0.id == link.tour }) else {
            throw DeskError.notFound(what: "tour", id: link.tour.rawValue)
        }
        return (town, plan, index)
    }

    private static func ended(_ call: PageCall) -> Answer {
        let content = tag("div", .class("narrow")) {
            tag("h1", text: TourTerm.linkEnded.text(in: call.language))
            tag("p", text: TourTerm.linkEndedLead.text(in: call.language))
        }
        return PageLayout(title: TourTerm.title.text(in: call.language), content: content).answer(
            call, status: .gone, headers: [HTTPField(name: .cacheControl, value: "no-store")])
    }

    /// The service worker stands above `/tour/`, so that it may serve the pages there; an asset's address would be too deep.
    private static let worker = Page(
        path: "/tour-worker.js", isOpen: true,
        respond: { call in
            guard let asset = call.office.assets.files["tour-worker.js"] else { throw Problem.notFound(path: "/tour-worker.js") }
            return Answer(
                mediaType: asset.mediaType,
                headers: [
                    HTTPField(name: .contentSecurityPolicy, value: PagePolicy.text(tileOrigin: nil)),
                    HTTPField(name: .cacheControl, value: "no-cache"),
                ], body: .whole(Data(asset.plain.readableBytesView)))
        })
}
