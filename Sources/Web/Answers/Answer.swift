import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Reports

/// What an endpoint answers; the rim adds entity tag, length and the headers that all answers share.
struct Answer: Sendable {
    var status: HTTPResponse.Status = .ok
    var mediaType: String
    var headers: [HTTPField] = []
    var body: Body

    enum Body: Sendable {
        /// Whole, with an entity tag.
        case whole(Data)
        /// The same, made and compressed before.
        case packed(PackedBody)
        /// Written piece by piece; the closure gives the next piece, `nil` at the end.
        case streamed(@Sendable () async throws -> String?)
        /// Another address to go to: that of `Location`.
        case none
    }

    static func json(_ document: some Encodable, status: HTTPResponse.Status = .ok, headers: [HTTPField] = []) throws -> Answer {
        Answer(status: status, mediaType: MediaType.json, headers: headers, body: .whole(try jsonLine(document)))
    }

    /// The document with a line break at its end, so that a terminal's prompt stands below it.
    static func jsonLine(_ document: some Encodable) throws -> Data { try DocumentEncoder.json(document) + Data([0x0A]) }

    /// Sends the browser to another address of this service, to be asked by GET.
    static func redirect(to link: String, headers: [HTTPField] = []) -> Answer {
        let fields = [HTTPField(name: .location, value: link), HTTPField(name: .cacheControl, value: "no-store")]
        return Answer(status: .seeOther, mediaType: MediaType.html, headers: fields + headers, body: .none)
    }

    static func text(_ text: String, mediaType: String, headers: [HTTPField] = []) -> Answer {
        Answer(mediaType: mediaType, headers: headers, body: .whole(Data(text.utf8)))
    }
}

extension Answer {
    /// The response to this request: 304 where the caller has it already (RFC 9110 §13.1.2), nothing but the head for HEAD.
    func response(to request: Request) -> Response {
        var fields: HTTPFields = [.contentType: mediaType]
        for field in headers { fields.append(field) }
        switch body {
        case .whole(let data):
            let isSmall =
                data.count >= Gzip.leastBytes && Gzip.isWorthwhile(mediaType)
                && Gzip.isAccepted(request.headers[.acceptEncoding])
            return whole(
                request, fields, data, isSmall: isSmall, digest: String(Hexadecimal.digest(data).prefix(32)),
                small: isSmall ? Gzip.compressed(data, level: 4) : nil)
        case .packed(let packed):
            let isSmall = packed.small != nil && Gzip.isAccepted(request.headers[.acceptEncoding])
            return whole(
                request, fields, packed.plain, isSmall: isSmall, digest: packed.digest, small: isSmall ? packed.small : nil)
        case .none:
            fields[.contentType] = nil
            return Response(status: status, headers: fields)
        case .streamed(let next):
            fields[.cacheControl] = "no-store"
            let response = Response(status: status, headers: fields, body: Answer.streaming(next))
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    private func whole(
        _ request: Request, _ given: HTTPFields, _ plain: Data, isSmall: Bool, digest: @autoclosure () -> String,
        small: @autoclosure () -> Data?
    ) -> Response {
        var fields = given
        let isDocument = status == .ok && (request.method == .get || request.method == .head)
        if isDocument {
            // Each coding has other bytes and so a tag of its own (RFC 9110 §8.8.3.3).
            let tag = "\"" + digest() + (isSmall ? "-gzip\"" : "\"")
            fields[.eTag] = tag
            if fields[.vary] == nil { fields[.vary] = "Accept, Accept-Language, Accept-Encoding" }
            if fields[.cacheControl] == nil { fields[.cacheControl] = "private, no-cache" }
            if let known = request.headers[.ifNoneMatch], Answer.names(known, tag) {
                return Response(status: .notModified, headers: fields)
            }
        }
        let compressed = small()
        if compressed != nil { fields[.contentEncoding] = "gzip" }
        let response = Response(
            status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: compressed ?? plain)))
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// Whether an `If-None-Match` header names the tag, compared weakly.
    private static func names(_ header: String, _ tag: String) -> Bool {
        header.split(separator: ",").contains { item in
            var text = item.drop { $0 == " " }
            while text.last == " " { text.removeLast() }
            if text.hasPrefix("W/") { text = text.dropFirst(2) }
            return text == tag || text == "*"
        }
    }

    private static func streaming(_ next: @escaping @Sendable () async throws -> String?) -> ResponseBody {
        ResponseBody { writer in
            while let piece = try await next() {
                try Task.checkCancellation()
                try await writer.write(ByteBuffer(string: piece))
            }
            try await writer.finish(nil)
        }
    }
}
