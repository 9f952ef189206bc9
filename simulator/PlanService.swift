import Foundation
import FoundationNetworking
import Model
import Simulation

/// Plans fetched from the service's HTTP API. A service that does not answer, or has no plan, leaves the trucks to their usual rhythm.
struct PlanService: PlanSource {
    private let address: URL
    private let apiKey: String?

    init(_ address: String, apiKeyFile: String?) throws {
        guard let url = URL(string: address), url.host != nil, url.scheme == "http" || url.scheme == "https" else {
            throw Failure(.wrongData, "'\(address)' is no address: write it like http://127.0.0.1:8080")
        }
        self.address = url
        apiKey = try apiKeyFile.map(SecretFile.read)
    }

    func plan(town: TownID, day: CalendarDay) async -> DrivenPlan? {
        do {
            let plans = address.appending(path: "api/v1/towns/\(town)/plans")
            let query = [URLQueryItem(name: "day", value: day.description), URLQueryItem(name: "limit", value: "1")]
            let page = try await fetch(Page.self, plans.appending(queryItems: query))
            guard let newest = page.items.first else {
                Console.message("no plan for \(day) in town '\(town)': trucks keep to their rhythm")
                return nil
            }
            return try await fetch(DrivenPlan.self, plans.appending(path: newest.id.rawValue))
        } catch {
            let why = (error as? URLError)?.localizedDescription ?? "\(error)"
            Console.message("no plan for \(day) in town '\(town)': \(why): trucks keep to their rhythm")
            return nil
        }
    }

    private struct Page: Decodable {
        var items: [Entry]

        struct Entry: Decodable { var id: PlanID }
    }

    private struct BadAnswer: Error, CustomStringConvertible {
        var description: String
    }

    private func fetch<Document: Decodable>(_ type: Document.Type, _ url: URL) async throws -> Document {
        var request = URLRequest(url: url, timeoutInterval: 10)
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        if let apiKey { request.setValue("Bearer \(apiKey)", forHTTPHeaderField: "Authorization") }
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard status == 200 else { throw BadAnswer(description: "\(url.absoluteString) answered \(status)") }
        return try JSONDecoder().decode(type, from: data)
    }
}
