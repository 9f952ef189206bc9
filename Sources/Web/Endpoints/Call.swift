import Foundation
import HTTPTypes
import Hummingbird
import Model
import NIOCore
import Reports
import Sentences

/// What the endpoints work with.
struct Office: Sendable {
    let desk: any Desk
    let status: any StatusSource
    let metrics: PrometheusRegistry
    let configuration: WebConfiguration
    let assets: AssetLibrary
    let plansInProgress = PlansInProgress()
    let solverPlaces = SolverPlaces()
    let names = NamesCache()
    let live = LiveHub()
    let evaluations = EvaluationShelf()
    let packed = PackedShelf()
    let usualPlans = UsualPlans()
    var photos: PhotoShelf { PhotoShelf(folder: configuration.photoFolder) }
    let signIns = SignInAttempts()
    /// Signs sessions and tour links; without an API key with a secret of this run.
    let signer: Signer

    init(
        desk: any Desk, status: any StatusSource, metrics: PrometheusRegistry, configuration: WebConfiguration,
        assets: AssetLibrary
    ) {
        self.desk = desk
        self.status = status
        self.metrics = metrics
        self.configuration = configuration
        self.assets = assets
        signer = configuration.apiKey?.signer ?? .random()
    }

    var now: Timestamp { configuration.now() }
}

/// One request at one endpoint, with its parameters read and checked.
struct Call: Sendable {
    let office: Office
    let request: Request
    let context: WebContext
    private let query: [String: String]

    var desk: any Desk { office.desk }

    /// The index over a town's names, which is kept.
    func names(_ town: TownID) async throws -> TownNames { office.names.names(of: try await desk.townData(town)) }

    /// - Throws: a ``Problem`` for a parameter that the endpoint does not know, that has no possible value, or that is given twice.
    init(_ endpoint: Endpoint, office: Office, request: Request, context: WebContext) throws {
        self.office = office
        self.request = request
        self.context = context
        let known = endpoint.queryParameters
        query = try Call.pairs(request.uri.query ?? "").reduce(into: [:]) { query, pair in
            guard let parameter = known.first(where: { $0.name == pair.name }) else {
                throw Call.unknown(pair.name, known: known)
            }
            guard parameter.accepts(pair.value) else { throw Problem.impossible(pair.value, parameter) }
            guard query.updateValue(pair.value, forKey: pair.name) == nil else {
                throw Problem.invalid(member: pair.name, "'\(pair.name)' is given twice.", remedy: "Give it once.")
            }
        }
    }

    /// The value of a query parameter; `nil` if it is not given.
    func value<Value>(_ parameter: Parameter<Value>) throws -> Value? {
        let description = parameter.description
        guard let text = query[description.name] else { return nil }
        guard let value = parameter.read(text) else {
            throw Problem.impossible(text, description)
        }
        return value
    }

    /// The value of a path parameter. One that can not be is one that is not there: 404.
    func path<Value>(_ parameter: Parameter<Value>) throws -> Value {
        try read(parameter, pathText(parameter))
    }

    /// The value of a path parameter that may end in the extension of one of the formats.
    func path<Value>(_ parameter: Parameter<Value>, offering formats: [Format]) throws -> (value: Value, format: Format?) {
        let text = try pathText(parameter)
        for format in formats where text.hasSuffix("." + format.rawValue) {
            return (try read(parameter, String(text.dropLast(format.rawValue.count + 1))), format)
        }
        return (try read(parameter, text), nil)
    }

    /// The form in which the answer is wanted: by extension, else by `format=`, else by `Accept`.
    func format(_ formats: [Format], byExtension: Format? = nil) throws -> Format {
        if let byExtension { return byExtension }
        if let wanted = try value(Call.formatParameter(formats)) { return wanted }
        guard let best = Format.best(of: formats, accept: request.headers[.accept]) else {
            throw Problem.notAcceptable(formats.map(\.mediaType))
        }
        return best
    }

    static func formatParameter(_ formats: [Format]) -> Parameter<Format> {
        let words = formats.map(\.rawValue)
        return Parameter(
            "format", "Form of the answer; else Accept decides.", schema: .oneOf(words),
            remedy: "Use \(words.joined(separator: ", ")).",
            read: { text in Format(rawValue: text).flatMap { formats.contains($0) ? $0 : nil } })
    }

    /// How to speak to this caller about the town.
    func wording(_ names: TownNames) throws -> Wording {
        let asked = try value(Shared.language)
        return Wording(names: names, language: asked ?? request.acceptedLanguage ?? names.language)
    }

    /// A sentence in the caller's language.
    func said(_ sentence: Sentence) -> String { sentence.text(in: request.readersLanguage) }

    /// The body as a value; refused when it is no JSON, lacks a member or has one too many.
    ///
    /// - Parameter limit: largest size in bytes; the configured one if not given.
    func body<Value: RequestBody>(_ type: Value.Type, limit: Int? = nil) async throws -> Value {
        try await Value.read(jsonBody(limitBytes: limit ?? office.configuration.maximumBodyBytes))
    }

    /// The bytes of a body that says it is JSON.
    func jsonBody(limitBytes limit: Int) async throws -> Data {
        guard MediaType.essence(request.headers[.contentType] ?? "") == MediaType.json else { throw Problem.notJSON }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Problem.tooLarge(limitBytes: limit)
        }
        do {
            return Data(try await request.body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge(limitBytes: limit)
        }
    }

    private func pathText<Value>(_ parameter: Parameter<Value>) throws -> String {
        String(context.parameters.get(parameter.description.name) ?? "")
    }

    private func read<Value>(_ parameter: Parameter<Value>, _ text: String) throws -> Value {
        guard let value = parameter.read(text) else {
            throw DeskError.notFound(
                what: Sentence(stringLiteral: parameter.description.name), id: text.removingPercentEncoding ?? text)
        }
        return value
    }

    private static func unknown(_ name: String, known: [ParameterDescription]) -> Problem {
        let remedy: Sentence =
            known.isEmpty
            ? "This address takes no parameters." : "Known are \(known.map(\.name).sorted().joined(separator: ", "))."
        return .invalid(member: name, "'\(name.prefix(100))' is not a parameter of this address.", remedy: remedy)
    }

    /// Name and value of each pair. A plus sign stays one: no value here holds blanks, but times hold offsets.
    static func pairs(_ query: String) throws -> [(name: String, value: String)] {
        try query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts[0].removingPercentEncoding,
                let value = (parts.count > 1 ? parts[1] : "").removingPercentEncoding
            else {
                throw Problem.invalid(
                    member: "query", "'\(pair.prefix(100))' is not percent-encoded UTF-8.", remedy: "Encode it anew.")
            }
            return (name, value)
        }
    }
}

extension Problem {
    fileprivate static func impossible(_ text: String, _ parameter: ParameterDescription) -> Problem {
        .invalid(
            member: parameter.name, "'\(text.prefix(100))' is not possible for '\(parameter.name)'.", remedy: parameter.remedy)
    }
}
