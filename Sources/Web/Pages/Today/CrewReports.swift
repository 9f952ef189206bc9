import Model
import Reports

/// What the crew of a tour has reported: how far it is, what it could not empty, notes and photos.
struct CrewReports {
    let call: PageCall
    let town: TownView
    let plan: Plan
    let tour: Tour
    let progress: TourProgress

    private var hasAny: Bool {
        progress.startedAt != nil || !progress.doneStops.isEmpty || !progress.notEmptied.isEmpty || !progress.notes.isEmpty
            || progress.isFull || progress.finishedAt != nil
    }

    /// Stops that a crew checks off: all but the way out of the depot.
    private var stopCount: Int { tour.stops.count - 1 }

    /// For the head of the tour.
    var summaryTag: HTML? {
        guard hasAny else { return nil }
        if let finished = progress.finishedAt {
            return tag(
                "span", .class("tag is-good"), text: town(TodayTerm.progressFinished, ["time": town.format.time(finished)]))
        }
        let done = progress.doneStops.keys.count { $0 > 0 }
        return tag(
            "span", .class("tag is-accent"),
            text: town(
                TodayTerm.progressOf, ["done": town.format.number(done), "all": town.format.number(stopCount)]))
    }

    /// Beside a stop's name.
    func stopTag(_ number: Int) -> HTML? {
        guard number > 0, let at = progress.doneStops[number] else { return nil }
        return tag("span", .class("tag is-good"), text: town(TodayTerm.done, ["time": town.format.time(at)]))
    }

    /// Beside a container.
    func containerTag(_ slot: SlotID) -> HTML? {
        progress.notEmptied[slot].map { reason in
            tag("span", .class("tag is-fault"), text: town(TodayTerm.notEmptied, ["reason": town.wording.name(reason)]))
        }
    }

    /// Notes, "full" and photos; nothing where nothing came.
    var details: HTML? {
        let link = TourLink(town: town.id, plan: plan.id, tour: tour.id)
        let photos = call.office.photos.names(of: link)
        guard !photos.isEmpty || !progress.notes.isEmpty || progress.isFull else { return nil }
        return tag("section", .class("crew-reports"), .label(town(TodayTerm.crewReports))) {
            tag("h4", text: town(TodayTerm.crewReports))
            if progress.isFull { tag("p", .class("warn-box"), text: town(TodayTerm.reportedFull)) }
            if !progress.notes.isEmpty {
                tag("ul", .class("plain-list")) {
                    for note in progress.notes {
                        tag("li") {
                            tag("span", .class("stop-time"), text: town.format.time(note.at) + " ")
                            note.note ?? ""
                        }
                    }
                }
            }
            if !photos.isEmpty { CrewPhotos(call: call, town: town, tour: link, stops: tour.stops).html(photos) }
        }
    }
}

/// Photos of a tour as small pictures, each a link to itself.
struct CrewPhotos {
    let call: PageCall
    let town: TownView
    let tour: TourLink
    let stops: [Stop]

    func html(_ names: [String]) -> HTML {
        tag("ul", .class("photos")) {
            for name in names {
                let number = PhotoShelf.stop(of: name) ?? 0
                let place = stops.indices.contains(number) ? town.wording.name(stops[number].place) : ""
                let address =
                    call.prefix + "/api/v1/towns/\(tour.town)/plans/\(tour.plan)/tours/\(tour.tour)/photos/\(name)"
                tag("li") {
                    tag("a", .href(address), Attribute("target", "_blank"), Attribute("rel", "noopener")) {
                        void(
                            "img", Attribute("src", address), Attribute("loading", "lazy"), Attribute("width", "120"),
                            Attribute("height", "90"),
                            Attribute("alt", town(TodayTerm.photoOf, ["number": "\(number)", "place": place])))
                    }
                    tag("span", .class("soft small"), text: "\(number) · \(place)")
                }
            }
        }
    }
}
