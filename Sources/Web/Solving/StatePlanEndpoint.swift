import Dispatch
import Foundation
import HTTPTypes
import Planning
import Reports
import Roads
import Sentences

/// The stateless door: containers, vehicles and ways in, tours out. No town, no store; for outside simulators and researchers.
enum StatePlanEndpoint {
    static let all: [Endpoint] = [plan]

    private static let maximumBodyBytes = 64 << 20

    private static let plan = Endpoint(
        method: .post, path: "/api/v1/plan", name: "planFromState",
        summary: "Choose what to empty and compute the tours from a state of your own; nothing is stored", topic: .solving,
        body: Endpoint.BodyDescription(
            schema: .reference("PlanState"), summary: "Sites, slots with their levels or forecasts, vehicles, ways and rules."),
        success: .json(.reference("StatePlan"), "The tours."), problems: [.notFound, .unprocessableContent],
        respond: { call in
            let body = try await call.jsonBody(limitBytes: maximumBodyBytes)
            let planner = try planner(body)
            guard let place = call.office.solverPlaces.take() else { throw Problem.solverBusy }
            return try .json(try await solve(planner, place))
        })

    private static func planner(_ body: Data) throws -> StatePlanner {
        do {
            let state = try JSONDecoder().decode(PlanState.self, from: body)
            return try StatePlanner(state) { StraightLineEstimate().estimate(between: $0) }
        } catch let error as DecodingError {
            throw Problem(error)
        } catch let error as PlanStateError {
            throw Problem.invalid(
                member: error.member, Sentence(verbatim: error.message + "."),
                remedy: "See the schema of PlanState in /api/v1/openapi.json.")
        }
    }

    /// On a thread of its own, so that the search holds up nobody.
    private static func solve(_ planner: StatePlanner, _ place: SolverPlaces.Place) async throws -> StatePlan {
        let seconds = planner.seconds
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async {
                let start = DispatchTime.now().uptimeNanoseconds
                continuation.resume(
                    with: Result {
                        do {
                            return try planner.plan {
                                Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 / seconds
                            }
                        } catch {
                            throw DeskError.impossible(message: "No plan can be made.", remedy: "\(error).")
                        }
                    })
                withExtendedLifetime(place) {}
            }
        }
    }
}
