import HTTPTypes

/// The OpenAPI 3.1 document of an endpoint table.
struct OpenAPIDocument: Sendable {
    let endpoints: [Endpoint]
    let version: String
    let prefix: String
    /// Whether callers must show the key.
    let needsKey: Bool

    var json: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Füllort", "version": .string(version), "summary": "Emptying public containers by need",
                "description": """
                Times are RFC 3339 in UTC. Levels are shares of the usable volume and may exceed 1. Members without a value are left \
                out. Lists are paged by cursor. Errors are application/problem+json (RFC 9457) and name member and remedy.
                """,
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": .string(prefix.isEmpty ? "/" : prefix)]],
            "tags": .array(Endpoint.Topic.allCases.map { ["name": .string($0.rawValue)] }),
            "paths": .object(paths),
            "components": [
                "schemas": .object(DocumentSchemas.all.mapValues(\.json)),
                "securitySchemes": ["key": ["type": "http", "scheme": "bearer"]],
            ],
            "security": needsKey ? [["key": []]] : [[:]],
        ]
    }

    private var paths: [String: JSONValue] {
        Dictionary(grouping: endpoints, by: \.path).mapValues { endpoints in
            var methods: [String: JSONValue] = [:]
            for endpoint in endpoints {
                methods[endpoint.method.rawValue.lowercased()] = operation(endpoint)
                if endpoint.method == .get { methods["head"] = head(endpoint) }
            }
            return .object(methods)
        }
    }

    private func operation(_ endpoint: Endpoint) -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(endpoint.name), "summary": .string(endpoint.summary),
            "tags": [.string(endpoint.topic.rawValue)], "responses": .object(responses(endpoint)),
        ]
        if !endpoint.parameters.isEmpty { members["parameters"] = .array(endpoint.parameters.map(parameter)) }
        if let body = endpoint.body {
            members["requestBody"] = [
                "required": true, "description": .string(body.summary),
                "content": .object([MediaType.json: ["schema": body.schema.json]]),
            ]
        }
        if endpoint.isOpen { members["security"] = [[:]] }
        return .object(members)
    }

    private func head(_ endpoint: Endpoint) -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string("head" + endpoint.name.dropFirst(3)), "summary": .string(endpoint.summary + " (head alone)"),
            "tags": [.string(endpoint.topic.rawValue)],
            "responses": .object(responses(endpoint).mapValues(withoutContent)),
        ]
        if !endpoint.parameters.isEmpty { members["parameters"] = .array(endpoint.parameters.map(parameter)) }
        if endpoint.isOpen { members["security"] = [[:]] }
        return .object(members)
    }

    private func withoutContent(_ response: JSONValue) -> JSONValue {
        guard case .object(var members) = response else { return response }
        members["content"] = nil
        return .object(members)
    }

    private func parameter(_ parameter: ParameterDescription) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "description": .string(parameter.summary), "schema": parameter.schema.json,
        ]
        if parameter.place == .path { members["required"] = true }
        if parameter.schema.members["type"] == "array" {
            members["style"] = "form"
            members["explode"] = false
        }
        return .object(members)
    }

    private func responses(_ endpoint: Endpoint) -> [String: JSONValue] {
        var responses: [String: JSONValue] = [:]
        for status in endpoint.success.statuses { responses[String(status.code)] = success(endpoint) }
        if endpoint.method == .get, endpoint.success.statuses.contains(.ok) {
            responses["304"] = ["description": "Unchanged since the entity tag of If-None-Match."]
        }
        for status in problems(endpoint) { responses[String(status.code)] = problem(status) }
        responses["default"] = ["description": "Any other problem.", "content": problemContent]
        return responses
    }

    private func problems(_ endpoint: Endpoint) -> [HTTPResponse.Status] {
        var statuses: [HTTPResponse.Status] = [.badRequest, .serviceUnavailable] + endpoint.problems
        if endpoint.body != nil { statuses += [.contentTooLarge, .unsupportedMediaType, .forbidden] }
        if needsKey, !endpoint.isOpen { statuses.append(.unauthorized) }
        if !needsKey { statuses.append(.misdirectedRequest) }
        return statuses
    }

    private func success(_ endpoint: Endpoint) -> JSONValue {
        let content = endpoint.success.content.map { entry in
            (MediaType.essence(entry.mediaType), JSONValue.object(["schema": (entry.schema ?? .text).json]))
        }
        var members: [String: JSONValue] = [
            "description": .string(endpoint.success.summary),
            "content": .object(Dictionary(content, uniquingKeysWith: { first, _ in first })),
        ]
        if endpoint.success.hasLocation {
            members["headers"] = ["Location": ["description": "Address of what was made.", "schema": Schema.text.json]]
        }
        return .object(members)
    }

    private func problem(_ status: HTTPResponse.Status) -> JSONValue {
        ["description": .string(status.reasonPhrase.isEmpty ? "Problem." : status.reasonPhrase + "."), "content": problemContent]
    }

    private var problemContent: JSONValue { .object([MediaType.problem: ["schema": Schema.reference("Problem").json]]) }
}
