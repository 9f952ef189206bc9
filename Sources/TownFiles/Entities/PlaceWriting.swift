import Model

/// Places as GeoJSON, one feature a line so that differences between two exports are readable.
enum PlaceWriting {
    static func sites(_ sites: [Site]) -> String {
        collection(sites) { site in
            feature(
                site.id.rawValue, site.coordinate,
                [
                    ("name", JSONText.string(site.name)), ("district", site.district.map(JSONText.string)),
                    ("zone", JSONText.string(site.zone.rawValue)), ("opening_windows", windows(site.openingWindows)),
                    ("setup_seconds", site.setupSeconds.map(String.init)),
                    ("required_skills", site.requiredSkills.isEmpty ? nil : names(site.requiredSkills.sorted())),
                    ("note", site.note.map(JSONText.string)),
                ])
        }
    }

    static func depots(_ depots: [Depot]) -> String {
        collection(depots) { depot in
            feature(
                depot.id.rawValue, depot.coordinate,
                [("name", JSONText.string(depot.name)), ("opening_windows", windows(depot.openingWindows))])
        }
    }

    static func disposalSites(_ sites: [DisposalSite]) -> String {
        collection(sites) { site in
            feature(
                site.id.rawValue, site.coordinate,
                [
                    ("name", JSONText.string(site.name)), ("fractions", names(site.fractions.sorted().map(\.rawValue))),
                    ("opening_windows", windows(site.openingWindows)),
                    ("service_seconds", site.serviceSeconds.map(String.init)),
                ])
        }
    }

    private static func collection<Place>(_ places: [Place], _ feature: (Place) -> String) -> String {
        guard !places.isEmpty else { return "{\"type\": \"FeatureCollection\", \"features\": []}\n" }
        let features = places.map { "  \(feature($0))" }.joined(separator: ",\n")
        return "{\"type\": \"FeatureCollection\", \"features\": [\n\(features)\n]}\n"
    }

    private static func feature(_ id: String, _ place: Coordinate, _ properties: [(String, String?)]) -> String {
        let coordinates = JSONText.list([NumberText.plain(place.longitude), NumberText.plain(place.latitude)])
        return JSONText.object([
            ("type", JSONText.string("Feature")), ("id", JSONText.string(id)),
            ("geometry", JSONText.object([("type", JSONText.string("Point")), ("coordinates", coordinates)])),
            ("properties", JSONText.object(properties)),
        ])
    }

    private static func windows(_ windows: [OpeningWindow]) -> String? {
        guard !windows.isEmpty else { return nil }
        return JSONText.list(
            windows.map { window in
                JSONText.object([
                    ("weekdays", window.weekdays.map { names($0.inWeekOrder.map(\.rawValue)) }),
                    ("opens", JSONText.string(window.opens.description)),
                    ("closes", JSONText.string(window.closes.description)),
                ])
            })
    }

    private static func names(_ names: [String]) -> String { JSONText.list(names.map(JSONText.string)) }
}

extension Set<Weekday> {
    /// Monday first.
    var inWeekOrder: [Weekday] { sorted { $0.mondayIndex < $1.mondayIndex } }
}
