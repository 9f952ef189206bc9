import Model
import Reports

/// One tour with its stops, to be opened.
struct TourCard {
    let call: PageCall
    let town: TownView
    let plan: Plan
    let tour: Tour
    let number: Int
    let reports: CrewReports

    var html: HTML {
        let totals = tour.totals
        let name = town.names.vehicle(tour.vehicle)
        let faults = plan.violations.count { $0.tour == tour.id }
        return tag(
            "details", .class("tour"), Attribute("data-tour", tour.id.rawValue), Attribute("data-vehicle", tour.vehicle.rawValue)
        ) {
            tag("summary") {
                tag("span", .class("tour-mark tour-\((number - 1) % 12)"), Attribute("aria-hidden", "true"), text: "")
                tag("span", .class("tour-name"), text: "\(number) · \(name)")
                tag("span", .class("tour-facts")) {
                    [
                        "\(town.format.number(totals.sites)) \(town(TodayTerm.stops))",
                        "\(town.format.number(totals.containers)) \(town(TodayTerm.containers))",
                        town.format.duration(seconds: totals.durationSeconds),
                        town.format.number(Double(totals.distanceMetres) / 1000, digits: 1) + " km",
                    ].joined(separator: " · ")
                }
                if faults > 0 { tag("span", .class("tag is-fault"), text: "\(town(TodayTerm.violations)): \(faults)") }
                reports.summaryTag
            }
            tag("div", .class("row tour-tools no-print")) {
                tag(
                    "a", .class("button"), .href(call.link(town.path("plans/\(plan.id)/tours/\(tour.id)/sheet"))),
                    text: town(TodayTerm.sheet))
                tag("button", .type("button"), Attribute("data-action", "driver-link"), text: town(TodayTerm.driverLink))
            }
            reports.details
            tag("ol", .class("stops")) {
                for (index, stop) in tour.stops.enumerated() { row(stop, index) }
            }
        }
    }

    private func row(_ stop: Stop, _ index: Int) -> HTML {
        tag(
            "li", .class("stop kind-\(stop.place.kind)"), Attribute("data-stop", String(index)), Attribute("value", String(index))
        ) {
            tag("span", .class("stop-time"), text: town.format.time(stop.arrival))
            tag("div", .class("stop-what")) {
                tag("span", .class("stop-name")) {
                    town.wording.name(stop.place)
                    " "
                    reports.stopTag(index)
                }
                for emptied in stop.emptied {
                    tag("div", .class("row stop-container"), Attribute("data-slot", emptied.slot.rawValue)) {
                        LevelMark(level: emptied.expectedLevel, ageSeconds: nil).html(town)
                        tag("span", text: town.wording.name(emptied.fraction))
                        tag("span", .class("soft small"), text: town.wording.brief(emptied.reason))
                        reports.containerTag(emptied.slot)
                    }
                }
            }
        }
    }
}
