import Model
import Reports

/// A plan on the dispatcher's page: figures beside yesterday's, timeline, map, tours with their stops, what is left out.
struct PlanView {
    let call: PageCall
    let town: TownView
    let plan: Plan
    let subject: TodaySubject

    var html: HTML {
        tag(
            "section", .class("card plan"), .id("plan"), Attribute("aria-labelledby", "plan-title"),
            Attribute("data-plan", plan.id.rawValue)
        ) {
            tag("header", .class("row spread")) {
                tag("div") {
                    tag("h2", .id("plan-title"), text: town(TodayTerm.planHeading, ["day": town.format.day(plan.day)]))
                    tag("p", .class("soft small")) {
                        town(TodayTerm.planMadeAt, ["time": town.format.time(plan.createdAt)])
                        " · " + plan.id.rawValue
                    }
                }
                tag("div", .class("row no-print"), .id("plan-tools")) {
                    tag(
                        "a", .class("button"), .href(call.link(town.path("plans/\(plan.id)/sheets"))),
                        text: town(TodayTerm.allSheets))
                }
            }
            tag("div", .class("ask-why no-print"), .id("ask-why"), text: "")
            tag("p", .class("soft small"), text: town.wording.sentence(plan.distanceBasis))
            violations
            comparison
            TourTimeline(plan: plan, town: town).html
            tag("div", .class("plan-map-and-tours")) {
                tag(
                    "div", .class("map no-print"), .id("plan-map"), .label(town(TodayTerm.mapOfPlan)),
                    .optional("data-map", call.office.assets.hasMap ? nil : "missing")
                ) {
                    if !call.office.assets.hasMap { tag("p", .class("map-missing"), text: town(ShellTerm.mapMissing)) }
                }
                tag("div", .class("tours"), .id("tours")) {
                    tag("h3", text: town(TodayTerm.tours))
                    for (number, tour) in plan.tours.enumerated() {
                        TourCard(
                            call: call, town: town, plan: plan, tour: tour, number: number + 1,
                            reports: CrewReports(
                                call: call, town: town, plan: plan, tour: tour,
                                progress: TourProgress(tour, checkOffs: subject.checkOffs))
                        ).html
                    }
                }
            }
            leftOut
        }
    }

    private var violations: HTML? {
        plan.violations.isEmpty
            ? nil
            : tag("div", .class("fault-box"), .id("violations")) {
                tag("h3", text: "\(town(TodayTerm.violations)): \(town.format.number(plan.violations.count))")
                tag("p", .class("small"), text: town(TodayTerm.violationsLead))
                tag("ul") {
                    for violation in plan.violations { tag("li", text: named(town.wording.sentence(violation))) }
                }
            }
    }

    /// People know tours by their vehicles. The longest identifiers first: one may begin with another.
    private func named(_ sentence: String) -> String {
        plan.tours.sorted { $0.id.rawValue.count > $1.id.rawValue.count }.reduce(sentence) { said, tour in
            let vehicle = town.names.vehicle(tour.vehicle)
            return said.replacing("Tour \(tour.id)", with: vehicle).replacing("tour \(tour.id)", with: vehicle)
        }
    }

    private struct Line {
        var term: TodayTerm
        var text: (PlanFigures) -> String
        var mean: ([PlanFigures]) -> String
    }

    private var comparison: HTML {
        let format = town.format
        func line(_ term: TodayTerm, _ value: @escaping (PlanFigures) -> Double, _ text: @escaping (Double) -> String) -> Line {
            Line(
                term: term, text: { text(value($0)) },
                mean: { plans in text(plans.map(value).reduce(0, +) / Double(plans.count)) })
        }
        let lines = [
            line(.containers, { Double($0.totals.containers) }, { format.number($0) }),
            line(.sites, { Double($0.totals.sites) }, { format.number($0) }),
            line(.distance, { Double($0.totals.distanceMetres) / 1000 }, { format.number($0, digits: 1) + " km" }),
            line(.duration, { Double($0.totals.durationSeconds) }, { format.duration(seconds: Int($0)) }),
            line(.collected, { $0.totals.collectedKilograms / 1000 }, { format.number($0, digits: 1) + " t" }),
            line(.carbon, { $0.totals.carbonDioxideKilograms }, { format.number($0) + " kg" }),
            line(.leftOutCount, { Double($0.leftOut) }, { format.number($0) }),
        ]
        let usual = subject.usual.count >= 3 ? subject.usual : []
        return tag("div", .class("scroll")) {
            tag("table", .class("comparison")) {
                tag("caption", .class("sr-only"), text: town(TodayTerm.figures))
                tag("thead") {
                    tag("tr") {
                        tag("th", Attribute("scope", "col"), text: town(TodayTerm.figure))
                        for line in lines { tag("th", .class("number"), Attribute("scope", "col"), text: town(line.term)) }
                    }
                }
                tag("tbody") {
                    row(town(TodayTerm.thisPlan), lines.map { $0.text(PlanFigures(plan)) }, isMain: true)
                    if let before = subject.before { row(town(TodayTerm.yesterday), lines.map { $0.text(before) }) }
                    if !usual.isEmpty {
                        row(
                            "\(town(TodayTerm.usual)) (\(town(TodayTerm.usualHint, ["count": format.number(usual.count)])))",
                            lines.map { $0.mean(usual) })
                    }
                }
            }
        }
    }

    private func row(_ name: String, _ values: [String], isMain: Bool = false) -> HTML {
        tag("tr", .class(isMain ? "main-row" : "soft")) {
            tag("th", Attribute("scope", "row"), text: name)
            for value in values { tag("td", .class("number"), text: value) }
        }
    }

    private var leftOut: HTML? {
        plan.leftOut.isEmpty
            ? nil
            : tag("section", .class("left-out"), .id("left-out"), Attribute("aria-labelledby", "left-out-title")) {
                tag("h3", .id("left-out-title"), text: "\(town(TodayTerm.leftOut)): \(town.format.number(plan.leftOut.count))")
                tag("p", .class("soft small"), text: town(TodayTerm.leftOutLead))
                tag("div", .class("scroll")) {
                    tag("table", .class("dense stacks")) {
                        tag("thead") {
                            tag("tr") {
                                for term in [TodayTerm.place, .reason, .obstacle, .canWait] {
                                    tag("th", Attribute("scope", "col"), text: town(term))
                                }
                            }
                        }
                        tag("tbody") {
                            for item in plan.leftOut { leftOutRow(item) }
                        }
                    }
                }
            }
    }

    /// A moment that was over when the plan was made is no time to wait.
    private func canWait(_ item: LeftOut) -> String {
        guard let until = item.safeUntil, until > plan.createdAt else { return town.wording(.canNotWait) }
        return town.format.dayAndTime(until)
    }

    private func leftOutRow(_ item: LeftOut) -> HTML {
        let site = town.names.site(of: item.slot)
        let fraction = town.names.index.slots[item.slot].map { town.wording.name($0.fraction) } ?? ""
        return tag("tr", Attribute("data-slot", item.slot.rawValue)) {
            tag("td") {
                site?.name ?? item.slot.rawValue
                tag("div", .class("soft small"), text: fraction)
            }
            tag("td", text: town.wording.brief(item.reason))
            tag("td", Attribute("data-head", town(TodayTerm.obstacle)), text: town.wording.brief(item.obstacle))
            tag("td", .class("nowrap"), Attribute("data-head", town(TodayTerm.canWait)), text: canWait(item))
        }
    }
}
