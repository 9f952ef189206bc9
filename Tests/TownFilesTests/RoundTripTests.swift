import Model
import Testing
import TownFiles

@Suite struct RoundTripTests {
    @Test(arguments: 0..<60) func aWrittenTownReadsBackEqual(_ seed: UInt64) throws {
        var source = RandomTown(seed: seed)
        let town = source.town()
        #expect(try TownFileReader.read(TownFileWriter.write(town)) == town)
    }

    @Test func theSampleReadsBackEqual() throws {
        let town = try SampleTown.read()
        #expect(try TownFileReader.read(TownFileWriter.write(town)) == town)
    }

    @Test func theSameTownGivesTheSameBytes() {
        var one = RandomTown(seed: 7)
        var other = RandomTown(seed: 7)
        #expect(TownFileWriter.write(one.town()) == TownFileWriter.write(other.town()))
    }

    @Test func everyFileIsWritten() {
        let written = TownFileWriter.write(TownData(town: Town(id: "a", name: "A")))
        #expect(Set(written.keys) == Set(TownFile.allCases.map(\.name)))
    }
}

/// Towns with odd but allowed values: texts that look like something else, numbers without a short form, empty and full lists.
struct RandomTown: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func town() -> TownData {
        let types = (0..<3).map { containerType($0) }
        let containers = (0..<6).map { Container(id: ID("C\($0)"), type: types[chance(3)].id, inspectionDue: maybe { $0.day() }) }
        let devices = (0..<4).map {
            Device(
                id: ID("dev-\($0)"), model: maybe { $0.name() }, installed: maybe { $0.day() },
                sensorOffsetMillimetres: maybe { Double($0.chance(9000)) / 2 })
        }
        let sites = (0..<4).map { site($0) }
        let depots = (0..<2).map { Depot(id: ID("D.\($0)"), name: name(), coordinate: place(), openingWindows: windows()) }
        let disposalSites = (0..<2).map { number in
            DisposalSite(
                id: ID("T_\(number)"), name: name(), coordinate: place(), fractions: fractions(), openingWindows: windows(),
                serviceSeconds: maybe { $0.chance(5000) })
        }
        let slots = (0..<6).map { number in
            Slot(
                id: ID("slot-\(number)"), site: sites[chance(4)].id, fraction: fraction(),
                container: maybe { _ in containers[number].id }, device: number < 4 ? maybe { _ in devices[number].id } : nil,
                rhythm: maybe { $0.rhythm() }, mustEmptyLevel: maybe { $0.share() }, maximumAgeDays: maybe { $0.share() * 100 },
                isActive: chance(2) == 0, note: maybe { $0.text() })
        }
        return TownData(
            town: Town(id: "t", name: name(), timeZone: "Europe/Berlin", language: chance(2) == 0 ? "de" : "en"), rules: rules(),
            containerTypes: types, containers: containers, sites: sites, slots: slots, devices: devices, depots: depots,
            disposalSites: disposalSites, vehicles: (0..<3).map { vehicle($0, depots, disposalSites) },
            schoolHolidays: (0..<chance(4)).map { number in
                let from = day()
                return SchoolHolidays(id: ID("h\(number)"), name: name(), from: from, to: from.adding(days: chance(50)))
            }, events: (0..<chance(4)).map { event($0, sites) },
            weather: Set((0..<chance(9)).map { _ in day() }).sorted().map { weather($0) })
    }

    private mutating func event(_ number: Int, _ sites: [Site]) -> TownEvent {
        let from = day()
        return TownEvent(
            id: ID("e\(number)"), kind: ["market", "festival-2"][chance(2)], name: name(), from: from,
            to: from.adding(days: chance(9)), sites: Array(sites.map(\.id).prefix(chance(3))),
            district: sites[chance(4)].district,
            zone: maybe { Zone.allCases[$0.chance(4)] }, fractions: chance(2) == 0 ? [] : fractions().sorted(),
            expectedFactor: maybe { 0.1 + $0.share() })
    }

    private mutating func weather(_ day: CalendarDay) -> DayWeather {
        let mean = maybe { $0.share() * 20 }
        return DayWeather(
            day: day, meanCelsius: mean, maximumCelsius: maybe { (mean ?? 0) + $0.share() },
            rainMillimetres: maybe { $0.share() },
            sunshineHours: maybe { $0.share() * 16 })
    }

    private mutating func chance(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
    private mutating func share() -> Double { Double.random(in: 0.001...1, using: &self) }
    private mutating func maybe<Value>(_ make: (inout RandomTown) -> Value) -> Value? { chance(3) == 0 ? nil : make(&self) }
    private mutating func day() -> CalendarDay { CalendarDay(epochDay: 20_000 + chance(4000)) }
    private mutating func time(_ hours: Range<Int>) -> TimeOfDay {
        TimeOfDay(seconds: Int.random(in: hours.lowerBound * 3600..<hours.upperBound * 3600, using: &self)) ?? .midnight
    }
    private mutating func fraction() -> Fraction {
        (Fraction.known + [Fraction(rawValue: "shoes")])[chance(Fraction.known.count + 1)]
    }
    private mutating func fractions() -> Set<Fraction> { Set((0...chance(4)).map { _ in fraction() }) }

    private mutating func weekdays() -> Set<Weekday> { Set((0...chance(4)).map { _ in Weekday(mondayIndex: chance(7)) }) }

    private mutating func rhythm() -> Rhythm { Rhythm(everyWeeks: 1 + chance(8), weekdays: weekdays(), anchor: day()) }

    private mutating func name() -> String {
        let names = [
            "Hörde", "true", "null", "12", "3.50", "a: b", "- x", "\"Zitat\"", "#1", "Am Markt 3, hinten", "x;y", " vorn",
            "hinten ",
            "=1+1", "Straße\u{2028}zwei", "🗑️ Papierkorb", "ends.", "{a}", "*alias", "back\\slash", "2026-03-02", "06:30", "no",
            "~",
        ]
        return names[chance(names.count)]
    }

    private mutating func text() -> String { ["", "zwei\nZeilen", "Tab\tund\r\nEnde", "'", "%", name()][chance(6)] }

    private mutating func place() -> Coordinate {
        let latitude = 51.4 + share() / 5
        return Coordinate(latitude: latitude, longitude: 7.3 + share() / 3) ?? Coordinate(latitude: 51.5, longitude: 7.5)!
    }

    private mutating func windows() -> [OpeningWindow] {
        (0..<chance(3)).map { _ in OpeningWindow(weekdays: maybe { $0.weekdays() }, opens: time(0..<12), closes: time(12..<30)) }
    }

    private mutating func containerType(_ number: Int) -> ContainerType {
        ContainerType(
            id: ID("type-\(number)"), name: name(), usableVolumeLitres: share() * 5000, innerHeightMillimetres: share() * 2000,
            sensorOffsetMillimetres: share() * 100 - 50, emptyingMethod: EmptyingMethod.allCases[chance(4)],
            serviceSeconds: maybe { $0.chance(600) })
    }

    private mutating func site(_ number: Int) -> Site {
        Site(
            id: ID("S-\(number)"), name: name(), coordinate: place(), district: maybe { $0.name() },
            zone: Zone.allCases[chance(4)], openingWindows: windows(), setupSeconds: maybe { $0.chance(600) },
            requiredSkills: chance(2) == 0 ? [] : ["narrow", "low bridge"], note: maybe { $0.text() })
    }

    private mutating func vehicle(_ number: Int, _ depots: [Depot], _ disposalSites: [DisposalSite]) -> Vehicle {
        Vehicle(
            id: ID("V\(number)"), name: name(), depot: depots[chance(depots.count)].id, payloadKilograms: share() * 10_000,
            compartments: (0...chance(3)).map { _ in Compartment(fractions: fractions(), volumeLitres: share() * 30_000) },
            emptyingMethods: Set(EmptyingMethod.allCases.prefix(1 + chance(3))), skills: chance(2) == 0 ? [] : ["narrow"],
            shift: Shift(
                start: time(4..<8), lengthSeconds: chance(36_000), weekdays: weekdays(), ruleSet: TourRuleSet.allCases[chance(2)]),
            energy: chance(2) == 0 ? .diesel() : .electric(), speedFactor: 0.5 + share(),
            disposalSites: chance(2) == 0 ? [] : disposalSites.map(\.id), isAvailable: chance(2) == 0, note: maybe { $0.text() },
            roadProfile: maybe { $0.name() })
    }

    private mutating func rules() -> TownRules {
        let exception = QuietHourException(
            zone: .residential, firstDay: CalendarDay(epochDay: 20_500), lastDay: CalendarDay(epochDay: 20_510),
            allowedFrom: time(5..<7), allowedUntil: time(18..<20), reason: name())
        return TownRules(
            thresholds: LevelThresholds(takeAlong: share() / 3, mustEmpty: 0.4 + share() / 3, critical: 0.8 + share() / 3),
            fractions: [
                "shoes": FractionProperties(densityKilogramsPerCubicMetre: 1 + share(), compaction: 1, maximumAgeDays: nil),
                "paper": FractionProperties(
                    densityKilogramsPerCubicMetre: 150 + share(), compaction: 1 + share(), maximumAgeDays: maybe { $0.share() }),
            ],
            service: ServiceTimes(siteSeconds: chance(500), craneSeconds: chance(500)),
            quietHours: chance(3) == 0
                ? []
                : QuietHours.standard + [
                    QuietHours(
                        zone: .mixed, fractions: fractions(), allowedFrom: time(4..<7), allowedUntil: time(18..<20),
                        weekdays: weekdays(),
                        source: name())
                ],
            quietHourExceptions: chance(2) == 0 ? [] : [exception], travel: TravelEstimate(detourFactor: 1 + share()),
            closedDays: (0..<chance(3)).map { _ in day() }, observesPublicHolidays: chance(2) == 0)
    }
}
