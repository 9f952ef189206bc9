import Model
import Reports

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
