import ArgumentParser
import Dispatching
import Foundation
import Model
import Roads

/// A place with a name that commands about roads take: of the town, of a table, or a bare position.
struct RoadPlace {
    var id: String
    var name: String
    var coordinate: Coordinate

    static func all(of town: TownData) -> [RoadPlace] {
        town.depots.map { RoadPlace(id: $0.id.rawValue, name: $0.name, coordinate: $0.coordinate) }
            + town.disposalSites.map { RoadPlace(id: $0.id.rawValue, name: $0.name, coordinate: $0.coordinate) }
            + town.sites.map { RoadPlace(id: $0.id.rawValue, name: $0.name, coordinate: $0.coordinate) }
    }

    /// `51.5139,7.4653`
    static func position(_ text: String) -> Coordinate? {
        let parts = text.split(separator: ",").map { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1] else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude)
    }

    /// A table with a head line that has latitude and longitude (or lat, lon), and id if there is one. - Throws: `CommandFailure`.
    static func table(_ path: String) throws -> [RoadPlace] {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw CommandFailure(.inputMissing, "\(path): can not be read (\(error.localizedDescription))")
        }
        let rows = text.split(whereSeparator: \.isNewline).map { line in
            line.split(omittingEmptySubsequences: false) { $0 == "," || $0 == ";" }.map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"\u{FEFF}"))
            }
        }
        let head = rows.first?.map { $0.lowercased() } ?? []
        guard let latitude = head.firstIndex(where: { ["latitude", "lat"].contains($0) }),
            let longitude = head.firstIndex(where: { ["longitude", "lon", "lng"].contains($0) })
        else { throw CommandFailure(.wrongData, "\(path):1: the head line must name latitude and longitude (and id)") }
        let id = head.firstIndex(of: "id")
        return try rows.dropFirst().enumerated().map { index, row in
            guard row.count > max(latitude, longitude),
                let place = position("\(row[latitude]),\(row[longitude])")
            else { throw CommandFailure(.wrongData, "\(path):\(index + 2): no place on the earth") }
            let name = id.flatMap { $0 < row.count ? row[$0] : nil } ?? "\(index + 1)"
            return RoadPlace(id: name, name: name, coordinate: place)
        }
    }
}

/// Which places a command about roads is for: the town's, those of a table, or single ones.
struct RoadPlacesOptions: ParsableArguments {
    @OptionGroup var townOption: TownOption

    @Option(
        name: .long,
        help: ArgumentHelp("Table of places (CSV: id, latitude, longitude) instead of the town's.", valueName: "file"),
        completion: .file())
    var places: String?

    /// - Throws: `CommandFailure`, what the desk throws.
    func all(_ global: GlobalOptions) async throws -> [RoadPlace] {
        if let places { return try RoadPlace.table(places) }
        let workplace = try Workplace(try global.settings())
        return RoadPlace.all(of: try await workplace.desk.townData(try await workplace.town(townOption)))
    }
}
