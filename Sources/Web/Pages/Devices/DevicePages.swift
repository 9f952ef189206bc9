import Foundation
import HTTPTypes
import Model
import Reports

/// The health of devices, and refused messages.
enum DevicePages {
    static let all: [Page] = [
        Page(path: "/towns/{town}/devices", place: .devices, respond: { call in try await health(call) }),
        Page(path: "/towns/{town}/quarantine", respond: { call in try await QuarantinePage.answer(call) }),
    ]

    /// Those with something the matter come first, so the first rows are the ones that are looked for.
    private static let rowsAtOnce = 200

    private static func health(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let devices = try await call.desk.containers(town: view.id, dueOn: nil).filter { $0.slot.device != nil }
        let warning = view.data.rules.thresholds.batteryWarningPercent
        let wanted = DeviceState(rawValue: call.query["state"] ?? "")
        let rated = devices.map { ($0, DeviceState.all(of: $0, batteryWarning: warning)) }
        let shown = rated.filter { wanted.map($0.1.contains) ?? true }.sorted { a, b in
            (b.1.count, a.0.current?.lastHeardAt ?? Timestamp(milliseconds: 0), a.0.slot.id)
                < (a.1.count, b.0.current?.lastHeardAt ?? Timestamp(milliseconds: 0), b.0.slot.id)
        }
        let content = tag("div", .class("report")) {
            subnav(call, view, current: "devices")
            tag("div", .class("report-head")) {
                tag("div") {
                    tag("h1", text: view(DeviceTerm.health))
                    tag("p", .class("note"), text: view(DeviceTerm.lead))
                }
                tag("button", .class("no-print"), Attribute("data-print", ""), text: view(ShellTerm.print))
            }
            chips(call, view, wanted, rated)
            tag("p", Attribute("role", "status"), text: view(DeviceTerm.count, ["count": view.format.number(shown.count)]))
            let rows = call.query["rows"] == "all" ? shown.count : rowsAtOnce
            tag("div", .class("card scroll")) { table(call, view, Array(shown.prefix(rows))) }
            if shown.count > rows {
                let parameters = [("state", wanted?.rawValue), ("rows", "all")].compactMap { name, value in
                    value.map { (name: name, value: $0) }
                }
                tag("p", .class("no-print")) {
                    tag(
                        "a", .class("button"), .href(call.link(view.path("devices"), parameters)),
                        text: view(DeviceTerm.showAll, ["count": view.format.number(shown.count)]))
                }
            }
        }
        return PageLayout(
            title: view(DeviceTerm.health), town: view, place: .devices, styles: ["operator.css"], content: content
        ).answer(call)
    }

    static func subnav(_ call: PageCall, _ view: TownView, current: String) -> HTML {
        let entries = [
            (path: "devices", text: view(DeviceTerm.health)), (path: "claims", text: view(AlarmTerm.claims)),
            (path: "quarantine", text: view(DeviceTerm.quarantine)),
        ]
        return tag("ul", .class("subnav no-print")) {
            for entry in entries {
                tag("li") {
                    tag(
                        "a", .href(call.link(view.path(entry.path))),
                        .optional("aria-current", entry.path == current ? "page" : nil), text: entry.text)
                }
            }
        }
    }

    private static func chips(
        _ call: PageCall, _ view: TownView, _ wanted: DeviceState?, _ rated: [(ContainerStatus, Set<DeviceState>)]
    ) -> HTML {
        func chip(_ text: String, _ state: DeviceState?, _ count: Int) -> HTML {
            tag("li") {
                tag(
                    "a", .class(wanted == state ? "chip is-on" : "chip"),
                    .optional("aria-current", wanted == state ? "true" : nil),
                    .href(call.link(view.path("devices"), state.map { [("state", $0.rawValue)] } ?? []))
                ) {
                    text
                    tag("span", .class("count"), text: view.format.number(count))
                }
            }
        }
        return tag("ul", .class("chips no-print")) {
            chip(view(DeviceTerm.all), nil, rated.count)
            for state in DeviceState.allCases {
                chip(view(state.term), state, rated.count { $0.1.contains(state) })
            }
        }
    }

    private static func table(
        _ call: PageCall, _ view: TownView, _ shown: [(ContainerStatus, Set<DeviceState>)]
    ) -> HTML {
        guard !shown.isEmpty else { return tag("p", .class("note"), text: view(DeviceTerm.none)) }
        let heads: [(DeviceTerm, String)] = [
            (.device, ""), (.site, ""), (.state, ""), (.lastHeard, "number"), (.battery, "number"), (.trust, "number"),
            (.level, ""), (.quality, ""),
        ]
        return tag("table", .class("dense stacks")) {
            tag("thead", .class("sticks")) {
                tag("tr") { for head in heads { tag("th", Attribute("scope", "col"), .class(head.1), text: view(head.0)) } }
            }
            tag("tbody") {
                for (status, states) in shown {
                    tag("tr") {
                        tag("td", .class("nowrap")) {
                            tag(
                                "a", .href(call.link(view.path("containers/\(status.slot.id)"))),
                                text: status.slot.device?.rawValue ?? "")
                        }
                        tag("td", .class("is-wide"), text: "\(status.site.name) · \(view.wording.name(status.slot.fraction))")
                        tag("td", .class("is-wide")) {
                            for state in DeviceState.allCases where states.contains(state) {
                                tag("span", .class("tag \(state.style)"), text: view(state.term))
                                " "
                            }
                        }
                        tag(
                            "td", .class("number"), Attribute("data-head", view(DeviceTerm.lastHeard)), text: heard(status, view))
                        tag(
                            "td", .class("number"), Attribute("data-head", view(DeviceTerm.battery)),
                            text: status.current?.batteryPercent.map { view.format.number($0) + " %" } ?? "–")
                        tag(
                            "td", .class("number"), Attribute("data-head", view(DeviceTerm.trust)),
                            text: status.current.map { view.format.percent($0.trust) } ?? "–")
                        tag("td") { LevelMark(status).html(view) }
                        tag(
                            "td", .class("is-wide"),
                            text: status.qualityReasons.map { view.wording.name(qualityReason: $0) }.joined(separator: ", "))
                    }
                }
            }
        }
    }

    private static func heard(_ status: ContainerStatus, _ view: TownView) -> String {
        guard let heard = status.current?.lastHeardAt else { return view(DeviceTerm.neverHeard) }
        return view.format.age(seconds: max(0, Int(status.asOf.seconds(since: heard))))
    }
}

/// What can be the matter with a device.
enum DeviceState: String, CaseIterable, Hashable {
    case silent
    case batteryLow = "battery-low"
    case doubtful

    var term: DeviceTerm {
        switch self {
        case .silent: .silent
        case .batteryLow: .batteryLow
        case .doubtful: .doubtful
        }
    }

    var style: String { self == .silent ? "is-fault" : "is-warn" }

    static func all(of status: ContainerStatus, batteryWarning: Double) -> Set<DeviceState> {
        var states: Set<DeviceState> = []
        if status.isSilent { states.insert(.silent) }
        if status.current?.quality.contains(.batteryLow) ?? false
            || status.current?.batteryPercent.map({ $0 < batteryWarning }) ?? false
        {
            states.insert(.batteryLow)
        }
        if status.qualityReasons.contains(where: { $0 != "battery-low" }) { states.insert(.doubtful) }
        return states
    }
}
