import HTTPTypes
import Model
import Reports

/// Alarms with their acknowledgement, and devices that nobody has entered yet.
enum AlarmPages {
    static let all: [Page] = [
        Page(path: "/towns/{town}/alarms", place: .alarms, respond: { call in try await alarms(call) }),
        Page(path: "/towns/{town}/claims", respond: { call in try await claims(call) }),
    ]

    private static let perPage = 100

    private static func alarms(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let state = AlarmFilter.State(rawValue: call.query["state"] ?? "") ?? .open
        let kind = AlarmKind(rawValue: call.query["kind"] ?? "")
        let found = try await call.desk.alarms(
            town: view.id, filter: AlarmFilter(state: state, kind: kind), before: Int64(call.query["before"] ?? ""),
            limit: perPage + 1)
        let parameters = [("state", state == .open ? nil : state.rawValue), ("kind", kind?.rawValue)].compactMap { name, value in
            value.map { (name: name, value: $0) }
        }
        let content = tag("div", .class("report")) {
            tag("div") {
                tag("h1", text: view(AlarmTerm.title))
                tag("p", .class("note"), text: view(AlarmTerm.lead))
            }
            chips(call, view, state, kind)
            if found.isEmpty {
                tag("p", .class("good-box"), text: view(AlarmTerm.none))
            } else {
                tag("div", .class("card scroll")) { AlarmTable(call: call, view: view).html(Array(found.prefix(perPage))) }
            }
            if found.count > perPage, let last = found.prefix(perPage).last {
                tag("p") {
                    tag(
                        "a", .class("button"),
                        .href(call.link(view.path("alarms"), parameters + [("before", String(last.id))])),
                        text: view(AlarmTerm.more))
                }
            }
        }
        return PageLayout(
            title: view(AlarmTerm.title), town: view, place: .alarms, scripts: ["alarms"], styles: ["operator.css"],
            content: content
        ).answer(call)
    }

    private static func chips(_ call: PageCall, _ view: TownView, _ state: AlarmFilter.State, _ kind: AlarmKind?) -> HTML {
        func chip(_ text: String, _ isOn: Bool, _ newState: AlarmFilter.State, _ newKind: AlarmKind?) -> HTML {
            let parameters = [("state", newState == .open ? nil : newState.rawValue), ("kind", newKind?.rawValue)]
            return tag("li") {
                tag(
                    "a", .class(isOn ? "chip is-on" : "chip"), .optional("aria-current", isOn ? "true" : nil),
                    .href(
                        call.link(
                            view.path("alarms"), parameters.compactMap { name, value in value.map { (name: name, value: $0) } })),
                    text: text)
            }
        }
        return tag("div", .class("row")) {
            tag("ul", .class("chips")) {
                for other in AlarmFilter.State.allCases {
                    chip(view(other.term), other == state, other, kind)
                }
            }
            tag("ul", .class("chips")) {
                for other in AlarmKind.allCases {
                    chip(view(AlarmTerm(other)), other == kind, state, other == kind ? nil : other)
                }
            }
        }
    }

    private static func claims(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let claims = try await call.desk.claims(town: view.id, limit: 200)
        let content = tag("div", .class("report")) {
            DevicePages.subnav(call, view, current: "claims")
            tag("h1", text: view(AlarmTerm.claims))
            tag("p", .class("note"), text: view(AlarmTerm.claimsLead))
            if claims.isEmpty { tag("p", .class("good-box"), text: view(AlarmTerm.claimsNone)) }
            for claim in claims { card(claim, view) }
            tag("datalist", .id("slots")) {
                for slot in view.data.slots {
                    tag("option", Attribute("value", slot.id.rawValue), text: view.names.site(slot.site))
                }
            }
        }
        return PageLayout(
            title: view(AlarmTerm.claims), town: view, place: .devices, scripts: ["claims"], styles: ["operator.css"],
            content: content
        ).answer(call)
    }

    private static func card(_ claim: Claim, _ view: TownView) -> HTML {
        let id = claim.device.rawValue
        return tag("article", .class("card")) {
            tag("header", .class("row spread")) {
                tag("h2", text: id)
                tag(
                    "span", .class("soft small"),
                    text: [
                        view(AlarmTerm.messages, ["count": view.format.number(claim.messages)]),
                        view(AlarmTerm.firstHeard, ["time": view.format.dayAndTime(claim.firstHeardAt)]),
                        view(AlarmTerm.lastHeard, ["time": view.format.dayAndTime(claim.lastHeardAt)]),
                    ].joined(separator: " · "))
            }
            if let last = claim.lastMessages.first {
                tag(
                    "pre", .class("payload"), Attribute("tabindex", "0"), .label(view(DeviceTerm.payload)),
                    text: QuarantineDocument(last).payloadText ?? QuarantineDocument(last).payloadBase64 ?? "")
            }
            tag("form", .class("fields"), Attribute("data-claim", id)) {
                tag("div", .class("field")) {
                    tag("label", Attribute("for", "slot-\(id)"), text: view(AlarmTerm.slot))
                    void(
                        "input", .id("slot-\(id)"), Attribute("name", "slot"), Attribute("list", "slots"), .flag("required"),
                        Attribute("autocomplete", "off"))
                }
                tag("div", .class("field")) {
                    tag("label", Attribute("for", "model-\(id)"), text: view(AlarmTerm.model))
                    void(
                        "input", .id("model-\(id)"), Attribute("name", "model"), Attribute("aria-describedby", "hint-\(id)"),
                        Attribute("autocomplete", "off"))
                    tag("span", .class("hint"), .id("hint-\(id)"), text: view(AlarmTerm.modelHint))
                }
                tag("div", .class("field")) {
                    tag("label", .class("check")) {
                        void("input", .type("checkbox"), Attribute("name", "replaces"))
                        view(AlarmTerm.replaces)
                    }
                    tag("label", .class("check")) {
                        void("input", .type("checkbox"), Attribute("name", "moves"))
                        view(AlarmTerm.moves)
                    }
                    tag("button", .class("primary"), text: view(AlarmTerm.claim))
                }
            }
        }
    }
}

extension AlarmFilter.State {
    fileprivate var term: AlarmTerm {
        switch self {
        case .open: .open
        case .cleared: .cleared
        case .all: .all
        }
    }
}
