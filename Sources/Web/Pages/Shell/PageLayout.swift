import Foundation
import HTTPTypes
import Model
import Reports

/// What stands around every page: head, navigation, language switch, room for notices.
struct PageLayout {
    var title: String
    /// The town whose navigation is shown.
    var town: TownView?
    /// The entry of the navigation that this page belongs to.
    var place: Place?
    /// Modules of `Resources/assets`, without `.js`.
    var scripts: [String] = []
    /// Style sheets beyond `app.css`, as paths below the assets.
    var styles: [String] = []
    /// For the scripts: a JSON document.
    var json: String?
    /// Printed on paper as it is: no navigation at all.
    var isSheet = false
    /// Class of the body, for pages that use the whole window.
    var kind = "page"
    var content: HTML
    /// The zone and language of a town's page that shows no navigation; else the town's, else the reader's.
    var zone: String?
    var language: Language?

    func answer(_ call: PageCall, status: HTTPResponse.Status = .ok, headers: [HTTPField] = []) -> Answer {
        let language = language ?? town?.language ?? call.language
        let source = "<!DOCTYPE html>\n" + document(call, language).source + "\n"
        let fields = [
            HTTPField(name: .contentLanguage, value: language.rawValue),
            HTTPField(name: .contentSecurityPolicy, value: PagePolicy.text(tileOrigin: call.office.configuration.tileOrigin)),
            HTTPField(name: .vary, value: "Accept, Accept-Language, Accept-Encoding, Cookie"),
        ]
        return Answer(
            status: status, mediaType: MediaType.html, headers: fields + headers, body: .whole(Data(source.utf8)))
    }

    private func document(_ call: PageCall, _ language: Language) -> HTML {
        let assets = call.office.assets
        return tag("html", Attribute("lang", language.rawValue)) {
            tag("head") {
                void("meta", Attribute("charset", "utf-8"))
                void("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1"))
                void("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark"))
                tag("title", text: town.map { "\(title) · \($0.data.town.name) · Füllort" } ?? "\(title) · Füllort")
                void("link", Attribute("rel", "icon"), .href(assets.link("icon.svg", call.prefix)), .type("image/svg+xml"))
                void("link", Attribute("rel", "stylesheet"), .href(assets.link("app.css", call.prefix)))
                for style in styles {
                    void("link", Attribute("rel", "stylesheet"), .href(assets.link(style, call.prefix)))
                }
                for script in ["app"] + scripts {
                    tag("script", .type("module"), Attribute("src", assets.link(script + ".js", call.prefix)), text: "")
                }
            }
            tag(
                "body", .class(isSheet ? "sheet \(kind)" : kind), Attribute("data-base", call.prefix),
                .optional("data-town", town?.id.rawValue), .optional("data-zone", zone ?? town?.data.town.timeZone)
            ) {
                if !isSheet { PageHeader(call: call, language: language, town: town, place: place).html }
                tag("main", .id("main"), Attribute("tabindex", "-1")) { content }
                if !isSheet { footer(call, language) }
                tag(
                    "div", .id("toasts"), .class("toasts"), Attribute("role", "status"), Attribute("aria-live", "polite"),
                    text: "")
                if let json { HTML.dataBlock(id: "page-data", json: json) }
            }
        }
    }

    private func footer(_ call: PageCall, _ language: Language) -> HTML {
        tag("footer", .class("page-footer")) {
            tag("a", .href(call.link("/accessibility")), text: ShellTerm.accessibility.text(in: language))
            tag("span", text: "Füllort \(call.office.configuration.version)")
        }
    }
}

/// The head of a page: name, navigation, language.
private struct PageHeader {
    let call: PageCall
    let language: Language
    let town: TownView?
    let place: Place?

    var html: HTML {
        tag("a", .class("skip"), .href("#main"), text: ShellTerm.skip.text(in: language))
            + tag("header", .class("page-header")) {
                tag("a", .class("brand"), .href(call.link(town?.path("today") ?? "/"))) {
                    HTML.literal(Self.mark)
                    tag("span", text: "Füllort")
                }
                if let town { tag("span", .class("town"), text: town.data.town.name) }
                if let town { navigation(town) }
                tag("div", .class("header-end")) {
                    for other in Language.allCases where other != language {
                        tag(
                            "a", .class("language"), .href(call.link(in: other)), Attribute("hreflang", other.rawValue),
                            Attribute("lang", other.rawValue), text: ShellTerm.languageName.text(in: other))
                    }
                    if call.office.configuration.apiKey != nil, town != nil {
                        tag("form", Attribute("method", "post"), Attribute("action", call.link("/sign-out"))) {
                            tag("button", .class("quiet"), text: ShellTerm.signOut.text(in: language))
                        }
                    }
                }
            }
            + tag(
                "div", .id("banner"), .class("banner"), Attribute("role", "alert"), .flag("hidden"), text: "")
    }

    private func navigation(_ town: TownView) -> HTML {
        tag("nav", .label(town(ShellTerm.navigation))) {
            tag("ul") {
                for entry in PageTable.places {
                    tag("li") {
                        tag(
                            "a", .href(call.link(entry.path.replacing("{town}", with: town.id.rawValue))),
                            .optional("aria-current", entry.place == place ? "page" : nil), text: town(entry.place.term))
                    }
                }
            }
        }
    }

    /// An igloo container, three quarters full.
    private static let mark: StaticString = """
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path class="mark-shell" \
        d="M5 21V11a7 7 0 0 1 14 0v10z"/><path class="mark-fill" d="M7 19v-7h10v7z"/></svg>
        """
}

/// The content security policy of pages: nothing but what the service itself serves, no inline script or style.
enum PagePolicy {
    /// - Parameter tileOrigin: origin of the map tiles that the operator has chosen.
    static func text(tileOrigin: String?) -> String {
        let images = ["'self'", "data:", "blob:"] + (tileOrigin.map { [$0] } ?? [])
        return [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src \(images.joined(separator: " "))",
            "connect-src 'self'", "font-src 'self'", "manifest-src 'self'", "worker-src 'self'", "form-action 'self'",
            "base-uri 'none'", "frame-ancestors 'none'",
        ].joined(separator: "; ")
    }
}
