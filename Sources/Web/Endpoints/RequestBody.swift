import Foundation
import Sentences

/// A value that callers send as JSON object. Members that it does not know are refused: a misspelt one must not be ignored.
protocol RequestBody: Decodable, Sendable {
    associatedtype Member: CodingKey & CaseIterable
}

extension RequestBody {
    /// - Throws: a ``Problem`` that names the member.
    static func read(_ data: Data) throws -> Self {
        do {
            let decoder = JSONDecoder()
            let names = try decoder.decode([String: AnyMember].self, from: data).keys
            let known = Set(Member.allCases.map(\.stringValue))
            if let stranger = names.sorted().first(where: { !known.contains($0) }) {
                throw Problem.invalid(
                    member: stranger, "'\(stranger.prefix(100))' is not a member of this body.",
                    remedy: "Known are \(known.sorted().joined(separator: ", ")).")
            }
            return try decoder.decode(Self.self, from: data)
        } catch let error as DecodingError {
            throw Problem(error)
        }
    }
}

/// Accepts any JSON, to learn the names of the members alone.
private struct AnyMember: Decodable {
    init(from decoder: any Decoder) {}
}

extension Problem {
    init(_ error: DecodingError) {
        func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, let context):
            let member = name(context.codingPath + [key])
            self = .invalid(member: member, "'\(member)' is missing.", remedy: "Give it.")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let member = name(context.codingPath)
            self =
                member.isEmpty
                ? .invalid(
                    member: "body", "The body is not a JSON object.", remedy: "Send an object such as {\"member\": value}.")
                : .invalid(member: member, "'\(member)' has the wrong type.", remedy: "See the schema in /api/v1/openapi.json.")
        case .dataCorrupted(let context):
            let member = name(context.codingPath)
            self =
                member.isEmpty
                ? .invalid(
                    member: "body", "The body can not be read: \(context.debugDescription)", remedy: "Check it with a JSON tool.")
                : .invalid(
                    member: member, Sentence(verbatim: context.debugDescription + "."),
                    remedy: "See the schema in /api/v1/openapi.json.")
        @unknown default: self = .invalid(member: "body", "The body can not be read.", remedy: "See /api/v1/openapi.json.")
        }
    }
}
