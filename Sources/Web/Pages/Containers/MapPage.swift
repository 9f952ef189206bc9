import Foundation
import HTTPTypes
import Model
import Reports

/// Map and list of all containers, in lockstep. The server renders filters, counts and a page of the list; `map-list.js` takes over with
/// a list of any length, the map and what changes.
enum MapPage {
    static let all: [Page] = [
        Page(path: "/towns/{town}/map", place: .map, respond: { call in try await answer(call) })
    ]

    private static let rowsPerPage = 50

    private static func answer(_ call: PageCall) async throws -> Answer {
        let view = try await call.town()
        let filter = MapFilter(query: call.query)
        let statuses = try await call.desk.containers(town: view.id, dueOn: filter.dueOn)
        let found = statuses.filter(filter.admits).sorted(by: fullestFirst)
        let content = tag("div", .class("map-page")) {
            tag("div", .class("map-head")) {
                tag("h1", text: view(ContainerTerm.title))
                searchForm(call, view, filter)
            }
            tag("div", .class("map-filters"), .id("filters"), Attribute("role", "group"), .label(view(ContainerTerm.filters))) {
                MapChips(call: call, view: view, filter: filter, statuses: statuses).html
            }
            tag("div", .class("map-split")) {
                tag("section", .class("map-list"), .label(view(ContainerTerm.listLabel))) {
                    listHead(view, found: found.count, all: statuses.count)
                    list(call, view, filter, found)
                }
                tag(
                    "div", .class("map"), .id("map"),
                    .optional("data-map", call.office.assets.hasMap ? nil : "missing")
                ) { tag("p", .class("map-missing"), text: view(call.office.assets.hasMap ? ShellTerm.loading : .mapMissing)) }
            }
            legend(view)
        }
        return PageLayout(
            title: view(ContainerTerm.title), town: view, place: .map, scripts: ["map-list"],
            styles: MapLibrary.styles.filter { call.office.assets.files[$0] != nil } + ["operator.css"],
            json: try data(call, view),
            kind: "page is-wide", content: content
        ).answer(call)
    }

    static func fullestFirst(_ a: ContainerStatus, _ b: ContainerStatus) -> Bool {
        (b.current?.level ?? -1, a.slot.id) < (a.current?.level ?? -1, b.slot.id)
    }

    private static func searchForm(_ call: PageCall, _ view: TownView, _ filter: MapFilter) -> HTML {
        tag("form", .class("row"), .id("search"), Attribute("role", "search"), Attribute("action", call.link(view.path("map")))) {
            tag("label", .class("sr-only"), Attribute("for", "q"), text: view(ContainerTerm.search))
            void(
                "input", .id("q"), .type("search"), Attribute("name", "q"), Attribute("value", filter.text),
                Attribute("placeholder", view(ContainerTerm.searchHint)), Attribute("autocomplete", "off"))
            for (name, value) in filter.parameters where name != "q" {
                void("input", .type("hidden"), Attribute("name", name == "band" ? "band" : name), Attribute("value", value))
            }
            call.languageField
            tag("button", text: view(ContainerTerm.search))
        }
    }

    private static func listHead(_ view: TownView, found: Int, all: Int) -> HTML {
        let arguments = ["count": view.format.number(found), "all": view.format.number(all)]
        return tag("div", .class("row spread list-head")) {
            tag(
                "p", .id("count"), Attribute("role", "status"),
                text: view(found == all ? ContainerTerm.count : .countOf, arguments))
            tag("div", .class("row"), .id("list-tools"), text: "")
        }
    }

    private static func list(_ call: PageCall, _ view: TownView, _ filter: MapFilter, _ found: [ContainerStatus]) -> HTML {
        let pages = max(1, (found.count + rowsPerPage - 1) / rowsPerPage)
        let page = min(pages, max(1, Int(call.query["page"] ?? "") ?? 1))
        let rows = found.dropFirst((page - 1) * rowsPerPage).prefix(rowsPerPage)
        func link(_ number: Int) -> String {
            call.link(view.path("map"), filter.parameters + [("page", String(number))])
        }
        return tag("div", .id("list"), .class("container-list")) {
            if found.isEmpty { tag("p", .class("note pad"), text: view(ContainerTerm.empty)) }
            tag("ul", .class("plain")) {
                for status in rows { tag("li", .class("container-row")) { row(call, view, status) } }
            }
            if pages > 1 {
                tag("p", .class("row pad")) {
                    if page > 1 { tag("a", .class("button"), .href(link(page - 1)), text: view(ContainerTerm.previous)) }
                    tag("span", text: view(ContainerTerm.pageOf, ["page": String(page), "pages": String(pages)]))
                    if page < pages { tag("a", .class("button"), .href(link(page + 1)), text: view(ContainerTerm.next)) }
                }
            }
        }
    }

