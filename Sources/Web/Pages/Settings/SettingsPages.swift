import Foundation
import HTTPTypes
import Model
import Reports
import Sentences

/// What the town has: overview with history and files, a list for each kind, a form for each thing.
enum SettingsPages {
    static let all: [Page] = [
        Page(path: "/towns/{town}/settings", place: .settings, respond: { call in try await overview(call) }),
        Page(path: "/towns/{town}/settings/{kind}", respond: { call in try await list(call) }),
        Page(path: "/towns/{town}/settings/{kind}/{entity}", respond: { call in try await form(call) }),
    ]

    /// The name under which a form for a new thing is reached.
    static let newName = "+"

    private static func kind(_ call: PageCall) throws -> TownEntityKind {
        guard let kind = TownEntityKind(rawValue: call.part("kind")) else {
            throw DeskError.notFound(what: "kind", id: call.part("kind"))
        }
        return kind
    }

    private static func page(_ call: PageCall, _ view: TownView, title: String, json: String? = nil, content: HTML) -> Answer {
        PageLayout(
            title: title, town: view, place: .settings, scripts: ["settings"], styles: ["operator.css"], json: json,
            content: content
        ).answer(call)
    }

    private static func overview(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let changes = try await call.desk.settingsChanges(
            town: view.id, kind: nil, id: nil, before: Int64(call.query["before"] ?? ""), limit: 26)
        let files = try await call.desk.exportFiles(town: view.id).keys.sorted()
        let content = tag("div", .class("report")) {
            tag("div") {
                tag("h1", text: view(SettingsTerm.title))
                tag("p", .class("note"), text: view(SettingsTerm.lead))
            }
            tag("section") {
                tag("h2", .class("sr-only"), text: view(SettingsTerm.things))
                tag("ul", .class("kinds")) {
                    for kind in TownEntityKind.allCases {
                        let path = kind.isSingle ? "settings/\(kind.rawValue)/\(single(kind, view))" : "settings/\(kind.rawValue)"
                        tag("li") {
                            tag("a", .href(call.link(view.path(path)))) {
                                tag("span", text: view(SettingsTerm(kind)))
                                if !kind.isSingle {
                                    tag("span", .class("number soft"), text: view.format.number(view.data.count(of: kind)))
                                }
                            }
                        }
                    }
                }
            }
            tag("section", .class("card")) {
                tag("h2", text: view(SettingsTerm.history))
                tag("p", .class("note"), text: view(SettingsTerm.historyLead))
                SettingsHistoryList(call: call, view: view).html(Array(changes.prefix(25)))
                if changes.count > 25, let last = changes.prefix(25).last {
                    tag("p") {
                        tag(
                            "a", .class("button"), .href(call.link(view.path("settings"), [("before", String(last.number))])),
                            text: view(ContainerTerm.next))
                    }
                }
            }
            filesCard(call, view, files)
        }
        return page(call, view, title: view(SettingsTerm.title), content: content)
    }

    private static func single(_ kind: TownEntityKind, _ view: TownView) -> String {
        kind == .town ? view.id.rawValue : kind.rawValue
    }

    private static func filesCard(_ call: PageCall, _ view: TownView, _ files: [String]) -> HTML {
        let base = call.prefix + "/api/v1/towns/\(view.id)/settings/files"
        return tag("section", .class("card form-grid")) {
            tag("h2", text: view(SettingsTerm.files))
            tag("p", text: view(SettingsTerm.exportLead))
            tag("ul", .class("chips")) {
                for file in files {
                    tag("li") { tag("a", .class("chip"), .href("\(base)/\(file)"), .flag("download"), text: file) }
                }
                tag("li") { tag("a", .class("chip"), .href(base), .flag("download"), text: "JSON") }
            }
            tag("form", .class("form-grid"), .id("import-form")) {
                tag("div", .class("field")) {
                    tag("label", Attribute("for", "import-files"), text: view(SettingsTerm.chooseFiles))
                    void(
                        "input", .id("import-files"), .type("file"), .flag("multiple"),
                        Attribute("accept", ".csv,.yaml,.yml,.geojson,.json"), Attribute("aria-describedby", "import-hint"))
                    tag("span", .class("hint"), .id("import-hint"), text: view(SettingsTerm.importLead))
                }
                tag("div", .id("import-result"), Attribute("role", "status"), text: "")
                tag("div", .class("row")) {
                    tag("button", .id("import-check"), .type("submit"), text: view(SettingsTerm.check))
                    tag(
                        "button", .class("primary"), .id("import-now"), .type("button"), .flag("hidden"),
                        text: view(SettingsTerm.importNow))
                }
            }
        }
    }

    private static func list(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let kind = try kind(call)
        if kind.isSingle {
            return .redirect(to: call.link(view.path("settings/\(kind.rawValue)/\(single(kind, view))")))
        }
        let list = try await SettingsList.gather(call, view, kind: kind)
        return page(call, view, title: view(SettingsTerm(kind)), content: list.html)
    }

    private static func form(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let kind = try kind(call)
        let id = call.part("entity").removingPercentEncoding ?? ""
        let isNew = id == newName && !kind.isSingle
        let entity = isNew ? nil : try await call.desk.setting(town: view.id, kind: kind, id: id)
        let changes =
            isNew ? [] : try await call.desk.settingsChanges(town: view.id, kind: kind, id: id, before: nil, limit: 10)
        let data = SettingsFormData(
            kind: kind.rawValue, entity: isNew ? nil : id, isSingle: kind.isSingle,
            fields: SettingsForms(view: view).fields(of: kind), values: entity.flatMap { JSONValue($0.json) },
            list: call.link(view.path(kind.isSingle ? "settings" : "settings/\(kind.rawValue)")))
        let kindName = view(SettingsTerm(kind))
        let title = kind.isSingle ? kindName : "\(kindName): \(isNew ? view(SettingsTerm.newEntity) : id)"
        let content = tag("div", .class("report")) {
            tag("p", .class("crumbs small")) {
                tag("a", .href(call.link(view.path("settings"))), text: view(SettingsTerm.title))
                if !kind.isSingle {
                    tag("a", .href(call.link(view.path("settings/\(kind.rawValue)"))), text: view(SettingsTerm(kind)))
                }
            }
            tag("h1", text: title)
            tag("form", .class("card form-grid"), .id("entity-form"), .flag("novalidate")) {
                tag("p", .class("note"), text: view(SettingsTerm.scriptNeeded))
            }
            if !isNew {
                tag("section", .class("card")) {
                    tag("h2", text: view(SettingsTerm.history))
                    SettingsHistoryList(call: call, view: view).html(changes)
                }
            }
        }
        return page(
            call, view, title: title, json: String(decoding: try DocumentEncoder.json(data), as: UTF8.self), content: content)
    }
}

private struct SettingsFormData: Encodable {
    var kind: String
    var entity: String?
    var isSingle: Bool
    var fields: [FormField]
    var values: JSONValue?
    var list: String
}
