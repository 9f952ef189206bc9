public import Model
import Planning
import Reports
public import Roads
import Sentences
import Store

extension DispatchDesk {
    /// Ways between the places for every profile that the town's vehicles drive by. The heaviest vehicle's are the town's own: what they
    /// reach, all reach.
    func ways(_ data: TownData, _ places: PlaceIndex) async throws -> (town: TravelMatrix, byVehicle: [VehicleID: TravelMatrix]) {
        let vehicles = data.vehicles.sorted { ($1.payloadKilograms, $0.id) < ($0.payloadKilograms, $1.id) }
        var matrices: [String: TravelMatrix] = [:]
        var byVehicle: [VehicleID: TravelMatrix] = [:]
        var main: TravelMatrix?
        for vehicle in vehicles {
            let profile = travel.profile(of: vehicle)
            let matrix: TravelMatrix
            if let known = matrices[profile] {
                matrix = known
            } else {
                matrix = try await travel.source(profile: profile, town: data, driven: drivenDetour(data.town.id)).matrix(
                    between: places.coordinates)
                matrices[profile] = matrix
            }
            if main == nil { main = matrix } else { byVehicle[vehicle.id] = matrix }
        }
        if let main {
            return (main, byVehicle.filter { !$0.value.hasSameStorage(as: main) })
        }
        return (StraightLineEstimate(rules: data.rules.travel).estimate(between: places.coordinates), [:])
    }

    /// How much longer than the great circle the newest tours were of which crews told the kilometres. Where the store does not answer
    /// nothing is learned.
    public func drivenDetour(_ town: TownID) -> DrivenDetour {
        { [store] in
            guard let reports = try? await store.odometerReports(town: town, limit: 30) else { return nil }
            var tours: [(Tour, Double)] = []
            for (plan, reports) in Dictionary(grouping: reports, by: \.plan) {
                guard let plan = try? await store.plan(town: town, id: plan) else { continue }
                // A tour that was finished twice counts as told last.
                var seen: Set<TourID> = []
                for report in reports where seen.insert(report.tour).inserted {
                    guard let tour = plan.tours.first(where: { $0.id == report.tour }), let told = report.kilometres else {
                        continue
                    }
                    tours.append((tour, told))
                }
            }
            return DetourFactor(driven: tours)
        }
    }

    /// - Throws: ``DeskError/faulty`` naming each vehicle whose profile is not there.
    func checkRoadProfiles(_ vehicles: [Vehicle]) throws {
        guard let known = travel.profileNames else { return }
        let faults = vehicles.compactMap { vehicle -> DeskFault? in
            guard let profile = vehicle.roadProfile, !known.contains(profile) else { return nil }
            return DeskFault(
                part: "vehicles", member: "\(vehicle.id).road_profile", message: "There is no profile '\(profile)'.",
                remedy: "Use \(known.joined(separator: ", ")), or leave it out.")
        }
        if !faults.isEmpty { throw DeskError.faulty(faults) }
    }
}

extension Plan {
    /// Says of the plan what its ways rest on: if one vehicle's are estimated, the plan is.
    mutating func mark(ways input: PlanningInput) {
        let matrices = [input.travel] + input.travelByVehicle.sorted { $0.key < $1.key }.map(\.value)
        estimateReason = matrices.lazy.compactMap(\.estimateReason).first
        if matrices.contains(where: \.basis.isEstimate) { distanceBasis = .estimate }
        detour = matrices.lazy.compactMap(\.detour).first
    }
}
