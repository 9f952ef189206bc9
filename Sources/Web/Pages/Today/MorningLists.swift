import Model
import Reports

/// One container in a list: its name, its level, and what there is to say about it.
enum ContainerLine {
    static func html(_ call: PageCall, _ town: TownView, _ status: ContainerStatus, beside: String? = nil) -> HTML {
        tag("li", .class("container-line")) {
            link(call, town, status, text: "\(status.site.name) · \(town.wording.name(status.slot.fraction))")
            LevelMark(level: status.current?.level ?? status.forecast?.level, ageSeconds: status.ageSeconds).html(town)
            if let beside { tag("span", .class("soft small"), text: beside) }
        }
    }

    static func link(_ call: PageCall, _ town: TownView, _ status: ContainerStatus, text: String) -> HTML {
        tag("a", .href(call.link(town.path("containers/\(status.slot.id)"))), text: text)
    }
}

/// Containers under a heading with their number, the most urgent ones shown.
private struct MorningGroup {
    let call: PageCall
    let town: TownView
    let title: String
    /// Where all of them are.
    var link: String?
    let statuses: [ContainerStatus]

    private static let shown = 6

    func html(beside: (ContainerStatus) -> String? = { _ in nil }) -> HTML {
        tag("section", .class("morning-group")) {
            tag("h3") {
                let text = "\(title.prefix(1).uppercased())\(title.dropFirst()): \(town.format.number(statuses.count))"
                if let link { tag("a", .href(link), text: text) } else { text }
            }
            tag("ul", .class("plain-list")) {
                for status in statuses.prefix(Self.shown) { ContainerLine.html(call, town, status, beside: beside(status)) }
            }
            if statuses.count > Self.shown {
                tag(
                    "p", .class("soft small"),
                    text: town(TodayTerm.moreRows, ["count": town.format.number(statuses.count - Self.shown)]))
            }
        }
    }
}

/// What is new since last evening.
struct ChangesCard {
    let call: PageCall
    let town: TownView
    let subject: TodaySubject

    var html: HTML {
        tag("section", .class("card"), .id("changes"), Attribute("aria-labelledby", "changes-title")) {
            tag("h2", .id("changes-title"), text: town(TodayTerm.changes))
            tag("p", .class("soft small"), text: town(TodayTerm.changesLead, ["time": town.format.dayAndTime(subject.evening)]))
            if subject.brief.changes.isEmpty { tag("p", text: town(TodayTerm.nothing)) }
            for kind in MorningBrief.Change.Kind.allCases.sorted(by: { $0.rank < $1.rank }) where subject.brief.count(kind) > 0 {
                MorningGroup(
                    call: call, town: town, title: town(kind.term),
                    statuses: subject.brief.changes.filter { $0.kind == kind }.map(\.status).mostUrgentFirst
                ).html()
            }
        }
    }
}

/// What can not be trusted.
struct DoubtsCard {
    let call: PageCall
    let town: TownView
    let subject: TodaySubject

    var html: HTML {
        tag("section", .class("card"), .id("doubts"), Attribute("aria-labelledby", "doubts-title")) {
            tag("h2", .id("doubts-title"), text: town(TodayTerm.doubts))
            tag("p", .class("soft small"), text: town(TodayTerm.doubtsLead))
            if subject.brief.doubts.isEmpty { tag("p", text: town(TodayTerm.nothing)) }
            for kind in MorningBrief.Doubt.Kind.allCases where subject.brief.count(kind) > 0 {
                MorningGroup(
                    call: call, town: town, title: town(kind.term),
                    link: kind.deviceState.map { call.link(town.path("devices"), [("state", $0.rawValue)]) },
                    statuses: subject.brief.doubts.filter { $0.kind == kind }.map(\.status).mostUrgentFirst
                ).html { status in
                    kind == .doubtful
                        ? status.qualityReasons.map { town.wording.name(qualityReason: $0) }.joined(separator: ", ") : nil
                }
            }
        }
    }
}

extension [ContainerStatus] {
    fileprivate var mostUrgentFirst: [ContainerStatus] {
        sorted { MorningBrief.urgency($0) > MorningBrief.urgency($1) }
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
    /// The same on the page of devices.
    fileprivate var deviceState: DeviceState? {
        switch self {
        case .silent: .silent
        case .doubtful: .doubtful
        case .noLevel, .lowTrust: nil
        }
    }

    var term: TodayTerm {
        switch self {
        case .silent: .silent
        case .doubtful: .doubtfulReading
        case .noLevel: .noLevel
        case .lowTrust: .lowTrust
        }
    }
}
