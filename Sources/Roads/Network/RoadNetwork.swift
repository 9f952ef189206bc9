public import Model
import Synchronization

/// A town's roads from an OpenStreetMap extract, mapped from one file (`fuellort roads import` makes it). Never changes once opened; may be
/// used from several threads. The roads of each vehicle are made when first asked for and kept.
public final class RoadNetwork: Sendable {
    /// To be shown wherever data of the network is.
    public static let attribution = "© OpenStreetMap contributors"

    /// Of the file that is mapped into memory.
    public let path: String
    let file: NetworkFile
    private let vehicles = Mutex<[VehicleKey: VehicleRoads]>([:])

    private struct VehicleKey: Hashable {
        var profile: VehicleProfile
        var period: String?
        var adjustments: RoadAdjustments
    }

    /// Opens and checks a network file. - Throws: ``RoadError``, saying the remedy.
    public init(path: String) throws(RoadError) {
        self.path = path
        file = try NetworkFile(path: path)
    }

    /// What the file says about itself.
    public var info: RoadNetworkInfo { file.info }

    /// Size of the file, which is mapped, not read.
    public var byteCount: Int { file.byteCount }

    /// Junctions spread over the network, at most so many.
    public func sampleJunctions(_ count: Int) -> [Coordinate] {
        // They lie in the file by place, so that even steps spread them.
        let all = file.longitudes.count
        return (0..<min(count, all)).compactMap {
            let index = $0 * all / min(count, all)
            return Coordinate7(longitude: file.longitudes[index], latitude: file.latitudes[index]).coordinate
        }
    }

    /// The roads as one vehicle may use them, in one part of the day (`nil`: at any time of its working day).
    ///
    /// The first call makes them (about 0.1 s for a city), later ones with the same profile, adjustments and period return the same.
    /// - Throws: ``RoadError/nothingDrivable``, ``RoadError/unknownPeriod``.
    public func roads(
        for profile: VehicleProfile, adjustments: RoadAdjustments = .none, period: String? = nil
    ) throws(RoadError) -> VehicleRoads {
        let key = VehicleKey(profile: profile, period: period, adjustments: adjustments)
        if let known = vehicles.withLock({ $0[key] }) { return known }
        let made = try VehicleRoads(
            network: file, profile: profile, adjustments: adjustments, period: try profile.period(period))
        return vehicles.withLock { known in
            if let other = known[key] { return other }
            known[key] = made
            return made
        }
    }

    /// Name of a street, empty where it has none.
    func name(_ number: UInt32) -> String { file.name(number) }
}

extension NetworkFile {
    func name(_ number: UInt32) -> String {
        let bytes = nameBytes[Int(nameStarts[Int(number)])..<Int(nameStarts[Int(number) + 1])]
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The street's name, else its number (`B 1`).
    func street(_ segment: Int) -> String? {
        let name = name(segments[segment].name)
        if !name.isEmpty { return name }
        let ref = self.name(segments[segment].ref)
        return ref.isEmpty ? nil : ref
    }
}
