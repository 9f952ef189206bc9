import Foundation
import FoundationXML
import Model
import Testing

@testable import Simulation

@Suite struct DemoStreetsTests {
    static let streets = TestTowns.streets

    @Test func everyJunctionCanBeReachedFromEveryOtherAlsoAgainstOneWayStreets() {
        let streets = Self.streets
        let parts = OneWayStreets.strongParts(streets)
        // Motorways leave the town, so their ends are not joined.
        let junctions = Set(streets.segments.filter { !$0.isMotorway }.flatMap { [$0.from, $0.to] })
        #expect(junctions.count > 8000)
        #expect(Set(junctions.map { parts[$0] }).count == 1)
    }

    /// A truck that no limit lets pass still gets nearly everywhere; what it does not reach are single streets.
    @Test func noPartOfTheTownIsClosedToTrucks() {
        let streets = Self.streets
        var parts = DisjointSets(count: streets.points.count)
        for segment in streets.segments where !segment.limits.closesToTrucks && segment.kind != .pedestrian {
            parts.join(segment.from, segment.to)
        }
        let junctions = Set(streets.segments.flatMap { [$0.from, $0.to] })
        let sizes = Dictionary(junctions.map { (parts.root($0), 1) }, uniquingKeysWith: +)
        #expect(Double(sizes.values.max() ?? 0) > 0.98 * Double(junctions.count))
    }

    @Test func itHasWhatMakesRoadsDifficult() {
        let segments = Self.streets.segments
        #expect(segments.contains { $0.kind == .motorway } && segments.contains { $0.kind == .motorwayLink })
        #expect(segments.contains { $0.structure == .bridge } && segments.contains { $0.structure == .tunnel })
        #expect(segments.contains { $0.limits.weightTonnes != nil } && segments.contains { $0.limits.heightMetres != nil })
        #expect(segments.count { $0.isOneWay && !$0.isMotorway } > 300)
        #expect(Self.streets.restrictions.count > 20)
        let ends = Self.streets.meetings().count { $0.count == 1 }
        #expect(ends > 300)
    }

    @Test func sitesStandAtTheKerbOfTheStreetTheyAreNamedAfter() throws {
        let kerbs = Dictionary(grouping: Self.streets.kerbs, by: \.name)
        for site in TestTowns.demo.sites {
            let street = try #require(
                site.name.split(separator: ",").first?.split(separator: " ").dropLast().joined(separator: " "))
            let place = PlanePoint(site.coordinate)
            let nearest = (kerbs[street] ?? []).flatMap { line in
                zip(line.course, line.course.dropFirst()).map { Self.distance(place, PlanePoint($0), PlanePoint($1)) }
            }.min()
            #expect((nearest ?? .infinity) < 8, "\(site.name)")
        }
    }

    @Test func theOpenStreetMapFileHasEveryNodeItsWaysNeed() throws {
        let xml = Self.streets.openStreetMapXML()
        let nodes = xml.components(separatedBy: "<node id=").count - 1
        let references = xml.components(separatedBy: "<nd ref=\"").dropFirst().compactMap { Int($0.prefix { $0 != "\"" }) }
        #expect(references.allSatisfy { (1...nodes).contains($0) })
        #expect(xml.components(separatedBy: "v=\"restriction\"").count > 20)
        #expect(xml.contains("k=\"waterway\" v=\"river\"") && xml.contains("k=\"railway\" v=\"rail\""))
        #expect(XMLParser(data: Data(xml.utf8)).parse())
        #expect(xml == DemoTown(seed: 1).streets().openStreetMapXML())
    }

    private static func distance(_ p: PlanePoint, _ a: PlanePoint, _ b: PlanePoint) -> Double {
        let (x, y) = (b.east - a.east, b.north - a.north)
        let share = ((p.east - a.east) * x + (p.north - a.north) * y) / max(1, x * x + y * y)
        return p.distance(to: a.point(towards: b, share: min(1, max(0, share))))
    }
}
