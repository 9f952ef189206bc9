import Model
import Sentences

/// Positions that can not be meant: 0/0, latitude and longitude swapped, far from everything else of the town.
struct PositionCheck {
    let parts: TownParts
    let log: FaultLog

    /// A place farther from the middle of the town's places than this is called a mistake.
    static let farthestMetres = 200_000.0
    /// Towns on German time are expected in this box (the country with a margin).
    static let germany = (latitude: 47.0...55.2, longitude: 5.5...15.3)

    func run() {
        let places = allPlaces()
        let middle = median(of: places.map { swappedIntoGermany($0.coordinate) ?? $0.coordinate })
        for place in places { check(place, middle: middle) }
    }

    private struct Placed {
        var coordinate: Coordinate
        var source: SourcePlace
    }

    private func allPlaces() -> [Placed] {
        func placed<Value>(_ entries: Entries<Value>, _ coordinate: KeyPath<Value, Coordinate>) -> [Placed] {
            entries.list.compactMap { entry in
                entry.value.map { Placed(coordinate: $0[keyPath: coordinate], source: entry.place(of: "geometry.coordinates")) }
            }
        }
        return placed(parts.sites, \.coordinate) + placed(parts.depots, \.coordinate) + placed(parts.disposalSites, \.coordinate)
    }

    /// Median of latitudes and of longitudes: a few wrong places do not move it. `nil` for fewer than three places.
    private func median(of places: [Coordinate]) -> Coordinate? {
        guard places.count >= 3 else { return nil }
        let latitudes = places.map(\.latitude).sorted()
        let longitudes = places.map(\.longitude).sorted()
        return Coordinate(latitude: latitudes[places.count / 2], longitude: longitudes[places.count / 2])
    }

    private func check(_ place: Placed, middle: Coordinate?) {
        let here = place.coordinate
        let shown = "[\(NumberText.plain(here.longitude)), \(NumberText.plain(here.latitude))]"
        if abs(here.latitude) < 0.01, abs(here.longitude) < 0.01 {
            log.report(
                place.source, "\(shown) is the mark of a missing position (in the sea off Africa)",
                remedy: "Give the place's true [longitude, latitude]")
            return
        }
        let swapped = Coordinate(latitude: here.longitude, longitude: here.latitude)
        if let swapped, isSwapped(here, swapped, middle: middle) {
            log.report(
                place.source, "\(shown): latitude and longitude are swapped",
                remedy:
                    "GeoJSON wants [longitude, latitude]: [\(NumberText.plain(swapped.longitude)), \(NumberText.plain(swapped.latitude))]"
            )
            return
        }
        if let middle, here.distanceMetres(to: middle) > Self.farthestMetres {
            log.report(
                place.source,
                "\(shown) lies \(Int(here.distanceMetres(to: middle) / 1000)) km from the middle of the town's places",
                remedy: "Correct the position; a town's places lie within \(Int(Self.farthestMetres / 1000)) km")
        }
    }

    private func isSwapped(_ here: Coordinate, _ swapped: Coordinate, middle: Coordinate?) -> Bool {
        if swappedIntoGermany(here) != nil { return true }
        guard let middle else { return false }
        return here.distanceMetres(to: middle) > Self.farthestMetres && swapped.distanceMetres(to: middle) <= Self.farthestMetres
    }

    /// The place with latitude and longitude swapped, if that brings it to Germany, where the town's clocks say that it is.
    private func swappedIntoGermany(_ here: Coordinate) -> Coordinate? {
        guard ["Europe/Berlin", "Europe/Busingen"].contains(parts.town?.timeZone), !Self.isInGermany(here),
            let swapped = Coordinate(latitude: here.longitude, longitude: here.latitude), Self.isInGermany(swapped)
        else { return nil }
        return swapped
    }

    private static func isInGermany(_ place: Coordinate) -> Bool {
        germany.latitude.contains(place.latitude) && germany.longitude.contains(place.longitude)
    }
}
