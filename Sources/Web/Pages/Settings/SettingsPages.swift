import Foundation
import HTTPTypes
import Model
import Reports

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
        let wanted = (call.query["q"] ?? "").lowercased()
        let entities = try await call.desk.settings(town: view.id, kind: kind).filter {
            wanted.isEmpty || $0.json.lowercased().contains(wanted)
        }
        let columns = SettingsForms(view: view).fields(of: kind).filter { ![.group, .list, .map, .note].contains($0.kind) }
            .prefix(7)
        let title = view(SettingsTerm(kind))
        let content = tag("div", .class("report")) {
            tag("p", .class("crumbs small")) { tag("a", .href(call.link(view.path("settings"))), text: view(SettingsTerm.title)) }
            tag("div", .class("report-head")) {
                tag("h1", text: title)
                tag("div", .class("row")) {
                    tag(
                        "form", .class("row"), Attribute("role", "search"),
                        Attribute("action", call.link(view.path("settings/\(kind.rawValue)")))
                    ) {
                        tag("label", .class("sr-only"), Attribute("for", "q"), text: view(SettingsTerm.search))
                        void(
                            "input", .id("q"), .type("search"), Attribute("name", "q"), Attribute("value", call.query["q"] ?? ""))
                        call.languageField
                        tag("button", text: view(SettingsTerm.search))
                    }
                    tag(
                        "a", .class("button primary"), .href(call.link(view.path("settings/\(kind.rawValue)/\(newName)"))),
                        text: view(SettingsTerm.newEntity))
                }
            }
            tag("div", .class("card scroll")) {
                tag("table", .class("dense")) {
                    tag("thead", .class("sticks")) {
                        tag("tr") { for column in columns { tag("th", Attribute("scope", "col"), text: column.label) } }
                    }
                    tag("tbody") {
                        for entity in entities.prefix(500) {
                            tag("tr") {
                                let values = JSONValue(entity.json)
                                for (index, column) in columns.enumerated() {
                                    tag("td") {
                                        let text = cell(values?[column.name], column, view)
                                        if index == 0 {
                                            tag(
                                                "a", .href(call.link(view.path("settings/\(kind.rawValue)/\(entity.id)"))),
                                                text: text)
                                        } else {
                                            text
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            if entities.count > 500 {
                tag("p", .class("note"), text: view(SettingsTerm.entryCount, ["count": view.format.number(entities.count - 500)]))
            }
        }
        return page(call, view, title: title, content: content)
    }

    private static func cell(_ value: JSONValue?, _ field: FormField, _ view: TownView) -> String {
        func named(_ word: String) -> String { field.options?.first { $0.value == word }?.text ?? word }
        return switch value {
        case nil, .null: view(SettingsTerm.none)
        case .integer(let number) where [.minutes, .hours, .percent].contains(field.kind):
            measured(Double(number), field.kind, view)
        case .number(let number) where [.minutes, .hours, .percent].contains(field.kind): measured(number, field.kind, view)
        case .bool(let flag): view(flag ? SettingsTerm.yes : .no)
        case .integer(let number): view.language == .german ? String(number) : String(number)
        case .number(let number): view.language == .german ? "\(number)".replacing(".", with: ",") : "\(number)"
        case .string(let text): named(text)
        case .array(let values):
            values.map { value in
                if case .string(let text) = value { named(text) } else { "…" }
            }.joined(separator: ", ")
        case .object: "…"
        }
    }

    /// Seconds and shares as the forms show them.
    private static func measured(_ value: Double, _ kind: FormField.Kind, _ view: TownView) -> String {
        switch kind {
        case .minutes:
            value.truncatingRemainder(dividingBy: 60) == 0
                ? view.format.number(value / 60)
                : TimeOfDay(seconds: Int(max(0, min(2880, value))) * 60)?.description ?? view.format.number(value)
        case .hours: TimeOfDay(seconds: Int(max(0, min(172_800, value))))?.description ?? view.format.number(value)
        default: view.format.number(value * 100)
        }
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

/// Changes as a list with a button each to take it back.
struct SettingsHistoryList {
    let call: PageCall
    let view: TownView

    func html(_ changes: [SettingsChange]) -> HTML {
        guard !changes.isEmpty else { return tag("p", .class("note"), text: view(SettingsTerm.historyNone)) }
        return tag("ul", .class("note-list"), .id("history")) { for change in changes { row(change) } }
    }

    private func row(_ change: SettingsChange) -> HTML {
        tag("li") {
            tag("div", .class("row spread")) {
                tag("div", .class("grow")) {
                    tag("p") {
                        tag("strong", text: "\(change.number) · \(view(SettingsTerm(change.action)))")
                        " "
                        entries(change)
                    }
                    tag("p", .class("soft small")) {
                        [view.format.dayAndTime(change.at), change.author ?? view(SettingsTerm.byNobody)].joined(separator: " · ")
                        if let undoes = change.undoes { " · " + view(SettingsTerm.undoes, ["number": String(undoes)]) }
                        if let by = change.undoneBy { " · " + view(SettingsTerm.undoneBy, ["number": String(by)]) }
                    }
                }
                if change.action != .create, change.undoneBy == nil {
                    tag(
                        "button", Attribute("data-undo", String(change.number)),
                        .label("\(view(ShellTerm.undo)): \(change.number)"), text: view(ShellTerm.undo))
                }
            }
            if change.action != .create {
                tag("details", Attribute("data-change", String(change.number))) {
                    tag("summary", .class("small"), text: view(SettingsTerm.details))
                    tag("div", .class("difference"), text: view(ShellTerm.loading))
                }
            }
        }
    }

    @HTMLBuilder private func entries(_ change: SettingsChange) -> HTML {
        for entry in change.entries.prefix(4) {
            let effect: SettingsTerm = entry.before == nil ? .added : entry.after == nil ? .removed : .changed
            tag("span", .class("nowrap")) {
                tag(
                    "a",
                    .href(call.link(view.path("settings/\(entry.kind.rawValue)/\(entry.id)"))),
                    text: "\(view(SettingsTerm(entry.kind))) \(entry.id)")
                " \(view(effect)) "
            }
        }
        if change.entryCount > 4 { view(SettingsTerm.entryCount, ["count": view.format.number(change.entryCount - 4)]) }
    }
}
