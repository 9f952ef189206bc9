import Model
import Reports

/// All things of one kind as a table, to be searched; each opens its form.
struct SettingsList {
    let call: PageCall
    let view: TownView
    let kind: TownEntityKind
    let entities: [SettingsEntity]

    /// Rows that are shown; who looks for another one searches.
    private static let rows = 500

    static func gather(_ call: PageCall, _ view: TownView, kind: TownEntityKind) async throws -> SettingsList {
        let wanted = (call.query["q"] ?? "").lowercased()
        let entities = try await call.desk.settings(town: view.id, kind: kind).filter {
            wanted.isEmpty || $0.json.lowercased().contains(wanted)
        }
        return SettingsList(call: call, view: view, kind: kind, entities: entities)
    }

    private var address: String { view.path("settings/\(kind.rawValue)") }

    /// Simple members alone: a list or an object does not fit into a cell.
    private var columns: [FormField] {
        Array(
            SettingsForms(view: view).fields(of: kind).filter { ![.group, .list, .map, .note].contains($0.kind) }.prefix(7))
    }

    var html: HTML {
        tag("div", .class("report")) {
            tag("p", .class("crumbs small")) { tag("a", .href(call.link(view.path("settings"))), text: view(SettingsTerm.title)) }
            tag("div", .class("report-head")) {
                tag("h1", text: view(SettingsTerm(kind)))
                tag("div", .class("row")) {
                    search
                    tag(
                        "a", .class("button primary"), .href(call.link("\(address)/\(SettingsPages.newName)")),
                        text: view(SettingsTerm.newEntity))
                }
            }
            tag("div", .class("card scroll")) { table }
            if entities.count > Self.rows {
                tag(
                    "p", .class("note"),
                    text: view(SettingsTerm.entryCount, ["count": view.format.number(entities.count - Self.rows)]))
            }
        }
    }

    private var search: HTML {
        tag("form", .class("row"), Attribute("role", "search"), Attribute("action", call.link(address))) {
            tag("label", .class("sr-only"), Attribute("for", "q"), text: view(SettingsTerm.search))
            void("input", .id("q"), .type("search"), Attribute("name", "q"), Attribute("value", call.query["q"] ?? ""))
            call.languageField
            tag("button", text: view(SettingsTerm.search))
        }
    }

    private var table: HTML {
        let columns = columns
        return tag("table", .class("dense")) {
            tag("thead", .class("sticks")) {
                tag("tr") { for column in columns { tag("th", Attribute("scope", "col"), text: column.label) } }
            }
            tag("tbody") { for entity in entities.prefix(Self.rows) { row(entity, columns) } }
        }
    }

    private func row(_ entity: SettingsEntity, _ columns: [FormField]) -> HTML {
        let values = JSONValue(entity.json)
        return tag("tr") {
            for (index, column) in columns.enumerated() {
                let text = cell(values?[column.name], column)
                if index == 0 {
                    tag("td", .class("nowrap")) { tag("a", .href(call.link("\(address)/\(entity.id)")), text: text) }
                } else {
                    tag("td", text: text)
                }
            }
        }
    }

    private func cell(_ value: JSONValue?, _ field: FormField) -> String {
        func named(_ word: String) -> String { field.options?.first { $0.value == word }?.text ?? word }
        return switch value {
        case nil, .null: view(SettingsTerm.none)
        case .integer(let number) where [.minutes, .hours, .percent].contains(field.kind):
            measured(Double(number), field.kind)
        case .number(let number) where [.minutes, .hours, .percent].contains(field.kind): measured(number, field.kind)
        case .bool(let flag): view(flag ? SettingsTerm.yes : .no)
        case .integer(let number): String(number)
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
    private func measured(_ value: Double, _ kind: FormField.Kind) -> String {
        switch kind {
        case .minutes:
            value.truncatingRemainder(dividingBy: 60) == 0
                ? view.format.number(value / 60)
                : TimeOfDay(seconds: Int(max(0, min(2880, value))) * 60)?.description ?? view.format.number(value)
        case .hours: TimeOfDay(seconds: Int(max(0, min(172_800, value))))?.description ?? view.format.number(value)
        default: view.format.number(value * 100)
        }
    }
}
