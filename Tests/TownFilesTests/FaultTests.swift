import Model
import Sentences
import Testing
import TownFiles

/// What a person who has made a slip reads.
@Suite struct FaultTests {
    struct Slip: CustomTestStringConvertible, Sendable {
        var file: String
        var old: String
        var new: String
        var line: Int
        var member: String
        var says: String
        var testDescription: String { "\(file): \(new)" }
    }

    static let slips = [
        Slip(file: "town.yaml", old: "name:", new: "nmae:", line: 3, member: "town.nmae", says: "Did you mean 'name'?"),
        Slip(
            file: "town.yaml", old: "id: sample", new: "id: süd", line: 2, member: "town.id", says: "'süd' is not an identifier"),
        Slip(
            file: "container-types.yaml", old: "emptying_method: crane", new: "emptying_method: cran", line: 6,
            member: "container_types[0].emptying_method", says: "Did you mean 'crane'?"),
        Slip(
            file: "container-types.yaml", old: "3200", new: "\"3200\"", line: 4,
            member: "container_types[0].usable_volume_litres", says: "'3200' is not a number above 0"),
        Slip(
            file: "containers.csv", old: "C2,iglu", new: "C2,iglo", line: 3, member: "type",
            says: "no container type 'iglo'. Did you mean 'iglu'?"),
        Slip(file: "containers.csv", old: "C2,iglu", new: "C2,", line: 3, member: "type", says: "the member is missing"),
        Slip(
            file: "containers.csv", old: "C2,", new: "C1,", line: 3, member: "id", says: "'C1' is there twice (first in line 2)"),
        Slip(
            file: "containers.csv", old: "inspection_due", new: "inspektion", line: 1, member: "inspektion",
            says: "no such member"
        ),
        Slip(
            file: "containers.csv", old: "2027-05-01", new: "1.5.2027", line: 2, member: "inspection_due",
            says: "a day such as 2026-03-02"),
        Slip(
            file: "slots.csv", old: "0.75", new: "75", line: 2, member: "must_empty_level",
            says: "75' is not a number above 0, at most 2"),
        Slip(file: "slots.csv", old: "0.75", new: "NaN", line: 2, member: "must_empty_level", says: "'NaN' is not a number"),
        Slip(file: "slots.csv", old: "S2-p,S2", new: "S2-p,S9", line: 3, member: "site", says: "there is no site 'S9'"),
        Slip(
            file: "slots.csv", old: "paper,C2,", new: "paper,C2,d1", line: 3, member: "device", says: "already at the slot 'S1-w'"
        ),
        Slip(
            file: "slots.csv", old: "paper,C2", new: "paper,C1", line: 3, member: "container", says: "already at the slot 'S1-w'"),
        Slip(
            file: "slots.csv", old: "glass-white", new: "glas-white", line: 2, member: "fraction",
            says: "Did you mean 'glass-white'?"),
        Slip(
            file: "slots.csv", old: "monday thursday", new: "", line: 2, member: "rhythm_weekdays", says: "the member is missing"),
        Slip(
            file: "sites.geojson", old: "[7.465, 51.514]", new: "[51.514, 7.465]", line: 2,
            member: "features[0].geometry.coordinates",
            says: "swapped. GeoJSON wants [longitude, latitude]: [7.465, 51.514]"),
        Slip(
            file: "sites.geojson", old: "[7.465, 51.514]", new: "[0, 0]", line: 2, member: "features[0].geometry.coordinates",
            says: "missing position"),
        Slip(
            file: "sites.geojson", old: "[7.465, 51.514]", new: "[392864.2, 5708142.9]", line: 2,
            member: "features[0].geometry.coordinates", says: "not metres of a map projection"),
        Slip(
            file: "sites.geojson", old: "[7.465, 51.514]", new: "[13.4, 52.5]", line: 2,
            member: "features[0].geometry.coordinates",
            says: "km from the middle of the town's places"),
        Slip(
            file: "sites.geojson", old: "\"mixed\"", new: "\"mixd\"", line: 3, member: "features[0].properties.zone",
            says: "Did you mean 'mixed'?"),
        Slip(
            file: "sites.geojson", old: "\"zone\"", new: "\"zones\"", line: 3, member: "features[0].properties.zones",
            says: "Did you mean 'zone'?"),
        Slip(
            file: "disposal-sites.geojson", old: "14:00", new: "05:00", line: 4,
            member: "features[0].properties.opening_windows[0].closes", says: "05:00 is not after opens 06:00"),
        Slip(
            file: "vehicles.yaml", old: "depot: D1", new: "depot: D2", line: 4, member: "vehicles[0].depot",
            says: "there is no depot 'D2'"),
        Slip(
            file: "vehicles.yaml", old: "9000", new: "-9000", line: 5, member: "vehicles[0].payload_kilograms",
            says: "-9000' is not a number above 0"),
        Slip(
            file: "vehicles.yaml", old: "[crane]", new: "[]", line: 9, member: "vehicles[0].emptying_methods",
            says: "can empty nothing"),
    ]

    @Test(arguments: slips) func aSlipIsNamedWithFileLineMemberAndRemedy(_ slip: Slip) throws {
        let faults = SampleTown.faults(in: slip.file, replacing: slip.old, with: slip.new)
        let fault = try #require(faults.first { $0.file == slip.file && $0.member == slip.member }, "\(faults)")
        #expect(fault.line == slip.line)
        #expect(fault.description.contains(slip.says), "\(fault)")
        #expect(!fault.remedy.description.isEmpty)
    }

