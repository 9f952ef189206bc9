import Foundation
import Model
import Testing

@testable import TownFiles

@Suite("Single things of a town as JSON")
struct TownEntityTests {
    @Test("Everything that a town has is the same again after it was written and put back", arguments: TownEntityKind.allCases)
    func roundTrip(kind: TownEntityKind) throws {
        let town = try SampleTown.read()
        for entity in TownEntities.all(kind, of: town) {
            let edit = TownEntities.Edit(kind: kind, id: entity.id, json: Array(entity.json.utf8))
            #expect(try TownEntities.apply([edit], to: town) == town, "\(kind) \(entity.id)")
            #expect(TownEntities.json(kind, entity.id, of: town) == entity.json)
        }
    }

    @Test("A change is the difference, and the difference backwards brings the old town back")
    func difference() throws {
        let town = try SampleTown.read()
        let site = try #require(town.sites.first)
        let json =
            #"{"id":"\#(site.id)","name":"Neuer Name","latitude":\#(site.coordinate.latitude),"longitude":\#(site.coordinate.longitude)}"#
        let changed = try TownEntities.apply([.init(kind: .sites, id: site.id.rawValue, json: Array(json.utf8))], to: town)
        let entries = TownEntities.difference(from: town, to: changed)
        #expect(entries.map(\.id) == [site.id.rawValue])
        let back = entries.map { TownEntities.Edit(kind: $0.kind, id: $0.id, json: $0.before.map { Array($0.utf8) }) }
        #expect(try TownEntities.apply(back, to: changed) == town)
    }

    @Test("A thing is not renamed in passing, and the town and its rules can not go")
    func refusals() throws {
        let town = try SampleTown.read()
        let site = try #require(town.sites.first).id.rawValue
        let other = #"{"id":"other","name":"x","latitude":51.5,"longitude":7.4}"#
        let renamed = #expect(throws: TownFileFaults.self) {
            try TownEntities.apply([.init(kind: .sites, id: site, json: Array(other.utf8))], to: town)
        }
        #expect(renamed?.faults.first?.member == "id")
        #expect(throws: TownFileFaults.self) { try TownEntities.apply([.init(kind: .rules, id: "rules", json: nil)], to: town) }
    }
}
