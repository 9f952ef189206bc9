import Model
import TownFiles

/// A small town with one of everything, as files a person would write.
enum SampleTown {
    static let files: [String: String] = [
        "town.yaml": """
        town:
          id: sample
          name: Beispielstadt
        """,
        "container-types.yaml": """
        container_types:
          - id: iglu
            name: Iglu 3,2 m³
            usable_volume_litres: 3200
            inner_height_millimetres: 1450
            emptying_method: crane
        """,
        "containers.csv": "id,type,inspection_due\nC1,iglu,2027-05-01\nC2,iglu,\n",
        "devices.csv": "id,model,installed\nd1,,2026-01-15\n",
        "sites.geojson": """
        {"type": "FeatureCollection", "features": [
          {"type": "Feature", "id": "S1", "geometry": {"type": "Point", "coordinates": [7.465, 51.514]},
           "properties": {"name": "Markt", "zone": "mixed"}},
          {"type": "Feature", "id": "S2", "geometry": {"type": "Point", "coordinates": [7.51, 51.49]},
           "properties": {"name": "Am Remberg", "district": "Hörde"}}
        ]}
        """,
        "slots.csv": """
        id,site,fraction,container,device,rhythm_every_weeks,rhythm_weekdays,rhythm_anchor,must_empty_level
        S1-w,S1,glass-white,C1,d1,2,monday thursday,2026-01-05,0.75
        S2-p,S2,paper,C2,,,,,
        """,
        "depots.geojson": """
        {"type": "FeatureCollection", "features": [
          {"type": "Feature", "id": "D1", "geometry": {"type": "Point", "coordinates": [7.49, 51.52]},
           "properties": {"name": "Betriebshof"}}
        ]}
        """,
        "disposal-sites.geojson": """
        {"type": "FeatureCollection", "features": [
          {"type": "Feature", "id": "T1", "geometry": {"type": "Point", "coordinates": [7.43, 51.53]},
           "properties": {"name": "Umladestation", "fractions": ["glass-white", "paper"],
             "opening_windows": [{"weekdays": ["monday", "friday"], "opens": "06:00", "closes": "14:00"}]}}
        ]}
        """,
        "vehicles.yaml": """
        vehicles:
          - id: K1
            name: Kran 1
            depot: D1
            payload_kilograms: 9000
            compartments:
              - fractions: [glass-white, paper]
                volume_litres: 30000
            emptying_methods: [crane]
        """,
        "school-holidays.csv": "name,from,to\nHerbstferien,2026-10-17,2026-10-31\n",
        "events.csv": """
        id;kind;name;from;to;sites;district;fractions;expected_factor
        market-1;market;Stadtfest;2026-09-04;2026-09-06;S1;;glass-white paper;2,5
        run;sport;Lauf;2026-05-01;2026-05-01;;Hörde;;
        """,
        "weather.csv": "day,max_temperature_celsius,rain_millimetres\n2026-06-02,24.5,0\n2026-06-01,19,3.2\n",
    ]

    /// Reads the sample with some files replaced; `nil` removes one.
    static func read(changing changes: [String: String?] = [:]) throws(TownFileFaults) -> TownData {
        var texts = files
        for (name, text) in changes { texts[name] = text }
        return try TownFileReader.read(texts.mapValues { Array($0.utf8) })
    }

    /// The faults of the sample with some files replaced; empty if it was accepted.
    static func faults(changing changes: [String: String?]) -> [TownFileFault] {
        do {
            _ = try read(changing: changes)
            return []
        } catch {
            return error.faults
        }
    }

    /// The sample with one piece of one file's text replaced.
    static func faults(in file: String, replacing old: String, with new: String) -> [TownFileFault] {
        faults(changing: [file: files[file]?.replacing(old, with: new)])
    }
}