    @Test func aFaultReadsLikeACompilersMessage() {
        let faults = SampleTown.faults(in: "slots.csv", replacing: "S2-p,S2", with: "S2-p,S3")
        #expect(
            faults.map(\.description) == [
                "slots.csv:3:6: site: there is no site 'S3'. Add it to sites.geojson or correct the name."
            ])
    }

    @Test func allFaultsComeAtOnceInTheOrderOfFilesAndLines() {
        let faults = SampleTown.faults(changing: [
            "containers.csv": "id,type\nC1,iglo\nC2,\n", "vehicles.yaml": "vehicles: 3",
            "slots.csv": "id,site,fraction\na b,S1,paper\nx,S7,plastic\n",
        ])
        #expect(
            faults.map { "\($0.file):\($0.line ?? 0)" } == [
                "containers.csv:2", "containers.csv:3", "slots.csv:2", "slots.csv:3", "slots.csv:3", "vehicles.yaml:1",
            ])
    }

    @Test func oneBrokenFileDoesNotMakeEveryReferenceToItAFault() {
        let faults = SampleTown.faults(changing: ["sites.geojson": "{\"type\": \"FeatureCollection\", \"features\": [,]}"])
        #expect(faults.map(\.file) == ["sites.geojson"])
        #expect(faults.first?.line == 1)
        #expect(faults.first?.column == 44)
    }

    @Test func swappedPositionsAreFoundEvenIfAllAreSwapped() {
        let swapped = SampleTown.files["sites.geojson"]?
            .replacing("[7.465, 51.514]", with: "[51.514, 7.465]").replacing("[7.51, 51.49]", with: "[51.49, 7.51]")
        let faults = SampleTown.faults(changing: ["sites.geojson": swapped])
        #expect(faults.count == 2)
        #expect(faults.allSatisfy { $0.problem.description.contains("swapped") })
    }

    @Test func townsOutsideGermanyAreNotMistakenForSwappedOnes() throws {
        let site = { (id: String, lon: Double, lat: Double) in
            "{\"type\": \"Feature\", \"id\": \"\(id)\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [\(lon), \(lat)]}, "
                + "\"properties\": {\"name\": \"\(id)\"}}"
        }
        let sites = [site("a", 48.51, 8.41), site("b", 48.52, 8.40), site("c", 48.50, 8.42)].joined(separator: ",")
        let town = try TownFileReader.read([
            "town.yaml": Array("town: {id: a, name: A, time_zone: Africa/Mogadishu}".utf8),
            "sites.geojson": Array("{\"type\": \"FeatureCollection\", \"features\": [\(sites)]}".utf8),
        ])
        #expect(town.sites.count == 3)
    }

    @Test func bytesThatAreNotUTF8AreNamedWithTheirLine() {
        let bytes = Array("id,type\nC1,iglu\nC2,".utf8) + [0xFC] + Array("\n".utf8)
        let faults = #expect(throws: TownFileFaults.self) {
            try TownFileReader.read(["town.yaml": Array("town: {id: a, name: A}".utf8), "containers.csv": bytes])
        }
        #expect(faults?.faults.first?.line == 3)
        #expect(faults?.faults.first?.remedy.description.contains("Windows-1252") == true)
    }

    @Test(arguments: [
        ("sites.json", "sites.geojson"), ("container.csv", "containers.csv"), ("Slots.CSV", "slots.csv"),
        ("towns.yaml", "town.yaml"),
    ])
    func aMisspeltFileNameIsNotOverlooked(_ name: String, _ meant: String) {
        let faults = SampleTown.faults(changing: [name: ""])
        #expect(faults.map(\.file) == [name])
        #expect(faults.first?.remedy.description.contains("'\(meant)'") == true)
    }

    @Test func aPositionIsNamedWhereItsNumbersStand() throws {
        let faults = SampleTown.faults(in: "sites.geojson", replacing: "[7.51, 51.49]", with: "[51.49, 7.51]")
        #expect(faults.map(\.line) == [4])
        #expect(faults.map(\.column) == [80])
    }

    @Test(arguments: [("slots.csv", true), ("Sites.json", true), ("README.md", false), ("fuellort.sqlite", false)])
    func aFolderMayHoldOtherFiles(_ name: String, _ concerns: Bool) {
        #expect(TownFileReader.concerns(name) == concerns)
    }

    @Test func aTownWithoutItsTownFileIsRefused() {
        #expect(SampleTown.faults(changing: ["town.yaml": nil]).map(\.problem) == ["the file is missing"])
    }

    @Test(arguments: [
        "a: [1, 2", "a: b: c", "\tx: 1", "a: 1\na: 2", "---\n---\n", "", "x: *nobody",
        String(repeating: "[", count: 100_000), "a: &a [1]\nb: &b [*a,*a]\nc: 'unclosed",
    ])
    func brokenYAMLIsAFaultAndNothingWorse(_ text: String) {
        #expect(SampleTown.faults(changing: ["vehicles.yaml": text]).contains { $0.file == "vehicles.yaml" })
    }

    @Test func aliasesThatMultiplyAreStopped() {
        var text = "a0: &a0 [x]\n"
        for level in 1...30 {
            text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
        }
        #expect(SampleTown.faults(changing: ["vehicles.yaml": text]).contains { $0.problem.description.contains("too many") })
    }
}
