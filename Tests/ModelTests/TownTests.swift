import Foundation
import Model
import Testing

@Suite struct LevelTests {
    private let igloo = ContainerType(
        id: "igloo", name: "Iglu 3,2 m³", usableVolumeLitres: 3200, innerHeightMillimetres: 1400, sensorOffsetMillimetres: 200,
        emptyingMethod: .crane)

    @Test(arguments: [(1600.0, 0.0), (900.0, 0.5), (200.0, 1.0), (60.0, 1.1)])
    func distanceBecomesLevelAndOverfullIsNotCut(distance: Double, level: Double) throws {
        let found = try #require(FillLevel.level(distanceMillimetres: distance, type: igloo))
        #expect(abs(found - level) < 1e-9)
        #expect(abs(FillLevel.distanceMillimetres(level: level, type: igloo) - distance) < 1e-9)
    }

    @Test func noLevelWithoutHeightOrFromNaN() {
        var flat = igloo
        flat.innerHeightMillimetres = 0
        #expect(FillLevel.level(distanceMillimetres: 10, type: flat) == nil)
        #expect(FillLevel.level(distanceMillimetres: .nan, type: igloo) == nil)
    }

    @Test(arguments: [
        (0.0, FillBand.upTo25), (0.25, .upTo50), (0.75, .upTo100), (1.0, .upTo100), (1.01, .over100), (-0.03, .upTo25),
    ])
    func bandsAreQuartiles(level: Double, band: FillBand) { #expect(FillBand(level: level) == band) }

    @Test func doubtfulReadingsDoNotMoveTheLevelButLowBatteryDoes() {
        #expect(!ReadingQuality.outOfRange.mayMoveLevel)
        #expect(!ReadingQuality([.batteryLow, .tilted]).mayMoveLevel)
        #expect(ReadingQuality.batteryLow.mayMoveLevel)
        #expect(ReadingQuality(reasons: ReadingQuality([.jump, .hot]).reasons) == [.jump, .hot])
    }
}

@Suite struct RhythmTests {
    @Test func everySecondWednesdayCountsFromItsAnchorInBothDirections() throws {
        let anchor = try #require(CalendarDay(iso: "2026-11-25"))
        let rhythm = Rhythm(everyWeeks: 2, weekdays: [.wednesday], anchor: anchor.adding(days: -2))
        #expect(rhythm.holds(on: anchor))
        #expect(!rhythm.holds(on: anchor.adding(days: 7)))
        #expect(rhythm.holds(on: anchor.adding(days: 14)))
        #expect(rhythm.holds(on: anchor.adding(days: -28)))
        #expect(!rhythm.holds(on: anchor.adding(days: 1)))
        #expect(rhythm.meanIntervalDays == 14)
    }
}

@Suite struct IdentifierTests {
    @Test(arguments: ["a", "DO-0815_b.2", String(repeating: "x", count: 64)])
    func acceptsNamesThatNeedNoEscaping(text: String) {
        #expect(SiteID(validating: text)?.rawValue == text)
        #expect(Array(text.utf8).withUnsafeBytes { SiteID(validating: $0) }?.rawValue == text)
    }

    @Test(arguments: ["", "a/b", "a b", "ä", "+", "#", String(repeating: "x", count: 65)])
    func refusesNamesThatWouldBreakTopicsOrAddresses(text: String) {
        #expect(SiteID(validating: text) == nil)
        #expect(Array(text.utf8).withUnsafeBytes { SiteID(validating: $0) } == nil)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([SiteID].self, from: JSONEncoder().encode([text])) }
    }
}

@Suite struct CoordinateTests {
    @Test(arguments: [(91.0, 0.0), (0.0, 181.0), (.nan, 7.0), (51.0, .infinity)])
    func refusesPlacesThatAreNotOnTheEarth(latitude: Double, longitude: Double) {
        #expect(Coordinate(latitude: latitude, longitude: longitude) == nil)
    }
}

@Suite struct TravelMatrixTests {
    @Test func refusesWrongSizesAndNegativeEntries() {
        #expect(TravelMatrix(count: 2, distanceMetres: [0, 1, 1], durationSeconds: [0, 1, 1, 0], basis: .estimate) == nil)
        #expect(TravelMatrix(count: 1, distanceMetres: [-1], durationSeconds: [0], basis: .roads) == nil)
        #expect(TravelMatrix(count: 1, distanceMetres: [0], durationSeconds: [0], basis: .roads) != nil)
    }
}

@Suite struct RulesTests {
    @Test func whitMondayIsNoCollectionDayUnlessTheTownSaysSo() throws {
        let day = try #require(CalendarDay(iso: "2026-05-25"))
        var rules = TownRules.standard
        #expect(!rules.isCollectionDay(day))
        rules.observesPublicHolidays = false
        #expect(rules.isCollectionDay(day))
        rules.closedDays = [day]
        #expect(!rules.isCollectionDay(day))
    }

    @Test func documentsOfATownReadBackEqual() throws {
        var rules = TownRules.standard
        rules.fractions["paper"] = FractionProperties(densityKilogramsPerCubicMetre: 60, compaction: 3, maximumAgeDays: nil)
        let place = try #require(Coordinate(latitude: 51.5, longitude: 7.4))
        let data = TownData(
            town: Town(id: "dortmund", name: "Dortmund"), rules: rules,
            sites: [
                Site(
                    id: "s1", name: "Markt", coordinate: place,
                    openingWindows: [OpeningWindow(opens: .midnight, closes: .endOfDay)])
            ],
            slots: [
                Slot(
                    id: "s1-g", site: "s1", fraction: .glassGreen, container: "c1",
                    rhythm: Rhythm(everyWeeks: 2, weekdays: [.friday, .monday], anchor: CalendarDay(epochDay: 20_000)))
            ],
            vehicles: [
                Vehicle(
                    id: "v1", name: "Kran 1", depot: "d1", payloadKilograms: 10_000,
                    compartments: [Compartment(fractions: [.glassGreen], volumeLitres: 8000)], emptyingMethods: [.crane],
                    shift: Shift())
            ])
        #expect(try JSONDecoder().decode(TownData.self, from: JSONEncoder().encode(data)) == data)
    }
}
