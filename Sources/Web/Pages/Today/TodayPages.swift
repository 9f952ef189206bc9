import Foundation
import HTTPTypes
import Model
import Reports

/// The dispatcher's page at 05:30.
enum TodayPages {
    static let all: [Page] = [
        Page(
            path: "/towns/{town}/today", place: .today,
            respond: { call in
                let town = try await call.town()
                return try await TodayPage(call: call, town: town, subject: .gather(call, town)).answer()
            })
    ]
}

/// Head, figures and the order of the cards.
struct TodayPage {
    let call: PageCall
    let town: TownView
    let subject: TodaySubject

    private var vehicles: VehicleCard { VehicleCard(town: town, subject: subject) }
    private var due: DueCard { DueCard(call: call, town: town, subject: subject) }

    func answer() throws -> Answer {
        let hasMap = call.office.assets.hasMap
        let layout = PageLayout(
            title: town(TodayTerm.title), town: town, place: .today, scripts: ["today"],
            styles: ["today.css"] + (hasMap ? MapLibrary.styles : []), json: try pageData(), kind: "today", content: content)
        return layout.answer(call)
    }

    private var content: HTML {
        tag("div", .class("row spread today-head")) {
            tag("h1", text: town.format.dayWithWeekday(subject.day))
            dayTabs
        }
            + figures
            + tag("div", .class("today-grid")) {
                tag("div", .class("grid today-main")) {
                    vehicles.html
                    if let plan = subject.plan {
                        PlanView(call: call, town: town, plan: plan, subject: subject).html
                    } else {
                        due.html
                    }
                }
                tag("div", .class("grid today-side")) {
                    if subject.plan != nil { due.html }
                    ChangesCard(call: call, town: town, subject: subject).html
                    DoubtsCard(call: call, town: town, subject: subject).html
                }
            }
    }

    private var dayTabs: HTML {
        let days: [(TodayTerm, CalendarDay)] = [
            (.today, subject.today), (.tomorrow, subject.today.adding(days: 1)), (.dayAfter, subject.today.adding(days: 2)),
        ]
        return tag("nav", .label(town(TodayTerm.title))) {
            tag("ul", .class("chips")) {
                for (term, day) in days {
                    tag("li") {
                        tag(
                            "a", .class("chip"), .href(call.link(town.path("today"), [("day", "\(day)")])),
                            .optional("aria-current", day == subject.day ? "date" : nil), text: town(term))
                    }
                }
            }
        }
    }

    private var figures: HTML {
        let brief = subject.brief
        let available = vehicles.ready.count
        return tag("dl", .class("figures")) {
            figure(
                town(TodayTerm.dueOn, ["day": town.format.day(subject.day)]), brief.due.count,
                town(TodayTerm.ofContainers, ["count": town.format.number(brief.containers)]), "#due")
            figure(town(TodayTerm.dueNext), brief.dueNext, town.format.day(subject.day.adding(days: 1)), nil)
            figure(town(TodayTerm.dueAfter), brief.dueAfter, town.format.day(subject.day.adding(days: 2)), nil)
            figure(
                town(TodayTerm.changed), brief.changes.count,
                "\(town.format.number(brief.count(.becameDue))) \(town(TodayTerm.newDue))", "#changes")
            figure(
                town(TodayTerm.doubtful), brief.doubts.count,
                "\(town.format.number(brief.count(.silent))) × \(town(TodayTerm.silent))", "#doubts")
            figure(
                town(TodayTerm.vehicles), available,
                town(
                    TodayTerm.vehicleCount,
                    ["count": town.format.number(available), "all": town.format.number(town.data.vehicles.count)]), "#vehicles")
        }
    }

    private func figure(_ name: String, _ value: Int, _ beside: String, _ link: String?) -> HTML {
        tag("div", .class("figure")) {
            tag("dt") {
                if let link { tag("a", .href(link), text: name) } else { name }
            }
            tag("dd", text: town.format.number(value))
            tag("dd", .class("beside"), text: beside)
        }
    }

    private func pageData() throws -> String {
        let coordinates = town.data.sites.map(\.coordinate)
        let document = TodayPageDocument(
            day: subject.day, plan: subject.plan?.id, tiles: call.office.configuration.tileURL,
            bounds: MapBounds(coordinates)?.corners)
        return String(decoding: try DocumentEncoder.json(document), as: UTF8.self)
    }
}

/// For the page's script.
private struct TodayPageDocument: Codable, Sendable {
    var day: CalendarDay
    var plan: PlanID?
    var tiles: String?
    var bounds: [[Double]]?
}
