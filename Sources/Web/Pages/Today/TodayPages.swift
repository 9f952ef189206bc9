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

/// What the page is about.
struct TodaySubject: Sendable {
    var today: CalendarDay
    var day: CalendarDay
    var evening: Timestamp
    var brief: MorningBrief
    var plan: Plan?
    /// The newest plan of the day before.
    var before: PlanFigures?
    /// Newest plans of earlier days, one a day.
    var usual: [PlanFigures]
    /// What crews have reported on the plan.
    var checkOffs: [CheckOff]

    /// A day is planned in the morning of itself; from noon on the next one is looked at.
    static func gather(_ call: PageCall, _ town: TownView) async throws -> TodaySubject {
        let now = call.office.now
        let (today, second) = town.clock.local(now)
        let planID = call.query["plan"].flatMap { PlanID(validating: $0) }
        let asked = try await planID.asyncMap { try await call.desk.plan(town: town.id, id: $0) }
        let day = asked?.day ?? call.day("day") ?? (second < 12 * 3600 ? today : today.adding(days: 1))
        let evening = town.clock.moment(today.adding(days: -1), TimeOfDay(hour: 18))
        async let first = call.desk.containers(town: town.id, dueOn: day)
        async let next = call.desk.containers(town: town.id, dueOn: day.adding(days: 1))
        async let third = call.desk.containers(town: town.id, dueOn: day.adding(days: 2))
        async let emptyings = call.desk.emptyings(town: town.id, slot: nil, from: evening, to: now.adding(seconds: 1))
        async let requests = call.desk.openRequests(town: town.id, on: day)
        async let before = call.desk.plans(town: town.id, day: day.adding(days: -1), before: nil, limit: 1)
        async let usual = call.office.usualPlans.figures(town: town.id, desk: call.desk, now: now)
        let brief = try await MorningBrief(
            days: [first, next, third], emptyings: emptyings, requests: requests, rules: town.data.rules, evening: evening,
            now: now)
        let shown =
            if let asked { asked } else { try await call.desk.plans(town: town.id, day: day, before: nil, limit: 1).first }
        let checkOffs = try await shown.asyncMap { try await call.desk.checkOffs(town: town.id, plan: $0.id) }
        return TodaySubject(
            today: today, day: day, evening: evening, brief: brief, plan: shown,
            before: try await before.first.map(PlanFigures.init),
            usual: Array(try await usual.filter { $0.day < day }.prefix(20)),
            checkOffs: checkOffs ?? [])
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<Result: Sendable>(_ transform: @Sendable (Wrapped) async throws -> Result) async rethrows -> Result?
    {
        guard let self else { return nil }
        return try await transform(self)
    }
}

struct TodayPage {
    let call: PageCall
    let town: TownView
    let subject: TodaySubject

