import Foundation
import Model
import Testing

@testable import Roads

@Suite struct VehicleProfileTests {
    @Test func theProfilesThatComeWithTheProgramAreWellFormed() throws {
        let profiles = try VehicleProfile.all(inFolder: "config/profiles/vehicles")
        #expect(profiles.map(\.name) == ["car", "collector-26t", "crane-18t", "litter-van"])
        #expect(profiles[1].grossWeightTonnes == 26)
        #expect(profiles[1].periods.map(\.name) == ["early", "morning-peak", "day", "afternoon-peak"])
        #expect(profiles[2].arrival == .kerb)
        #expect(profiles[3].exemptions.contains(.againstOneWay))
    }

    @Test(arguments: [
        ("name: a", "speeds"),
        ("name: a\nspeeds: {residental: 25}", "residental"),
        ("name: a\nspeeds: {residential: fast}", "fast"),
        ("name: a\nspeeds: {residential: 25}\nmodes: [tank]", "tank"),
        ("name: a\nspeeds: {residential: 25}\nwheight: 3", "wheight"),
        ("name: a\nspeeds: {residential: 25}\nexemptions: [flying]", "flying"),
        ("name: a\nspeeds: {residential: 25}\nperiods: [{name: x, from: \"25:99\", to: \"9:00\"}]", "25:99"),
        ("- a", "map"),
    ])
    func mistakesAreNamedWithFileAndRemedy(text: String, part: String) throws {
        do {
            _ = try VehicleProfile(yaml: text, path: "truck.yaml")
            Issue.record("taken: \(text)")
        } catch {
            #expect("\(error)".contains("truck.yaml"))
            #expect("\(error)".contains(part))
        }
    }

    @Test func aHandFileIsReadAndItsMistakesNamed() throws {
        let read = try RoadAdjustments(
            yaml: """
                segments:
                  - {way: 4711, closed: true, note: Baustelle bis März}
                  - {near: [51.5, 7.46], speed: 10, profiles: [crane-18t]}
                zones:
                  - {name: Umweltzone, closed_for: [litter-van], outline: ["51.4, 7.4", "51.4, 7.5", "51.5, 7.5"]}
                """, path: "roads.yaml")
        #expect(read.adjustments.count == 2)
        #expect(read.adjustments[0].isClosed && read.adjustments[0].way == 4711)
        #expect(read.zones.first?.outline.count == 3)
        for text in ["segments: [{closed: true}]", "segments: [{way: 1}]", "zones: [{name: a, outline: [\"1,2\"]}]", "roads: []"]
        {
            #expect(throws: RoadError.self) { try RoadAdjustments(yaml: text, path: "roads.yaml") }
        }
    }

    @Test(arguments: [
        ("3.5", 3.5), ("3,5 t", 3.5), ("7500 kg", 7.5), ("12 st", 10.886), ("7.5t", 7.5),
    ])
    func weights(text: String, tonnes: Double) {
        guard case .value(let value) = Measures.tonnes(text) else { return #expect(Bool(false), "\(text)") }
        #expect(abs(value - tonnes) < 0.01)
    }

    @Test func lengthsSpeedsAndWhatIsNone() {
        #expect(Measures.metres("3.8 m") == .value(3.8))
        #expect(Measures.metres("12'6\"") == .value(12 * 0.3048 + 6 * 0.0254))
        #expect(Measures.metres("default") == .noLimit)
        #expect(Measures.metres("tall") == .unknown)
        #expect(Measures.kilometresPerHour("DE:urban") == .value(50))
        #expect(Measures.kilometresPerHour("none") == .noLimit)
        #expect(Measures.kilometresPerHour("30 mph") == .value(30 * 1.609_344))
        #expect(Measures.kilometresPerHour("sign") == .unknown)
        #expect(Measures.seconds("00:20") == 1200)
        #expect(Measures.seconds("PT1H5M") == 3900)
    }

    @Test func conditionsThatAreUnderstoodAndThoseThatAreNot() throws {
        let (rules, unknown) = PlainCondition.parse(
            "no @ (Mo-Fr 07:00-09:00,16:00-18:00; Sa,Su 00:00-24:00); delivery @ (sunset-sunrise)")
        #expect(rules.count == 1)
        #expect(rules.first?.conditions.map(\.weekdays) == [0x1F, 0x1F, 0x60])
        #expect(rules.first?.conditions.map(\.startMinute) == [420, 960, 0])
        #expect(unknown == ["delivery @ (sunset-sunrise)"])
        let night = DayPart(weekdays: 1, startMinute: 0, endMinute: 300)
        let late = ConditionRecord(
            PlainCondition(kind: .time, weekdays: 0x40, startMinute: 1320, endMinute: 360), subject: .access)
        // Sunday 22:00 to 06:00 reaches into Monday morning.
        #expect(night.touches(late))
        #expect(night.isCovered(by: late))
        #expect(!DayPart(weekdays: 2, startMinute: 0, endMinute: 300).touches(late))
    }
}
