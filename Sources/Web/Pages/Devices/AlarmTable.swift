import Model
import Reports

/// Alarms in rows, the newest first: one row for each container, since a full one soon has three.
struct AlarmTable {
    let call: PageCall
    let view: TownView

    /// The alarms of one container, the most urgent first.
    struct Group {
        var slot: SlotID
        var alarms: [Alarm]

        /// The highest alarm on the level, still open or over as the others are, and all that are not about the level.
        var standing: [Alarm] { alarms.filter { !includes($0) } }

        /// A container that is overfull is critical too, and must be emptied: that needs no line of its own.
        var included: [Alarm] { alarms.filter(includes) }

        private func includes(_ alarm: Alarm) -> Bool {
            alarm.kind.unit == "share"
                && alarms.contains { other in
                    other.kind.unit == "share" && other.kind.rank < alarm.kind.rank && other.isOpen == alarm.isOpen
                }
        }

        /// Containers in the order of their newest alarm.
        static func all(of alarms: [Alarm]) -> [Group] {
            var places: [SlotID: Int] = [:]
            var groups: [Group] = []
            for alarm in alarms {
                if let place = places[alarm.slot] {
                    groups[place].alarms.append(alarm)
                } else {
                    places[alarm.slot] = groups.count
                    groups.append(Group(slot: alarm.slot, alarms: [alarm]))
                }
            }
            return groups.map { group in
                Group(slot: group.slot, alarms: group.alarms.sorted { ($0.kind.rank, $1.raisedAt) < ($1.kind.rank, $0.raisedAt) })
            }
        }
    }

    func html(_ alarms: [Alarm]) -> HTML {
        tag("table", .class("dense stacks")) {
            tag("thead", .class("sticks")) {
                tag("tr") {
                    for term in [AlarmTerm.site, .kind, .done] {
                        tag("th", Attribute("scope", "col"), text: view(term))
                    }
                }
            }
            tag("tbody") { for group in Group.all(of: alarms) { row(group) } }
        }
    }

    private func row(_ group: Group) -> HTML {
        let site = view.names.site(of: group.slot)
        let fraction = view.names.index.slots[group.slot].map { view.wording.name($0.fraction) }
        let place = [site?.name ?? group.slot.rawValue, fraction].compactMap(\.self).joined(separator: " · ")
        return tag("tr") {
            tag("td") {
                tag("a", .href(call.link(view.path("containers/\(group.slot)"))), text: place)
                tag("div", .class("soft small nowrap"), text: group.slot.rawValue)
            }
            tag("td", .class("is-wide")) {
                tag("ul", .class("plain alarm-list")) {
                    for alarm in group.standing { tag("li") { what(alarm) } }
                }
                if !group.included.isEmpty {
                    let also = group.included.map { lesser in
                        view(
                            AlarmTerm.kindSince,
                            ["kind": view(AlarmTerm(lesser.kind)), "time": view.format.dayAndTime(lesser.raisedAt)])
                    }
                    tag("p", .class("soft small"), text: view(AlarmTerm.also, ["kinds": also.joined(separator: ", ")]))
                }
            }
            tag("td", .class("is-wide")) { acknowledgement(group, place) }
        }
    }

    @HTMLBuilder private func what(_ alarm: Alarm) -> HTML {
        tag("span", .class("tag \(alarm.kind.isUrgent ? "is-fault" : "is-warn")"), text: view(AlarmTerm(alarm.kind)))
        if let value = shown(alarm.value, alarm.kind) {
            tag("span", .class("alarm-value")) {
                value
                if let limit = shown(alarm.limit, alarm.kind) {
                    tag("span", .class("soft small"), text: " " + view(AlarmTerm.limit, ["value": limit]))
                }
            }
        }
        tag("span", .class("nowrap alarm-since"), text: view(AlarmTerm.since, ["time": view.format.dayAndTime(alarm.raisedAt)]))
        if let cleared = alarm.clearedAt {
            tag("span", .class("soft small nowrap"), text: view(AlarmTerm.clearedAt, ["time": view.format.dayAndTime(cleared)]))
        }
    }

    /// One button for all that nobody has seen; who has seen the others stands above it.
    @HTMLBuilder private func acknowledgement(_ group: Group, _ place: String) -> HTML {
        let unseen = group.alarms.filter { $0.acknowledgement == nil }
        let kinds = unseen.map { view(AlarmTerm($0.kind)) }.joined(separator: ", ")
        for seen in Set(group.alarms.compactMap(\.acknowledgement)).sorted(by: { $0.at < $1.at }) {
            tag(
                "p", .class("small"),
                text: view(AlarmTerm.acknowledgedBy, ["name": seen.by, "time": view.format.dayAndTime(seen.at)]))
            if let note = seen.note { tag("p", .class("soft small"), text: note) }
        }
        if !unseen.isEmpty {
            tag(
                "button", Attribute("data-alarms", unseen.map { String($0.id) }.joined(separator: ",")),
                Attribute("data-title", view(AlarmTerm.acknowledgeTitle, ["kind": kinds, "site": place])),
                .label("\(view(AlarmTerm.acknowledge)): \(kinds), \(place)"),
                text: view(unseen.count < group.alarms.count ? AlarmTerm.acknowledgeRest : .acknowledge))
        }
    }

    private func shown(_ value: Double?, _ kind: AlarmKind) -> String? {
        guard let value else { return nil }
        return switch kind.unit {
        case "share": view.format.percent(value)
        case "celsius": view.format.number(value, digits: 1) + " °C"
        case "hours": view.format.number(value) + " h"
        case "percent": view.format.number(value) + " %"
        default: nil
        }
    }
}

extension AlarmKind {
    /// Whether it can not wait for the next tour.
    var isUrgent: Bool { [.overfull, .fire, .critical].contains(self) }

    /// The order in a container's row: danger, then what overflows, then the sensor's own troubles.
    fileprivate var rank: Int {
        switch self {
        case .fire: 0
        case .tilt: 1
        case .overfull: 2
        case .critical: 3
        case .mustEmpty: 4
        case .silent: 5
        case .battery: 6
        }
    }
}
