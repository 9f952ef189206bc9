import Foundation
import Roads
import Settings

/// The road network that the settings name.
struct RoadsSettings {
    let settings: Settings

    /// The file of the network. - Throws: `CommandFailure` when none is named.
    func file() throws -> String {
        guard let file = settings.optionalText("roads.file") else {
            throw CommandFailure(
                .inputMissing,
                "no road network is named: make one with `fuellort roads import EXTRACT.osm.pbf --output FILE`, then set roads.file"
                    + " or give --network")
        }
        return file
    }

    /// - Throws: `RoadError`, `CommandFailure`.
    func network() throws -> RoadNetwork { try RoadNetwork(path: try file()) }

    /// The profile by name from the folder `roads.profiles`, or a file. - Throws: `RoadError`.
    func profile() throws -> VehicleProfile {
        let name = settings.text("roads.profile")
        if name.hasSuffix(".yaml") { return try VehicleProfile(file: name) }
        let folder = settings.text("roads.profiles")
        let file = "\(folder)/\(name).yaml"
        if FileManager.default.fileExists(atPath: file) { return try VehicleProfile(file: file) }
        let profiles = try VehicleProfile.all(inFolder: folder)
        guard let profile = profiles.first(where: { $0.name == name }) else {
            throw RoadError.unknownProfile(name: name, known: profiles.map(\.name))
        }
        return profile
    }

    /// - Throws: `RoadError`.
    func adjustments() throws -> RoadAdjustments {
        try settings.optionalText("roads.adjustments").map { try RoadAdjustments(file: $0) } ?? .none
    }

    /// - Throws: `RoadError`, `CommandFailure`.
    func roads(period: String?) throws -> (network: RoadNetwork, roads: VehicleRoads) {
        let network = try network()
        return (network, try network.roads(for: try profile(), adjustments: try adjustments(), period: period))
    }
}