    private static func row(_ call: PageCall, _ view: TownView, _ status: ContainerStatus) -> HTML {
        LevelMark(status).html(view)
            + tag("span", .class("grow")) {
                tag("a", .href(call.link(view.path("containers/\(status.slot.id)"))), text: status.site.name)
                tag("span", .class("soft small"), text: " \(view.wording.name(status.slot.fraction)) · \(status.slot.id)")
            }
            + tag("span", .class("tags")) {
                if let reason = status.dueReason {
                    tag("span", .class("tag is-accent"), text: view(ContainerTerm(reason: reason.key)))
                }
                if status.isSilent { tag("span", .class("tag is-fault"), text: view(ContainerTerm.silent)) }
                if !status.qualityReasons.isEmpty {
                    tag(
                        "span", .class("tag is-warn"),
                        text: status.qualityReasons.map { view.wording.name(qualityReason: $0) }.joined(separator: ", "))
                }
            }
    }

    private static func legend(_ view: TownView) -> HTML {
        tag("ul", .class("legend no-print"), .label(view(ContainerTerm.legend))) {
            for band in FillBand.allCases.map(Optional.some) + [nil] {
                tag("li") {
                    tag("span", .class("level")) {
                        LevelMark(level: band.map { $0.sample }).mark
                        tag("span", text: view(ContainerTerm(band: band)))
                    }
                }
            }
            tag("li", text: view(ContainerTerm.legendDue))
        }
    }

    /// What the script needs beside the map's document.
    private static func data(_ call: PageCall, _ view: TownView) throws -> String {
        let sites = view.data.sites.map(\.coordinate)
        let document = MapPageData(
            fractions: Dictionary(
                Set(view.data.slots.map(\.fraction)).map { ($0.rawValue, view.wording.name($0)) },
                uniquingKeysWith: { first, _ in first }),
            qualities: Dictionary(
                ReadingQuality(rawValue: .max).reasons.map { ($0, view.wording.name(qualityReason: $0)) },
                uniquingKeysWith: { first, _ in first }),
            bounds: MapBounds(sites)?.corners, withoutSensor: view.data.slots.filter { $0.device == nil }.map(\.id),
            tiles: call.office.configuration.tileURL)
        return String(decoding: try DocumentEncoder.json(document), as: UTF8.self)
    }
}

private struct MapPageData: Encodable {
    var fractions: [String: String]
    var qualities: [String: String]
    var bounds: [[Double]]?
    var withoutSensor: [SlotID]
    var tiles: String?
}

extension FillBand {
    /// A level in the middle of the band.
    fileprivate var sample: Double {
        switch self {
        case .upTo25: 0.1
        case .upTo50: 0.4
        case .upTo75: 0.6
        case .upTo100: 0.9
        case .over100: 1.2
        }
    }
}

/// The filters as chips with counts; each is a link to the page after a click.
struct MapChips {
    let call: PageCall
    let view: TownView
    let filter: MapFilter
    let statuses: [ContainerStatus]

    var html: HTML {
        group(.band, ContainerTerm.band, bands) + group(.fraction, ContainerTerm.fraction, fractions)
            + group(.state, ContainerTerm.state, states)
            + tag(
                "a", .class("button quiet"), .id("clear"), .href(call.link(view.path("map"))), .flag("hidden", filter.isEmpty),
                text: view(ContainerTerm.clear))
    }

    private struct Chip {
        var key: String
        var text: String
        var isOn: Bool
        var count: Int
        var after: MapFilter
        var mark: HTML?
    }

    private func group(_ group: MapFilter.Group, _ term: ContainerTerm, _ chips: [Chip]) -> HTML {
        tag("div", .class("chip-group")) {
            tag("span", .class("small soft"), text: view(term))
            tag("ul", .class("chips"), Attribute("data-group", "\(group)")) {
                for chip in chips {
                    tag("li") {
                        tag(
                            "a", .class(chip.isOn ? "chip is-on" : "chip"), Attribute("data-key", chip.key),
                            .optional("aria-current", chip.isOn ? "true" : nil),
                            .href(call.link(view.path("map"), chip.after.parameters))
                        ) {
                            if let mark = chip.mark { mark }
                            chip.text
                            tag("span", .class("count"), text: view.format.number(chip.count))
                        }
                    }
                }
            }
        }
    }

    private var bands: [Chip] {
        let passing = statuses.filter { filter.admits($0, leavingOut: .band) }
        return (FillBand.allCases.map(Optional.some) + [nil]).map { band in
            let key = band?.key ?? "none"
            return Chip(
                key: key, text: view(ContainerTerm(band: band)), isOn: filter.bands.contains(key),
                count: passing.count { $0.band == band }, after: filter.toggling(band: key),
                mark: LevelMark(level: band.map { $0.sample }).mark)
        }
    }

    private var fractions: [Chip] {
        let passing = statuses.filter { filter.admits($0, leavingOut: .fraction) }
        return Set(statuses.map(\.slot.fraction)).sorted().map { fraction in
            Chip(
                key: fraction.rawValue, text: view.wording.name(fraction), isOn: filter.fractions.contains(fraction.rawValue),
                count: passing.count { $0.slot.fraction == fraction }, after: filter.toggling(fraction: fraction.rawValue))
        }
    }

    private var states: [Chip] {
        let passing = statuses.filter { filter.admits($0, leavingOut: .state) }
        return MapFilter.State.allCases.map { state in
            Chip(
                key: state.rawValue, text: view(state.term), isOn: filter.states.contains(state),
                count: passing.count(where: state.holds), after: filter.toggling(state))
        }
    }
}
