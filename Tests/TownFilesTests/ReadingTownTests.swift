import Model
import Sentences
import Testing
import TownFiles

@Suite struct ReadingTownTests {
    @Test func everyPartOfTheTownIsRead() throws {
        let town = try SampleTown.read()
        #expect(town.town == Town(id: "sample", name: "Beispielstadt"))
        #expect(town.sites.map(\.name) == ["Markt", "Am Remberg"])
        #expect(town.sites.first?.coordinate == Coordinate(latitude: 51.514, longitude: 7.465))
        #expect(town.slots.first?.mustEmptyLevel == 0.75)
        #expect(town.slots.first?.rhythm?.weekdays == [.monday, .thursday])
        #expect(town.slots.last?.device == nil)
        #expect(town.containers.first?.inspectionDue == CalendarDay(year: 2027, month: 5, day: 1))
        #expect(town.disposalSites.first?.openingWindows.first?.closes == TimeOfDay(hour: 14))
        #expect(town.vehicles.first?.energy == .diesel())
        #expect(town.rules == .standard)
    }

    @Test func aTownNeedsOnlyItsName() throws {
        let town = try TownFileReader.read(["town.yaml": Array("town: {id: a, name: A}".utf8)])
        #expect(town == TownData(town: Town(id: "a", name: "A")))
    }

    @Test func aGermanSpreadsheetIsUnderstood() throws {
        let table =
            "\u{FEFF}id;site;fraction;container;must_empty_level;is_active;note\r\nS1-w;S1;glass-white;C1;0,75;ja;\"voll; \"\"sofort\"\"\"\r\n"
        let town = try SampleTown.read(changing: ["slots.csv": table])
        #expect(town.slots.first?.mustEmptyLevel == 0.75)
        #expect(town.slots.first?.isActive == true)
        #expect(town.slots.first?.note == "voll; \"sofort\"")
    }

    @Test func containerTypesMayBeATable() throws {
        let table = "id,name,usable_volume_litres,inner_height_millimetres,emptying_method\niglu,Iglu,3200,1450,crane\n"
        let town = try SampleTown.read(changing: ["container-types.yaml": nil, "container-types.csv": table])
        #expect(town.containerTypes.map(\.usableVolumeLitres) == [3200])
    }

    @Test func anIdentifierMayStandInTheProperties() throws {
        let depots = """
            {"type": "FeatureCollection", "name": "depots", "features": [
              {"type": "Feature", "properties": {"id": "D1", "name": "Hof"},
               "geometry": {"type": "Point", "coordinates": [7.49, 51.52, 88]}}]}
            """
        #expect(try SampleTown.read(changing: ["depots.geojson": depots]).depots.map(\.id) == ["D1"])
    }

    @Test func rulesThatAreLeftOutKeepTheirDefaults() throws {
        let text = """
            town: {id: sample, name: Beispielstadt, language: en}
            rules:
              thresholds: {must_empty: 0.7}
              fractions:
                glass-white: {maximum_age_days: none}
                shoes: {density_kilograms_per_cubic_metre: 200}
              closed_days: [2026-12-24]
            """
        let rules = try SampleTown.read(changing: ["town.yaml": text]).rules
        #expect(rules.thresholds == LevelThresholds(mustEmpty: 0.7))
        #expect(rules.properties(of: .glassWhite).maximumAgeDays == nil)
        #expect(rules.properties(of: .glassWhite).densityKilogramsPerCubicMetre == 300)
        #expect(rules.properties(of: Fraction(rawValue: "shoes")).densityKilogramsPerCubicMetre == 200)
        #expect(rules.closedDays == [CalendarDay(year: 2026, month: 12, day: 24)])
        #expect(rules.quietHours == QuietHours.standard)
    }

    @Test func onePartOfATownCanBeReplaced() throws {
        let town = try SampleTown.read()
        let table = "id,type\nC1,iglu\nC2,iglu\nC3,iglu\n"
        let changed = try TownFileReader.read(.containers, named: "new.csv", bytes: Array(table.utf8), over: town)
        #expect(changed.containers.count == 3)
        #expect(changed.slots == town.slots)
    }

    @Test func aPartThatBreaksTheRestIsRefusedWhole() throws {
        let town = try SampleTown.read()
        let faults = #expect(throws: TownFileFaults.self) {
            try TownFileReader.read(.containers, named: "new.csv", bytes: Array("id,type\nC1,iglu\n".utf8), over: town)
        }
        #expect(faults?.faults.map(\.file) == ["slots.csv"])
        #expect(faults?.faults.first?.problem.description == "there is no container 'C2'")
    }

    @Test func filesOfOtherNamesAreLeftAlone() throws {
        #expect(try SampleTown.read(changing: ["README.md": "hello", "photo.jpg": "…"]).town.id == "sample")
    }
}
