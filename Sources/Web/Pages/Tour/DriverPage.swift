import Foundation
import HTTPTypes
import Model
import Reports

/// The driver's page: written whole on the server, so that it can be kept on the phone and works through dead spots.
struct DriverPage {
    let call: PageCall
    let town: TownView
    let plan: Plan
    let index: Int

    private var tour: Tour { plan.tours[index] }

    func answer() throws -> Answer {
        let document = DriverDocument(TourDocument(tour, of: plan, wording: town.wording), names: town)
        let json = String(decoding: try DocumentEncoder.json(document), as: UTF8.self)
        let title = "\(town(TourTerm.title)) \(index + 1) · \(town.names.vehicle(tour.vehicle))"
        let content =
            tag("header", .class("driver-head")) {
                tag("h1", text: title)
                tag("p", .class("soft"), text: town.format.dayWithWeekday(plan.day))
                tag("div", .id("driver-progress"), text: "")
            }
            + tag("p", .id("driver-queue"), .class("driver-queue"), Attribute("role", "status"), text: "")
            + tag("section", .id("driver-next"), .class("card driver-next"), Attribute("aria-live", "polite"), text: "")
            + tag("details", .class("card"), .id("driver-all")) {
                tag("summary", text: town(TourTerm.list))
                tag("ol", .class("driver-list"), .id("driver-list")) {
                    for (number, stop) in tour.stops.enumerated() {
                        tag("li", Attribute("data-stop", String(number))) {
                            tag("span", .class("stop-time"), text: town.format.time(stop.arrival))
                            tag("span", text: town.wording.name(stop.place))
                        }
                    }
                }
            }
            + tag("p", .class("note small"), text: town(TourTerm.noTracking))
        let layout = PageLayout(
            title: title, town: nil, scripts: ["tour"], styles: ["tour.css"], json: json, isSheet: true, kind: "driver",
            content: content, zone: town.data.town.timeZone, language: town.language)
        return layout.answer(call, headers: [HTTPField(name: .cacheControl, value: "no-cache")])
    }
}

/// What the phone keeps.
private struct DriverDocument: Codable, Sendable {
    var tour: TourDocument
    /// Notes on sites and slots, by identifier.
    var notes: [String: String]
    var fractions: [String: String]

    init(_ tour: TourDocument, names: TownView) {
        self.tour = tour
        var notes: [String: String] = [:]
        var fractions: [String: String] = [:]
        for stop in tour.stops {
            if let place = stop.place, let note = names.names.index.sites[SiteID(place)]?.note { notes[place] = note }
            for emptied in stop.emptied {
                fractions[emptied.fraction.rawValue] = names.wording.name(emptied.fraction)
                if let note = names.names.index.slots[emptied.slot]?.note { notes[emptied.slot.rawValue] = note }
            }
        }
        self.notes = notes
        self.fractions = fractions
    }
}
