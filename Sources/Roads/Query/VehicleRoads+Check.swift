public import Model

/// A place that the roads serve badly, with what a person can do about it.
public struct RoadFinding: Sendable, Hashable, Codable {
    /// What is wrong with the place, worst first within a place.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// No road that this vehicle may use is within reach.
        case offRoad = "off_road"
        /// The street in front is shut to this vehicle; it is served from farther away.
        case closedStreet = "closed_street"
        /// The street in front has a limit of weight or size that the vehicle exceeds.
        case overLimit = "over_limit"
        /// The street in front is cut off: the vehicle can not get there or not away.
        case island
        /// The nearest road is one on which nobody stops.
        case noStopping = "no_stopping"
        /// Far from the road.
        case farFromRoad = "far_from_road"
        /// The vehicle loads at its own side only and can not get to the kerb.
        case acrossTheStreet = "across_the_street"
    }

    /// Of the place in the list that was checked.
    public var index: Int
    public var kind: Kind
    /// Metres from the place to where the vehicle would stop; `nil` when there is no such point.
    public var servedFromMetres: Int?
    /// Where the vehicle would stop instead.
    public var street: String?
    /// The nearer street that does not serve it.
    public var closedStreet: String?
    /// OpenStreetMap number of that street, to look at the map or to adjust it (``RoadAdjustments``).
    public var way: Int64?
    /// English.
    public var text: String
}

extension VehicleRoads {
    /// Looks at every place and lists those that snap badly, worst first.
    ///
    /// - Parameter farMetres: from which distance a place counts as far from the road.
    public func check(_ places: [Coordinate], farMetres: Double = 60) -> [RoadFinding] {
        var findings: [RoadFinding] = []
        for (index, place) in places.enumerated() {
            if let finding = finding(index, place, farMetres: farMetres) { findings.append(finding) }
        }
        return findings.sorted { ($0.servedFromMetres ?? .max, $1.index) > ($1.servedFromMetres ?? .max, $0.index) }
    }

    private func finding(_ index: Int, _ place: Coordinate, farMetres: Double) -> RoadFinding? {
        guard let point = snap(place) else {
            let nearest = nearestAny(place)
            let text =
                nearest.map {
                    "no road this vehicle may use within \(Int(profile.reachMetres)) m; the nearest of all is \($0) m away"
                }
                ?? "no road at all near; check latitude and longitude, and whether the extract reaches this far"
            return RoadFinding(index: index, kind: .offRoad, text: text)
        }
        let metres = Int(point.distanceMetres.rounded())
        let at = point.street.map { " (\($0))" } ?? ""
        func found(_ kind: RoadFinding.Kind, _ text: String) -> RoadFinding {
            RoadFinding(
                index: index, kind: kind, servedFromMetres: metres, street: point.street,
                closedStreet: point.closedStreet?.street,
                way: point.closedStreet?.way ?? point.way, text: text)
        }
        if let closed = point.closedStreet, point.distanceMetres - closed.distanceMetres > 15 {
            let street = closed.street ?? "the \(closed.highway.name) road"
            switch closed.reason {
            case .closed where closed.limit != nil:
                return found(.overLimit, "\(street) has a \(closed.limit ?? ""): served from \(metres) m away\(at)")
            case .closed: return found(.closedStreet, "\(street) is shut to this vehicle: served from \(metres) m away\(at)")
            case .island: return found(.island, "\(street) can not be reached or left: served from \(metres) m away\(at)")
            case .noStopping: return found(.noStopping, "nobody stops on \(street): served from \(metres) m away\(at)")
            }
        }
        if point.distanceMetres > farMetres { return found(.farFromRoad, "served from \(metres) m away\(at)") }
        if point.isAcrossTheStreet {
            return found(.acrossTheStreet, "the kerb on this side can not be reached: stops on the other side\(at)")
        }
        return nil
    }
}
