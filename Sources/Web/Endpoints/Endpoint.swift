import HTTPTypes

/// One address with its method: what it takes, what it answers, who answers. The router is made from these and so is the OpenAPI
/// document, so that they can not differ.
struct Endpoint: Sendable {
    var method: HTTPRequest.Method
    /// With parameters in braces: `/api/v1/towns/{town}`.
    var path: String
    /// Stable name for generated clients.
    var name: String
    var summary: String
    var topic: Topic
    var parameters: [ParameterDescription] = []
    var body: BodyDescription?
    var success: Success
    /// Statuses beyond the ones that every endpoint of its kind has.
    var problems: [HTTPResponse.Status] = []
    /// Answers without a key.
    var isOpen = false
    var respond: @Sendable (Call) async throws -> Answer

    enum Topic: String, CaseIterable, Sendable {
        case towns, containers, readings, plans, requests, reports, settings, alarms, devices, quarantine, solving, service
    }

    struct BodyDescription: Sendable {
        var schema: Schema
        var summary: String
    }

    /// What comes back when all is well.
    struct Success: Sendable {
        var statuses: [HTTPResponse.Status] = [.ok]
        var summary: String
        /// Media type and schema; `nil` for text.
        var content: [(mediaType: String, schema: Schema?)]
        var hasLocation = false

        static func json(_ schema: Schema, _ summary: String, statuses: [HTTPResponse.Status] = [.ok], hasLocation: Bool = false)
            -> Success
        {
            Success(statuses: statuses, summary: summary, content: [(MediaType.json, schema)], hasLocation: hasLocation)
        }
    }

    var queryParameters: [ParameterDescription] { parameters.filter { $0.place == .query } }
}
