import Model
import Planning
import Roads

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
                matrix = try await travel.source(profile: profile, town: data).matrix(between: places.coordinates)
                matrices[profile] = matrix
            }
            if main == nil { main = matrix } else { byVehicle[vehicle.id] = matrix }
        }
        if let main {
            return (main, byVehicle.filter { !$0.value.hasSameStorage(as: main) })
        }
        return (StraightLineEstimate(rules: data.rules.travel).estimate(between: places.coordinates), [:])
    }
}

extension Plan {
    /// Says of the plan what its ways rest on: if one vehicle's are estimated, the plan is.
    mutating func mark(ways input: PlanningInput) {
        let matrices = [input.travel] + input.travelByVehicle.sorted { $0.key < $1.key }.map(\.value)
        estimateReason = matrices.lazy.compactMap(\.estimateReason).first
        if matrices.contains(where: \.basis.isEstimate) { distanceBasis = .estimate }
    }
}
