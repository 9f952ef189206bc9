public import Model

/// What is wrong with an extract, a network file, a profile or a question to the network, and what to do about it.
public enum RoadError: Error, Sendable, Hashable, CustomStringConvertible {
    case fileMissing(path: String)
    case unreadable(path: String, detail: String)
    /// The extract is no OpenStreetMap file, is cut off or damaged.
    case malformedExtract(path: String, detail: String)
    /// The extract has no road (or none within the box).
    case noRoads(path: String, detail: String)
    /// None or few of the town's places lie near a road of the extract.
    case doesNotCover(path: String, missing: Int, of: Int, example: String)
    case notANetworkFile(path: String)
    case otherVersion(path: String, found: Int, wanted: Int)
    case damagedNetwork(path: String, detail: String)
    case cannotWrite(path: String, detail: String)
    /// A profile or adjustment file.
    case malformedFile(path: String, line: Int?, problem: String, remedy: String)
    case unknownProfile(name: String, known: [String])
    case unknownPeriod(name: String, profile: String, known: [String])
    /// No road of the network may be driven with this profile.
    case nothingDrivable(profile: String)
    /// No road that the vehicle may use near the place.
    case noRoadNear(place: Coordinate, metres: Int, nearest: Int?)
    case unreachable(from: Coordinate, to: Coordinate, profile: String)

    public var description: String {
        switch self {
        case .fileMissing(let path): "\(path): there is no such file. Check the path."
        case .unreadable(let path, let detail): "\(path): can not be read (\(detail)). Check path, rights and disk."
        case .malformedExtract(let path, let detail):
            "\(path): no OpenStreetMap extract, or cut off or damaged (\(detail)). Download it again and compare its size or checksum;"
                + " .osm.pbf and .osm are read."
        case .noRoads(let path, let detail):
            "\(path): \(detail). Take an extract that covers the town, or a larger --bbox (west,south,east,north in degrees)."
        case .doesNotCover(let path, let missing, let count, let example):
            "\(path): \(missing) of the town's \(count) places lie off every road of this extract, for example \(example)."
                + " Take an extract of the right region; --partial imports it all the same."
        case .notANetworkFile(let path):
            "\(path): no road network of Füllort. Make one with `fuellort roads import EXTRACT.osm.pbf --output FILE`."
        case .otherVersion(let path, let found, let wanted):
            "\(path): a network file of format \(found), this program reads \(wanted). Import the extract again:"
                + " `fuellort roads import EXTRACT.osm.pbf --output FILE`."
        case .damagedNetwork(let path, let detail):
            "\(path): the network file is damaged (\(detail)). Import the extract again."
        case .cannotWrite(let path, let detail): "\(path): can not be written (\(detail)). Check folder, rights and disk."
        case .malformedFile(let path, let line, let problem, let remedy):
            "\(path)\(line.map { ":\($0)" } ?? ""): \(problem). \(remedy)."
        case .unknownProfile(let name, let known):
            "there is no vehicle profile '\(name)'; known are \(known.joined(separator: ", "))"
        case .unknownPeriod(let name, let profile, let known):
            "profile '\(profile)' has no period '\(name)'; \(known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))")"
        case .nothingDrivable(let profile):
            "no road of the network may be driven with profile '\(profile)'. Check its limits and access, and the extract."
        case .noRoadNear(let place, let metres, let nearest):
            "no road that this vehicle may use within \(metres) m of \(place)"
                + (nearest.map { " (the nearest of all is \($0) m away). Check the position or the profile's access." }
                    ?? ". Check the position: latitude and longitude may be swapped, or the extract ends before it.")
        case .unreachable(let from, let to, let profile):
            "there is no way from \(from) to \(to) for profile '\(profile)'"
        }
    }
}
