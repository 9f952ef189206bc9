import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Reports
import Sentences

extension Problem {
    init(_ error: DeskError) {
        switch error {
        case .notFound(let what, let id):
            self.init(
                .notFound, "not-found", title: "Not found", detail: "There is no \(what) '\(id.prefix(100))'.",
                remedy: DeskError.remedy(forMissing: what))
        case .invalid(let member, let message, let remedy):
            self = .invalid(member: member, message, remedy: remedy)
        case .faulty(let faults):
            let first = faults.first
            let wrong = first?.message ?? "something is wrong"
            self.init(
                .unprocessableContent, "faulty", title: "Not right",
                detail: faults.count > 1 ? "\(wrong); \(faults.count) faults in all." : "\(wrong).",
                member: first?.member, remedy: first?.remedy)
            self.faults = faults
        case .stale(let what):
            self.init(
                .preconditionFailed, "stale", title: "Changed meanwhile",
                detail: "The \(what) is not as you have seen it: it was changed meanwhile.", member: "If-Match",
                remedy: "Read it again and repeat the change.")
        case .conflict(let message, let remedy):
            self.init(.conflict, "conflict", title: "Conflict", detail: message, remedy: remedy)
        case .impossible(let message, let remedy):
            self.init(.unprocessableContent, "impossible", title: "Not possible", detail: message, remedy: remedy)
        case .noEvaluation(let refusal):
            self.init(
                .unprocessableContent, "impossible", title: "Not possible",
                detail: refusal.message(), remedy: refusal.remedy)
        case .unavailable(let reason, let remedy, let seconds):
            self.init(
                .serviceUnavailable, "unavailable", title: "Not available now", detail: reason, remedy: remedy,
                headers: [HTTPField(name: .retryAfter, value: String(max(1, seconds ?? 5)))])
        }
    }
}

/// Turns whatever is thrown into a problem, so that every error reads the same.
struct ProblemAnswers: RouterMiddleware {
    typealias Context = WebContext

    let office: Office

    private var configuration: WebConfiguration { office.configuration }

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws
        -> Response
    {
        do {
            return try await next(request, context)
        } catch {
            let problem = problem(for: error, request: request)
            if problem.status.code >= 500, problem.parts == nil {
                context.logger.error("request failed", metadata: ["error": .string(String(describing: error))])
            }
            let prefix = configuration.normalisedPrefix
            if ProblemPage.isWanted(request, prefix: prefix),
                let call = try? PageCall(office: office, request: request, context: context)
            {
                if problem == .keyMissing { return SignInPages.detour(call).response(to: request) }
                return ProblemPage.answer(problem, call).response(to: request)
            }
            let document = ProblemDocument(problem, requestID: context.requestID, language: request.readersLanguage)
            var headers: HTTPFields = [.contentType: MediaType.problem, .cacheControl: "no-store"]
            for field in problem.headers { headers.append(field) }
            let body = try Answer.jsonLine(document)
            return Response(status: problem.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        }
    }

    private func problem(for error: any Error, request: Request) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as DeskError: Problem(error)
        case is NIOTooManyBytesError: .tooLarge(limitBytes: configuration.maximumBodyBytes)
        case let error as HTTPError where error.status == .notFound: noRoute(request)
        default: .internalFault
        }
    }

    /// The router found nothing: either the path or the method is not there.
    private func noRoute(_ request: Request) -> Problem {
        let (path, prefix) = (request.uri.path, configuration.normalisedPrefix)
        let allowed = EndpointTable.methods(at: path, prefix: prefix) + PageTable.methods(at: path, prefix: prefix)
        guard !allowed.isEmpty else { return .notFound(path: request.uri.path) }
        return .methodNotAllowed(request.method, allowed: allowed.map(\.rawValue).sorted())
    }
}