    /// Rows of a list that are shown at once; the map has the rest.
    private static let rows = 25

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
                    planCard
                    if let plan = subject.plan {
                        PlanView(call: call, town: town, plan: plan, subject: subject).html
                    } else {
                        dueCard
                    }
                }
                tag("div", .class("grid today-side")) {
                    if subject.plan != nil { dueCard }
                    changesCard
                    doubtsCard
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
        let available = readyVehicles.count
        return tag("dl", .class("figures")) {
            figure(
                town(TodayTerm.dueOn, ["day": shortDay(subject.day)]), brief.due.count,
                town(TodayTerm.ofContainers, ["count": town.format.number(brief.containers)]), "#due")
            figure(town(TodayTerm.dueNext), brief.dueNext, shortDay(subject.day.adding(days: 1)), nil)
            figure(town(TodayTerm.dueAfter), brief.dueAfter, shortDay(subject.day.adding(days: 2)), nil)
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

    private var planCard: HTML {
        tag("section", .class("card plan-card no-print"), .id("vehicles"), Attribute("aria-labelledby", "vehicles-title")) {
            tag("div", .class("row spread")) {
                tag("h2", .id("vehicles-title"), text: town(TodayTerm.vehiclesAndCrews))
                tag("span", .class("soft small"), text: town(TodayTerm.vehiclesHint))
            }
            tag("form", .id("plan-form"), .class("grid")) {
                tag("ul", .class("vehicle-list")) {
                    for vehicle in town.data.vehicles.sorted(by: { $0.name < $1.name }) { vehicleRow(vehicle) }
                }
                tag("div", .class("row crews")) {
                    tag("label", Attribute("for", "crews"), text: town(TodayTerm.crews))
                    void(
                        "input", .id("crews"), .type("number"), Attribute("min", "0"),
                        Attribute("max", "\(readyVehicles.count)"), Attribute("value", "\(readyVehicles.count)"),
                        Attribute("inputmode", "numeric"), Attribute("aria-describedby", "crews-words"))
                    tag(
                        "p", .class("soft small grow"), .id("crews-words"), Attribute("role", "status"),
                        text: town(TodayTerm.crewsHint))
                }
                tag("div", .class("row")) {
                    tag(
                        "button", .class("primary large"), .id("plan-button"),
                        text: town(subject.plan == nil ? TodayTerm.plan : .planAgain))
                    tag("div", .class("grow"), .id("plan-progress"), Attribute("aria-live", "polite")) {
                        if subject.plan == nil { tag("p", .class("soft"), text: town(TodayTerm.planLead)) }
                    }
                }
            }
        }
    }

    private func vehicleRow(_ vehicle: Vehicle) -> HTML {
        let works = vehicle.shift.weekdays.contains(subject.day.weekday)
        let due = subject.brief.due.count { canEmpty(vehicle, $0) }
        return tag("li") {
            tag("label", .class("check")) {
                void(
                    "input", .type("checkbox"), Attribute("name", "vehicle"), Attribute("value", vehicle.id.rawValue),
                    Attribute("data-due", "\(due)"), Attribute("data-name", vehicle.name),
                    .flag("checked", vehicle.isAvailable && works), .flag("disabled", !vehicle.isAvailable || !works))
                tag("span", .class("vehicle-name"), text: vehicle.name)
                tag("span", .class("soft small"), text: shiftText(vehicle, due: due))
                if let note = vehicle.note { tag("span", .class("soft small"), text: note) }
                if !vehicle.isAvailable {
                    tag("span", .class("tag is-warn"), text: town(TodayTerm.vehicleOut))
                } else if !works {
                    tag("span", .class("tag is-warn"), text: town(TodayTerm.noShift))
                }
            }
        }
    }

    private func shiftText(_ vehicle: Vehicle, due: Int) -> String {
        town(
            TodayTerm.shiftAndDue,
            [
                "from": vehicle.shift.start.description, "hours": town.format.duration(seconds: vehicle.shift.lengthSeconds),
                "count": town.format.number(due),
            ])
    }

    /// Whether the vehicle takes the fraction and has the arm for it.
    private func canEmpty(_ vehicle: Vehicle, _ status: ContainerStatus) -> Bool {
        vehicle.fractions.contains(status.slot.fraction)
            && status.type.map { vehicle.emptyingMethods.contains($0.emptyingMethod) } ?? true
    }

    /// Vehicles that could drive on the planned day.
    private var readyVehicles: [Vehicle] {
        town.data.vehicles.filter { $0.isAvailable && $0.shift.weekdays.contains(subject.day.weekday) }
    }

    private var dueCard: HTML {
        let due = subject.brief.due
        return tag("section", .class("card"), .id("due"), Attribute("aria-labelledby", "due-title")) {
            tag("div", .class("row spread")) {
                tag("h2", .id("due-title"), text: town(TodayTerm.dueList))
                if let map = PageTable.places.first(where: { $0.place == .map }) {
                    tag(
                        "a",
                        .href(
                            call.link(
                                map.path.replacing("{town}", with: town.id.rawValue),
                                [("state", "due"), ("due_on", "\(subject.day)")])), text: town(TodayTerm.showAll))
                }
            }
            tag("p", .class("soft small"), text: town(TodayTerm.dueListLead))
            fractionChips(due)
            if due.isEmpty { tag("p", text: town(TodayTerm.nothing)) } else { dueTable(due) }
        }
    }

    private func fractionChips(_ due: [ContainerStatus]) -> HTML {
        let counts = Dictionary(grouping: due, by: \.slot.fraction).mapValues(\.count).sorted { $0.key < $1.key }
        return tag("ul", .class("chips")) {
            for (fraction, count) in counts {
                tag("li") {
                    tag("span", .class("tag")) { "\(town.wording.name(fraction)) \(town.format.number(count))" }
                }
            }
        }
    }

    private func dueTable(_ due: [ContainerStatus]) -> HTML {
        tag("div", .class("scroll")) {
            tag("table", .class("dense")) {
                tag("thead", .class("sticks")) {
                    tag("tr") {
                        for term in [TodayTerm.place, .level, .reason] {
                            tag("th", Attribute("scope", "col"), text: town(term))
                        }
                    }
                }
                tag("tbody") {
                    for status in due.prefix(Self.rows) { dueRow(status) }
                }
            }
            more(due.count)
        }
    }

    private func dueRow(_ status: ContainerStatus) -> HTML {
        tag("tr", Attribute("data-slot", status.slot.id.rawValue)) {
            tag("td") {
                containerLink(status, isShort: true)
                tag("div", .class("soft small"), text: whatAndWhere(status))
            }
            tag("td") {
                LevelMark(level: status.current?.level ?? status.forecast?.level, ageSeconds: status.ageSeconds).html(town)
            }
            tag("td", .class("due-reason"), text: status.dueReason.map { town.wording.brief($0) } ?? "")
        }
    }

    /// `Glas weiß · Ergste`, without the district where the name has it.
    private func whatAndWhere(_ status: ContainerStatus) -> String {
        let district = status.site.district.flatMap { status.site.name.contains($0) ? nil : $0 }
        return [town.wording.name(status.slot.fraction), district].compactMap(\.self).joined(separator: " · ")
    }

    private var changesCard: HTML {
        let changes = subject.brief.changes
        return tag("section", .class("card"), .id("changes"), Attribute("aria-labelledby", "changes-title")) {
            tag("h2", .id("changes-title"), text: town(TodayTerm.changes))
            tag("p", .class("soft small"), text: town(TodayTerm.changesLead, ["time": town.format.dayAndTime(subject.evening)]))
            tag("ul", .class("chips")) {
                for kind in MorningBrief.Change.Kind.allCases where subject.brief.count(kind) > 0 {
                    tag("li") {
                        tag("span", .class("tag")) { "\(town.format.number(subject.brief.count(kind))) \(town(kind.term))" }
                    }
                }
            }
            if changes.isEmpty { tag("p", text: town(TodayTerm.nothing)) }
            tag("ul", .class("plain-list")) {
                for change in changes.sorted(by: { $0.kind.rank < $1.kind.rank }).prefix(12) {
                    tag("li", .class("row spread")) {
                        containerLink(change.status)
                        tag("span", .class("soft small"), text: town(change.kind.term))
                    }
                }
            }
            more(changes.count, shown: 12)
        }
    }

    private var doubtsCard: HTML {
        let doubts = subject.brief.doubts
        return tag("section", .class("card"), .id("doubts"), Attribute("aria-labelledby", "doubts-title")) {
            tag("h2", .id("doubts-title"), text: town(TodayTerm.doubts))
            tag("p", .class("soft small"), text: town(TodayTerm.doubtsLead))
            tag("ul", .class("chips")) {
                for kind in MorningBrief.Doubt.Kind.allCases where subject.brief.count(kind) > 0 {
                    tag("li") {
                        tag("span", .class("tag is-warn")) {
                            "\(town.format.number(subject.brief.count(kind))) \(town(kind.term))"
                        }
                    }
                }
            }
            if doubts.isEmpty { tag("p", text: town(TodayTerm.nothing)) }
            tag("ul", .class("plain-list")) {
                for doubt in doubts.prefix(12) {
                    tag("li", .class("row spread")) {
                        containerLink(doubt.status)
                        LevelMark(level: doubt.status.current?.level, ageSeconds: doubt.status.ageSeconds).html(town)
                        tag("span", .class("soft small"), text: doubtText(doubt))
                    }
                }
            }
            more(doubts.count, shown: 12)
        }
    }

    private func doubtText(_ doubt: MorningBrief.Doubt) -> String {
        let reasons = doubt.status.qualityReasons.map { town.wording.name(qualityReason: $0) }
        return doubt.kind == .doubtful && !reasons.isEmpty ? reasons.joined(separator: ", ") : town(doubt.kind.term)
    }

    private func containerLink(_ status: ContainerStatus, isShort: Bool = false) -> HTML {
        let text = isShort ? status.site.name : "\(status.site.name) · \(town.wording.name(status.slot.fraction))"
        guard PageTable.hasContainerPage else { return tag("span", text: text) }
        return tag("a", .href(call.link(town.path("containers/\(status.slot.id)"))), text: text)
    }

    private func more(_ count: Int, shown: Int = rows) -> HTML? {
        count > shown
            ? tag("p", .class("soft small"), text: town(TodayTerm.moreRows, ["count": town.format.number(count - shown)])) : nil
    }

    private func shortDay(_ day: CalendarDay) -> String { town.format.day(day) }

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

/// The box around places, without the few that lie far outside.
struct MapBounds: Hashable, Sendable {
    var corners: [[Double]]

    init?(_ places: [Coordinate]) {
        guard !places.isEmpty else { return nil }
        func range(_ values: [Double]) -> (Double, Double) {
            let sorted = values.sorted()
            let cut = sorted.count / 50
            return (sorted[cut], sorted[sorted.count - 1 - cut])
        }
        let (south, north) = range(places.map(\.latitude))
        let (west, east) = range(places.map(\.longitude))
        corners = [[south, west], [north, east]]
    }
}

extension MorningBrief.Change.Kind {
    var term: TodayTerm {
        switch self {
        case .becameDue: .becameDue
        case .emptied: .emptied
        case .requested: .requested
        case .becameSilent: .becameSilent
        }
    }

    /// What asks for something stands before what is done.
    var rank: Int {
        switch self {
        case .requested: 0
        case .becameDue: 1
        case .becameSilent: 2
        case .emptied: 3
        }
    }
}

extension MorningBrief.Doubt.Kind {
    var term: TodayTerm {
        switch self {
        case .silent: .silent
        case .doubtful: .doubtfulReading
        case .noLevel: .noLevel
        case .lowTrust: .lowTrust
        }
    }
}
