import Model
import Reports

/// Why a container is, or is not, in the plan of the next day that has one; and the photos that crews took where it stands.
struct ContainerReasoning {
    let call: PageCall
    let view: TownView
    let plan: Plan
    let reasoning: SlotReasoning
    let photos: [(tour: Tour, names: [String])]

    /// How many days ahead plans are made at most.
    private static let horizonDays = 14

    /// `nil` while no plan looks ahead.
    static func gather(_ call: PageCall, _ view: TownView, slot: SlotID) async throws -> ContainerReasoning? {
        let today = view.clock.day(of: call.office.now)
        guard let plan = try await nextPlan(call, view, from: today) else { return nil }
        let reasoning = try await call.desk.explain(town: view.id, plan: plan.id, slot: slot, language: view.language)
        let photos = plan.tours.compactMap { tour -> (Tour, [String])? in
            let stops = tour.stops.indices.filter { index in tour.stops[index].emptied.contains { $0.slot == slot } }
            guard !stops.isEmpty else { return nil }
            let names = call.office.photos.names(of: TourLink(town: view.id, plan: plan.id, tour: tour.id)).filter {
                PhotoShelf.stop(of: $0).map(stops.contains) ?? false
            }
            return names.isEmpty ? nil : (tour, names)
        }
        return ContainerReasoning(call: call, view: view, plan: plan, reasoning: reasoning, photos: photos)
    }

    /// Plans of several days are made at once, and a later day's may be made anew last: the newest is not the next.
    private static func nextPlan(_ call: PageCall, _ view: TownView, from today: CalendarDay) async throws -> Plan? {
        for ahead in 0...horizonDays {
            let plans = try await call.desk.plans(town: view.id, day: today.adding(days: ahead), before: nil, limit: 1)
            if let plan = plans.first { return plan }
        }
        return nil
    }

    var html: HTML {
        let isIn = reasoning.outcome == "emptied"
        let day = ["day": view.format.day(plan.day)]
        return tag("section", .class("card"), .id("reasoning")) {
            tag("header", .class("row spread")) {
                tag("h2", text: view(isIn ? ContainerTerm.whyPlanned : .whyNotPlanned, day))
                tag(
                    "a", .class("button no-print"), .href(call.link(view.path("today"), [("plan", plan.id.rawValue)])),
                    text: view(ContainerTerm.showPlan))
            }
            for (index, sentence) in reasoning.sentences.enumerated() {
                tag("p", .class(index == 0 ? "answer" : "soft"), text: named(sentence))
            }
            if let safe = reasoning.safeUntil, !isIn {
                tag("p") {
                    tag("strong", text: view(TodayTerm.safeUntil) + ": " + view.format.dayAndTime(safe))
                }
            }
            for (tour, names) in photos {
                CrewPhotos(
                    call: call, town: view, tour: TourLink(town: view.id, plan: plan.id, tour: tour.id), stops: tour.stops
                ).html(names)
            }
        }
    }

    /// People know vehicles by their names.
    private func named(_ sentence: String) -> String {
        view.data.vehicles.reduce(sentence) { said, vehicle in said.replacing(vehicle.id.rawValue, with: vehicle.name) }
    }
}
