import Model
import Sentences

/// Sites, depots and disposal sites: GeoJSON features (RFC 7946) with points in [longitude, latitude].
enum PlaceMembers {
    static let collection = ["type", "name", "bbox", "crs", "features"]
    static let feature = ["type", "id", "bbox", "geometry", "properties"]
    static let geometry = ["type", "coordinates", "bbox"]
    static let site = ["id", "name", "district", "zone", "opening_windows", "setup_seconds", "required_skills", "note"]
    static let depot = ["id", "name", "opening_windows"]
    static let disposalSite = ["id", "name", "fractions", "opening_windows", "service_seconds"]
    static let window = ["weekdays", "opens", "closes"]

    static func readSites(_ features: [FeatureReader]) -> Entries<Site> {
        read(features) { (feature, id: SiteID?) in
            let record = feature.properties
            let name = record.required("name", .name)
            let district = record.optional("district", .name)
            let zone = record.optional("zone", ValueKind<Zone>.choice) ?? .residential
            let windows = readWindows(record)
            let setup = record.optional("setup_seconds", .integer(in: 0...86400))
            let skills = record.set("required_skills", .name) ?? []
            let note = record.optional("note", .note)
            guard let id, let name, let coordinate = feature.coordinate else { return nil }
            return Site(
                id: id, name: name, coordinate: coordinate, district: district, zone: zone, openingWindows: windows,
                setupSeconds: setup, requiredSkills: skills, note: note)
        }
    }

    static func readDepots(_ features: [FeatureReader]) -> Entries<Depot> {
        read(features) { (feature, id: DepotID?) in
            let name = feature.properties.required("name", .name)
            let windows = readWindows(feature.properties)
            guard let id, let name, let coordinate = feature.coordinate else { return nil }
            return Depot(id: id, name: name, coordinate: coordinate, openingWindows: windows)
        }
    }

    static func readDisposalSites(_ features: [FeatureReader]) -> Entries<DisposalSite> {
        read(features) { (feature, id: DisposalSiteID?) in
            let record = feature.properties
            let name = record.required("name", .name)
            if !record.has("fractions") {
                record.report("fractions", "the member is missing", remedy: "List the fractions that are taken here")
            }
            let fractions = record.set("fractions", .fraction) ?? []
            let windows = readWindows(record)
            let service = record.optional("service_seconds", .integer(in: 0...86400))
            guard let id, let name, let coordinate = feature.coordinate else { return nil }
            return DisposalSite(
                id: id, name: name, coordinate: coordinate, fractions: fractions, openingWindows: windows, serviceSeconds: service
            )
        }
    }

    private static func read<Value>(_ features: [FeatureReader], _ make: (FeatureReader, ID<Value>?) -> Value?) -> Entries<Value>
    {
        var entries = Entries<Value>()
        for feature in features {
            let id: ID<Value>? = feature.identifier()
            entries.append(feature.record, key: id?.rawValue, value: make(feature, id))
        }
        return entries
    }

    private static func readWindows(_ record: RecordReader) -> [OpeningWindow] {
        record.records("opening_windows", allowing: window).compactMap { entry in
            let weekdays = entry.set("weekdays", ValueKind<Weekday>.choice)
            let opens = entry.required("opens", .timeOfDay)
            let closes = entry.required("closes", .timeOfDay)
            guard let opens, let closes else { return nil }
            if closes <= opens {
                entry.report("closes", "\(closes) is not after opens \(opens)", remedy: "Past midnight count on: 02:00 is 26:00")
            }
            return OpeningWindow(weekdays: weekdays, opens: opens, closes: closes)
        }
    }
}
