import Model
import Reports

/// What happened, what is planned, and what people say.
extension ContainerParts {
    @HTMLBuilder var alarmList: HTML {
        if !alarms.isEmpty {
            section(.alarms) {
                tag("div", .class("scroll short")) { AlarmTable(call: call, view: view).html(Array(alarms.prefix(20))) }
            }
        }
    }

    var emptyings: HTML {
        section(.emptyings) {
            if window.emptyings.isEmpty {
                tag("p", .class("note"), text: view(ContainerTerm.emptyingsNone))
            } else {
                table([.when, .before, .after, .source, .confidence], numbers: 1...2) {
                    for emptying in window.emptyings.reversed() {
                        tag("tr") {
                            tag("td", .class("nowrap"), text: view.format.dayAndTime(emptying.at))
                            number(emptying.levelBefore.map { view.format.percent($0) } ?? "–")
                            number(emptying.levelAfter.map { view.format.percent($0) } ?? "–")
                            tag("td", text: view(ContainerTerm(emptying.source)))
                            number(view.format.percent(emptying.confidence))
                        }
                    }
                }
            }
        }
    }

    var planned: HTML {
        section(.planned) {
            if window.planned.isEmpty {
                tag("p", .class("note"), text: view(ContainerTerm.plannedNone))
            } else {
                table([.when, .tour, .expectedHead, .reason], numbers: 2...2) {
                    for stop in window.planned {
                        tag("tr") {
                            tag("td", .class("nowrap"), text: view.format.dayAndTime(stop.arrival))
                            tag("td") {
                                tag(
                                    "a", .href(call.link(view.path("today"), [("plan", stop.plan.rawValue)])),
                                    text: stop.vehicleName)
                            }
                            number(view.format.percent(stop.expectedLevel))
                            tag("td", text: stop.reason.text)
                        }
                    }
                }
            }
        }
    }

    var excluded: HTML {
        section(.excluded) {
            if window.excluded.isEmpty {
                tag("p", .class("note"), text: view(ContainerTerm.excludedNone))
            } else {
                tag("p", .class("note"), text: view(ContainerTerm.excludedLead))
                tag("div", .class("scroll short")) {
                    table([.when, .value, .reason], numbers: 1...1) {
                        for reading in window.excluded.reversed().prefix(100) {
                            tag("tr") {
                                tag("td", .class("nowrap"), text: view.format.dayAndTime(reading.at))
                                number(reading.level.map { view.format.percent($0) } ?? "–")
                                tag("td", text: reading.text)
                            }
                        }
                    }
                }
            }
        }
    }

    func notes(_ notes: [SlotNote]) -> HTML {
        section(.notes) {
            if notes.isEmpty { tag("p", .class("note"), text: view(ContainerTerm.notesNone)) }
            tag("ul", .class("note-list"), .id("notes")) {
                for note in notes {
                    tag("li") {
                        tag("p", text: note.text)
                        tag(
                            "p", .class("soft small"),
                            text: [view.format.dayAndTime(note.at), note.author].compactMap(\.self).joined(separator: " · "))
                    }
                }
            }
            tag("form", .class("form-grid no-print"), .id("note-form")) {
                tag("div", .class("field")) {
                    tag("label", Attribute("for", "note-text"), text: view(ContainerTerm.noteText))
                    tag(
                        "textarea", .id("note-text"), Attribute("name", "text"), Attribute("rows", "2"),
                        Attribute("maxlength", String(NewNoteBody.longest)), .flag("required"), text: "")
                }
                authorField
                tag("div") { tag("button", text: view(ContainerTerm.noteNew)) }
            }
        }
    }

    var entry: HTML {
        section(.enter) {
            tag("p", .class("note"), text: view(ContainerTerm.enterLead))
            tag("form", .class("form-grid no-print"), .id("level-form")) {
                tag("div", .class("field")) {
                    tag("label", Attribute("for", "seen-level"), text: view(ContainerTerm.enterPercent))
                    void(
                        "input", .id("seen-level"), .type("number"), Attribute("inputmode", "decimal"), Attribute("min", "0"),
                        Attribute("max", "300"), Attribute("step", "1"), .flag("required"))
                }
                tag("div") { tag("button", .class("primary"), text: view(ShellTerm.save)) }
            }
        }
    }

    private var authorField: HTML {
        tag("div", .class("field")) {
            tag("label", Attribute("for", "author"), text: view(ContainerTerm.author))
            void(
                "input", .id("author"), .type("text"), Attribute("autocomplete", "name"),
                Attribute("maxlength", String(Author.longest)), Attribute("aria-describedby", "author-hint"))
            tag("span", .class("hint"), .id("author-hint"), text: view(ContainerTerm.authorHint))
        }
    }
}
