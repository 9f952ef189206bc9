import Foundation
import HTTPTypes
import Hummingbird
import Model
import Reports
import Sentences

/// One request for a page.
struct PageCall: Sendable {
    let office: Office
    let request: Request
    let context: WebContext
    /// Parameters as they came; pages overlook those they do not know, so that links stay good.
    let query: [String: String]
    /// The language that the link asks for; links on the page ask for it again.
    let chosenLanguage: Language?

    var desk: any Desk { office.desk }
    var prefix: String { office.configuration.normalisedPrefix }

    init(office: Office, request: Request, context: WebContext) throws {
        self.office = office
        self.request = request
        self.context = context
        query = try Call.pairs(request.uri.query ?? "").reduce(into: [:]) { $0[$1.name] = $1.value }
        chosenLanguage = query["lang"].flatMap { Language(rawValue: $0) }
    }

    /// The language of a page that belongs to no town: German if the reader has no wish.
    var language: Language { chosenLanguage ?? preferredLanguage ?? .german }

    private var preferredLanguage: Language? { request.acceptedLanguage }

    /// - Throws: `DeskError.notFound` for a part that is no identifier.
    func id<Entity>(_ name: String) throws -> ID<Entity> {
        let text = String(context.parameters.get(name) ?? "")
        guard let id = ID<Entity>(validating: text) else {
            throw DeskError.notFound(what: Sentence(stringLiteral: name), id: text)
        }
        return id
    }

    /// A part of the path as it is; empty if there is none.
    func part(_ name: String) -> String { String(context.parameters.get(name) ?? "") }

    /// A day of the query; `nil` if there is none or it is no day.
    func day(_ name: String) -> CalendarDay? { query[name].flatMap { CalendarDay(iso: $0) } }

    /// The town that the path names, with the words for it.
    func town() async throws -> TownView {
        let data = try await desk.townData(id("town"))
        let names = office.names.names(of: data)
        return TownView(
            data: data, wording: Wording(names: names, language: chosenLanguage ?? preferredLanguage ?? names.language))
    }

    /// An address of this service with prefix and the chosen language.
    func link(_ path: String, _ parameters: [(name: String, value: String)] = []) -> String {
        var pairs = parameters
        if let chosenLanguage { pairs.append(("lang", chosenLanguage.rawValue)) }
        let query = pairs.map { "\($0.name)=\(PageCall.encoded($0.value))" }.joined(separator: "&")
        return prefix + path + (query.isEmpty ? "" : "?" + query)
    }

    /// A form that is asked by GET forgets the query of its address: it has to carry the chosen language itself.
    var languageField: HTML? {
        chosenLanguage.map { void("input", .type("hidden"), Attribute("name", "lang"), Attribute("value", $0.rawValue)) }
    }

    /// This page in another language.
    func link(in language: Language) -> String {
        var pairs = query
        pairs["lang"] = language.rawValue
        let query = pairs.sorted { $0.key < $1.key }.map { "\($0.key)=\(PageCall.encoded($0.value))" }
        return request.uri.path + "?" + query.joined(separator: "&")
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~,")
}

/// A town as a page needs it.
struct TownView: Sendable {
    let data: TownData
    let wording: Wording

    var id: TownID { data.town.id }
    var names: TownNames { wording.names }
    var language: Language { wording.language }
    var format: LocalFormat { wording.format }
    var clock: TownClock { names.clock }

    /// A term with its arguments.
    func callAsFunction(_ term: some Catalogue, _ arguments: [String: String] = [:]) -> String {
        filled(term.text(in: language), arguments)
    }

    /// The path of one of the town's pages, without prefix.
    func path(_ rest: String) -> String { "/towns/\(id)/\(rest)" }
}
