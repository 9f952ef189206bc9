import Foundation
import HTTPTypes
import Model
import Reports

/// Messages that could not be processed, with what helps, to be processed again.
enum QuarantinePage {
    static func answer(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let reason = QuarantineReason(rawValue: call.query["reason"] ?? "")
        let counts = try await call.desk.quarantineCounts()
        let messages = try await call.desk.quarantined(
            reason: reason, after: Int64(call.query["after"] ?? ""), limit: 51)
        let content = tag("div", .class("report")) {
            DevicePages.subnav(call, view, current: "quarantine")
            tag("h1", text: view(DeviceTerm.quarantine))
            tag("p", .class("note"), text: view(DeviceTerm.quarantineLead))
            tag("div", .class("row spread")) {
                reasonChips(call, view, reason, counts)
                if !messages.isEmpty {
                    tag(
                        "button", .class("primary"), .id("reprocess-all"), .optional("data-reason", reason?.rawValue),
                        text: view(DeviceTerm.reprocessAll))
                }
            }
            if messages.isEmpty { tag("p", .class("good-box"), text: view(DeviceTerm.quarantineNone)) }
            for message in messages.prefix(50) { card(message, view) }
            if messages.count > 50, let last = messages.prefix(50).last {
                let parameters = [("reason", reason?.rawValue), ("after", String(last.id))].compactMap { name, value in
                    value.map { (name: name, value: $0) }
                }
                tag("p") {
                    tag(
                        "a", .class("button"), .href(call.link(view.path("quarantine"), parameters)), text: view(DeviceTerm.more))
                }
            }
        }
        return PageLayout(
            title: view(DeviceTerm.quarantine), town: view, place: .devices, scripts: ["quarantine"], styles: ["operator.css"],
            content: content
        ).answer(call)
    }

    private static func reasonChips(
        _ call: PageCall, _ view: TownView, _ wanted: QuarantineReason?, _ counts: [QuarantineReason: Int]
    ) -> HTML {
        func chip(_ text: String, _ reason: QuarantineReason?, _ count: Int) -> HTML {
            tag("li") {
                tag(
                    "a", .class(wanted == reason ? "chip is-on" : "chip"),
                    .optional("aria-current", wanted == reason ? "true" : nil),
                    .href(call.link(view.path("quarantine"), reason.map { [("reason", $0.rawValue)] } ?? []))
                ) {
                    text
                    tag("span", .class("count"), text: view.format.number(count))
                }
            }
        }
        return tag("ul", .class("chips")) {
            chip(view(DeviceTerm.all), nil, counts.values.reduce(0, +))
            for reason in QuarantineReason.allCases where counts[reason] ?? 0 > 0 {
                chip(view(DeviceTerm(reason)), reason, counts[reason] ?? 0)
            }
        }
    }

    private static func card(_ message: QuarantinedMessage, _ view: TownView) -> HTML {
        let document = QuarantineDocument(message)
        return tag("article", .class("card")) {
            tag("header", .class("row spread")) {
                tag("h2") {
                    tag("span", .class("tag is-fault"), text: view(DeviceTerm(message.reason)))
                    " \(message.device?.rawValue ?? message.topic)"
                }
                tag("span", .class("soft small"), text: view.format.dayAndTime(message.receivedAt))
            }
            tag("p", text: view(DeviceTerm(remedyFor: message.reason)))
            // What the decoder said, for whoever mends the device; the programs' language.
            tag("p", .class("soft small"), Attribute("lang", "en"), text: message.detail)
            tag(
                "p", .class("soft small"),
                text: "\(message.topic) · \(view(DeviceTerm.bytes, ["count": view.format.number(message.payloadSize)]))")
            tag(
                "pre", .class("payload"), Attribute("tabindex", "0"), .label(view(DeviceTerm.payload)),
                text: document.payloadText ?? document.payloadBase64 ?? "")
            tag("p") {
                tag("button", Attribute("data-reprocess", String(message.id)), text: view(DeviceTerm.reprocess))
            }
        }
    }
}
