import Model
import Reports

/// What is due on the planned day, the most urgent first.
struct DueCard {
    let call: PageCall
    let town: TownView
    let subject: TodaySubject

    /// Rows that are shown at once; the map has the rest.
    private static let rows = 25
    /// From this difference on it is said how full a container is by now.
    private static let grown = 0.1

    var html: HTML {
        let due = subject.brief.due
        return tag("section", .class("card"), .id("due"), Attribute("aria-labelledby", "due-title")) {
            tag("header", .class("row spread")) {
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
            fractionChips(due)
            if due.isEmpty { tag("p", text: town(TodayTerm.nothing)) } else { table(due) }
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

    private func table(_ due: [ContainerStatus]) -> HTML {
        tag("div", .class("scroll")) {
            tag("table", .class("dense stacks")) {
                tag("caption", .class("sr-only"), text: town(TodayTerm.dueListLead))
                tag("thead", .class("sticks")) {
                    tag("tr") {
                        for term in [TodayTerm.place, .level, .reason] {
                            tag("th", Attribute("scope", "col"), text: town(term))
                        }
                    }
                }
                tag("tbody") { for status in due.prefix(Self.rows) { row(status) } }
            }
            if due.count > Self.rows {
                tag(
                    "p", .class("soft small"),
                    text: town(TodayTerm.moreRows, ["count": town.format.number(due.count - Self.rows)]))
            }
        }
    }

    private func row(_ status: ContainerStatus) -> HTML {
        tag("tr", Attribute("data-slot", status.slot.id.rawValue)) {
            tag("td") {
                ContainerLine.link(call, town, status, text: status.site.name)
                tag("div", .class("soft small"), text: whatAndWhere(status))
            }
            tag("td") {
                LevelMark(level: status.current?.level ?? status.forecast?.level, ageSeconds: status.ageSeconds).html(town)
                if let now = levelNow(status) { tag("div", .class("small nowrap"), text: now) }
            }
            tag("td", .class("due-reason is-wide"), text: status.dueReason.map { town.wording.brief($0) } ?? "")
        }
    }

    /// Where the last reading is old or not trusted it does not show why a container is due: then what is expected by now.
    private func levelNow(_ status: ContainerStatus) -> String? {
        guard let seen = status.current?.level, let expected = status.forecast?.level, abs(expected - seen) >= Self.grown else {
            return nil
        }
        return town(TodayTerm.aboutNow, ["level": town.format.percent(expected)])
    }

    /// `Glas weiß · Ergste`, without the district where the name has it.
    private func whatAndWhere(_ status: ContainerStatus) -> String {
        let district = status.site.district.flatMap { status.site.name.contains($0) ? nil : $0 }
        return [town.wording.name(status.slot.fraction), district].compactMap(\.self).joined(separator: " · ")
    }
}
