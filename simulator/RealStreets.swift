import Foundation
import Model
import Roads
import Simulation

/// Streets of a real extract at whose kerbs a town's sites can stand.
enum RealStreets {
    static func kerbs(of extract: String) throws -> [KerbLine] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fuellort-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = folder.appending(path: "streets.roads").path
            _ = try RoadImport.run(extract: extract, to: file)
            return try kerbs(in: RoadNetwork(path: file))
        } catch let error as RoadError {
            throw Failure(.wrongData, "\(error)")
        }
    }

    private static func kerbs(in network: RoadNetwork) throws -> [KerbLine] {
        let info = network.info
        guard let box = RoadBox(west: info.west, south: info.south, east: info.east, north: info.north) else { return [] }
        let kinds: Set<HighwayClass> = [.primary, .secondary, .tertiary, .unclassified, .residential, .livingStreet]
        return network.lines(in: box, zoom: 18).compactMap { line in
            guard let name = line.name, kinds.contains(line.highway), !line.isBridge, !line.isTunnel else { return nil }
            return KerbLine(name: name, course: line.points)
        }
    }
}
