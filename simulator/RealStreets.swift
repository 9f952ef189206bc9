import Foundation
import Model
import Roads
import Simulation

/// Streets of a real extract at whose kerbs a town's sites can stand: with a name, and such that a collection truck gets there and
/// away again (an extract that was cut out leaves streets that lead nowhere).
enum RealStreets {
    static func kerbs(of extract: String) throws -> [KerbLine] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fuellort-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = folder.appending(path: "streets.roads").path
            _ = try RoadImport.run(extract: extract, to: file)
            let network = try RoadNetwork(path: file)
            return kerbs(in: network, for: try network.roads(for: truck))
        } catch let error as RoadError {
            throw Failure(.wrongData, "\(error)")
        }
    }

    /// What most of the town's trucks are like; the plan's own profiles are files of the service.
    private static var truck: VehicleProfile {
        var truck = VehicleProfile(
            name: "truck", modes: [.hgv, .motorVehicle, .vehicle],
            speeds: Dictionary(uniqueKeysWithValues: HighwayClass.allCases.filter(isStreet).map { ($0.name, 30) }))
        (truck.grossWeightTonnes, truck.axleLoadTonnes) = (26, 11.5)
        (truck.heightMetres, truck.widthMetres, truck.lengthMetres) = (3.9, 2.55, 10.5)
        return truck
    }

    private static func isStreet(_ kind: HighwayClass) -> Bool {
        switch kind {
        case .footway, .path, .cycleway, .bridleway, .track, .ferry, .busway, .pedestrian: false
        default: true
        }
    }

    private static func kerbs(in network: RoadNetwork, for roads: VehicleRoads) -> [KerbLine] {
        let info = network.info
        guard let box = RoadBox(west: info.west, south: info.south, east: info.east, north: info.north) else { return [] }
        let kinds: Set<HighwayClass> = [.primary, .secondary, .tertiary, .unclassified, .residential, .livingStreet]
        return network.lines(in: box, zoom: 18).compactMap { line in
            guard let name = line.name, kinds.contains(line.highway), !line.isBridge, !line.isTunnel,
                line.points.allSatisfy({ (roads.snap([$0]).first ?? nil)?.distanceMetres ?? .infinity < 2 })
            else { return nil }
            return KerbLine(name: name, course: line.points)
        }
    }
}
