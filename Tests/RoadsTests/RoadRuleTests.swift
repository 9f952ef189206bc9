import Model
import Testing

@testable import Roads

/// One rule of the road a test, on streets small enough to draw. Lengths are metres, the first figure is east, the second north.
@Suite struct RoadRuleTests {
    /// ```
    /// 13──14──15     100 m squares; ways 1, 2 below, 3, 4 above, 5, 6, 7 between
    /// │   │   │
    /// 10──11──12
    /// ```
    private func ladder(_ change: (inout SmallTown) -> Void) -> SmallTown {
        var town = SmallTown()
        for (id, x, y) in [(10, 0.0, 0.0), (11, 100, 0), (12, 200, 0), (13, 0, 100), (14, 100, 100), (15, 200, 100)] {
            town.node(id, x, y)
        }
        change(&town)
        return town
    }

    private func streets(_ town: inout SmallTown, leaving out: Set<Int> = []) {
        for (id, nodes) in [
            (1, [10, 11]), (2, [11, 12]), (3, [13, 14]), (4, [14, 15]), (5, [10, 13]), (6, [11, 14]), (7, [12, 15]),
        ]
        where !out.contains(id) {
            town.way(id, nodes)
        }
    }

    private func ways(_ roads: VehicleRoads, _ from: (Double, Double), _ to: (Double, Double)) throws -> [Int64] {
        let path = try roads.path(from: SmallTown.place(from.0, from.1), to: SmallTown.place(to.0, to.1))
        var ways: [Int64] = []
        for stretch in path.traversed where ways.last != stretch.way { ways.append(stretch.way) }
        return ways
    }

    @Test func aOneWayStreetIsNotDrivenAgainst() throws {
        let network = try ladder {
            streets(&$0, leaving: [1])
            $0.way(1, [10, 11], ["highway": "residential", "oneway": "-1"])
        }.network()
        let roads = try network.roads(for: .testCar)
        #expect(try ways(roads, (0, 30), (150, 0)) == [5, 3, 6, 2])
        #expect(try ways(roads, (150, 0), (0, 30)) == [2, 1, 5])
    }

    @Test func anExemptVehicleServesAgainstTheOneWayButDoesNotPassThrough() throws {
        let network = try ladder {
            streets(&$0, leaving: [1])
            $0.way(1, [10, 11], ["highway": "residential", "oneway": "-1"])
        }.network()
        var profile = VehicleProfile.testCar
        profile.exemptions = [.againstOneWay]
        let roads = try network.roads(for: profile)
        #expect(try ways(roads, (0, 30), (150, 0)) == [5, 3, 6, 2])
        #expect(try ways(roads, (0, 30), (40, 0)) == [5, 1])
    }

    @Test func truckTagsOpenAOneWayForTrucksAlone() throws {
        let network = try ladder {
            streets(&$0, leaving: [1])
            $0.way(1, [10, 11], ["highway": "residential", "oneway": "-1", "oneway:hgv": "no"])
        }.network()
        #expect(try ways(network.roads(for: .testTruck), (0, 30), (150, 0)) == [5, 1, 2])
        #expect(try ways(network.roads(for: .testCar), (0, 30), (150, 0)) == [5, 3, 6, 2])
    }

    @Test func noLeftTurnHolds() throws {
        let network = try ladder {
            streets(&$0)
            $0.restriction("no_left_turn", from: 1, via: 11, to: 6)
        }.network()
        let found = try ways(network.roads(for: .testCar), (50, 0), (100, 50))
        #expect(found != [1, 6])
        #expect(found.last == 6)
    }

    @Test func exceptionsAndOtherVehiclesRestrictionsAreHeeded() throws {
        let excepted = try ladder {
            streets(&$0)
            $0.restriction("no_left_turn", from: 1, via: 11, to: 6, tags: ["except": "bus;hgv"])
        }.network()
        #expect(try ways(excepted.roads(for: .testTruck), (50, 0), (100, 50)) == [1, 6])
        #expect(try ways(excepted.roads(for: .testCar), (50, 0), (100, 50)) != [1, 6])
    }

    @Test func onlyStraightOnHolds() throws {
        let network = try ladder {
            streets(&$0, leaving: [5])
            $0.restriction("only_straight_on", from: 1, via: 11, to: 2)
        }.network()
        #expect(try ways(network.roads(for: .testCar), (50, 0), (100, 50)) == [1, 2, 7, 4, 6])
    }

    @Test func aRestrictionOverAWayBindsOnlyWhoComesByItsFirstWay() throws {
        let network = try ladder {
            streets(&$0)
            $0.restriction("no_u_turn", from: 5, viaWays: [1], to: 6)
        }.network()
        let roads = try network.roads(for: .testCar)
        #expect(try ways(roads, (0, 80), (100, 30)) != [5, 1, 6])
        // Beginning on the way between, nothing is forbidden.
        #expect(try ways(roads, (30, 0), (100, 30)) == [1, 6])
    }

    @Test func aVehicleTurnsRoundOnlyWhereTheRoadEnds() throws {
        var town = SmallTown()
        for (id, x, y) in [(1, 0.0, 0.0), (2, 200, 0), (3, 400, 0), (4, 200, 100)] { town.node(id, x, y) }
        town.way(1, [1, 2], ["highway": "residential", "oneway": "yes"])
        town.way(2, [2, 3])
        town.way(3, [2, 4])
        town.way(4, [3, 1], ["highway": "residential", "oneway": "yes"])
        var profile = VehicleProfile.testCar
        profile.arrival = .kerb
        let roads = try town.network().roads(for: profile)
        // From the north side of way 3's end back south: round at its end (node 4), not in the middle of the street.
        let path = try roads.path(from: SmallTown.place(205, 50), to: SmallTown.place(195, 40))
        #expect(path.steps.contains { $0.turn == .turnRound })
        #expect(path.distanceMetres > 100)
    }

    @Test(arguments: [
        ("maxweight", "7.5"), ("maxheight", "3.5"), ("maxwidth", "2,3 m"), ("maxlength", "9"), ("maxaxleload", "8 t"),
        ("hgv", "no"), ("maxweight:hgv", "12"), ("hgv:conditional", "no @ (weight>7.5)"),
        ("motor_vehicle:conditional", "no @ (Mo-Fr 07:00-09:00)"), ("hgv:conditional", "no @ (07:30-19:00 AND weight>7.5)"),
        ("motor_vehicle:conditional", "no @ (Nov-Mar)"), ("hgv:conditional", "no @ (Mo-Sa,PH 06:00-22:00)"),
        ("maxweight:conditional", "7.5 @ (Apr 15-Oct 15: 06:00-22:00)"),
    ])
    func limitsStopTheTruck(key: String, value: String) throws {
        let network = try ladder {
            streets(&$0, leaving: [2])
            $0.way(2, [11, 12], ["highway": "residential", key: value])
        }.network()
        #expect(try ways(network.roads(for: .testTruck), (50, 0), (200, 50)) == [1, 6, 4, 7])
        if key != "motor_vehicle:conditional" {
            #expect(try ways(network.roads(for: .testCar), (50, 0), (200, 50)) == [1, 2, 7])
        }
    }

    @Test func aTimedBanHoldsInItsPeriodOnly() throws {
        let network = try ladder {
            streets(&$0, leaving: [2])
            $0.way(2, [11, 12], ["highway": "residential", "motor_vehicle:conditional": "no @ (Mo-Fr 07:00-09:00)"])
        }.network()
        var profile = VehicleProfile.testCar
        profile.periods = [
            VehicleProfile.Period(name: "peak", from: "08:00", to: "10:00", weekdays: ["Mo"]),
            VehicleProfile.Period(name: "late", from: "09:00", to: "12:00", weekdays: ["Mo"]),
            VehicleProfile.Period(name: "sunday", from: "08:00", to: "10:00", weekdays: ["Su"]),
        ]
        #expect(try ways(network.roads(for: profile, period: "peak"), (50, 0), (200, 50)) == [1, 6, 4, 7])
        #expect(try ways(network.roads(for: profile, period: "late"), (50, 0), (200, 50)) == [1, 2, 7])
        #expect(try ways(network.roads(for: profile, period: "sunday"), (50, 0), (200, 50)) == [1, 2, 7])
        #expect(throws: RoadError.unknownPeriod(name: "night", profile: "test-car", known: ["peak", "late", "sunday"])) {
            try network.roads(for: profile, period: "night")
        }
    }

    /// A lighter vehicle, another time, a day that may be none of those that are permitted, a public holiday: the street stays as it is.
    @Test(
        arguments: [
            ("hgv:conditional", "no @ (weight>26.5 AND 07:30-19:00)", [1, 2, 7]),
            ("hgv:conditional", "no @ (weight>7.5 AND 20:00-22:00)", [1, 2, 7]),
            ("hgv:conditional", "no @ (PH)", [1, 2, 7]), ("hgv:conditional", "no @ (PH 08:00-20:00)", [1, 2, 7]),
            ("hgv:conditional", "no @ (Su,PH)", [1, 2, 7]), ("hgv:conditional", "no @ (2016 Apr 25-2016 Sep 26)", [1, 2, 7]),
            ("motor_vehicle:conditional", "no @ (Dec-Feb Su)", [1, 2, 7]),
            ("hgv:conditional", "no @ (Mo-Fr 07:00-19:00; PH off)", [1, 6, 4, 7]),
            ("hgv:conditional", "no @ (Jan,Feb Mo-Fr)", [1, 6, 4, 7]),
        ] as [(String, String, [Int64])])
    func conditionsThatDoNotHoldStopNobody(key: String, value: String, expected: [Int64]) throws {
        let network = try ladder {
            streets(&$0, leaving: [2])
            $0.way(2, [11, 12], ["highway": "residential", key: value])
        }.network()
        #expect(try ways(network.roads(for: .testTruck), (50, 0), (200, 50)) == expected)
        let report = network.info.report
        #expect((report.unknown[key]?.values.reduce(0, +) ?? 0) == (value.contains("2016") ? 1 : 0))
        #expect(report.holidayRules ?? 0 == (["no @ (PH)", "no @ (PH 08:00-20:00)"].contains(value) ? 1 : 0))
    }

    @Test func aPermissionForSomeMonthsOpensNothing() throws {
        let network = try ladder {
            streets(&$0, leaving: [2])
            $0.way(
                2, [11, 12], ["highway": "residential", "motor_vehicle": "no", "motor_vehicle:conditional": "yes @ (Apr-Oct)"])
        }.network()
        #expect(try ways(network.roads(for: .testTruck), (50, 0), (200, 50)) == [1, 6, 4, 7])
        #expect(network.info.report.lines.contains { $0.contains("1 conditions for months") })
    }

    @Test func residentsRoadsServeTheirPlacesAndAreNotPassedThrough() throws {
        let network = try ladder {
            streets(&$0, leaving: [2])
            $0.way(2, [11, 12], ["highway": "residential", "motor_vehicle": "destination"])
        }.network()
        let roads = try network.roads(for: .testCar)
        #expect(try ways(roads, (50, 0), (200, 50)) == [1, 6, 4, 7])
        #expect(try ways(roads, (50, 0), (150, 0)) == [1, 2])
        #expect(try ways(roads, (150, 0), (200, 50)) == [2, 7])
        #expect(try ways(roads, (110, 0), (190, 0)) == [2])
    }

    @Test func bollardsStopAllButWhoHasTheKey() throws {
        var town = ladder { _ in }
        town.node(20, 150, 0, ["barrier": "bollard"])
        streets(&town, leaving: [2])
        town.way(2, [11, 20, 12])
        let network = try town.network()
        #expect(try ways(network.roads(for: .testCar), (50, 0), (200, 50)) == [1, 6, 4, 7])
        var keys = VehicleProfile.testCar
        keys.exemptions = [.bollards]
        keys.turns.gateSeconds = 5
        #expect(try ways(network.roads(for: keys), (50, 0), (200, 50)) == [1, 2, 7])
    }

    @Test func aPedestrianStreetIsServedWithPermissionOnly() throws {
        let network = try ladder {
            streets(&$0, leaving: [2])
            $0.way(2, [11, 12], ["highway": "pedestrian", "name": "Westenhellweg"])
        }.network()
        let stop = SmallTown.place(150, 5)
        let closed = try #require(try network.roads(for: .testTruck).snap(stop))
        #expect(closed.distanceMetres > 40)
        #expect(closed.closedStreet?.street == "Westenhellweg")
        var permitted = VehicleProfile.testTruck
        permitted.exemptions = [.pedestrianZones]
        let open = try #require(try network.roads(for: permitted).snap(stop))
        #expect(abs(open.distanceMetres - 5) < 0.5)
        #expect(try ways(network.roads(for: permitted), (50, 0), (200, 50)) == [1, 6, 4, 7])
    }

    @Test func aStopOnAnIslandIsServedFromWhereTheTruckGets() throws {
        let network = try ladder {
            streets(&$0)
            $0.node(30, 100, 30)
            $0.node(31, 140, 30)
            $0.way(30, [30, 31])
        }.network()
        let roads = try network.roads(for: .testCar)
        let place = try #require(roads.snap(SmallTown.place(120, 31)))
        #expect(place.way != 30)
        #expect(place.closedStreet?.reason == .island)
        let finding = try #require(roads.check([SmallTown.place(120, 31)]).first)
        #expect(finding.kind == .island)
    }

    @Test func aWeightLimitInFrontOfAStopIsNamed() throws {
        let network = try ladder {
            streets(&$0, leaving: [2])
            $0.way(2, [11, 12], ["highway": "residential", "name": "Hafenweg", "maxweight": "7.5"])
        }.network()
        let finding = try #require(try network.roads(for: .testTruck).check([SmallTown.place(150, 0)]).first)
        #expect(finding.kind == .overLimit)
        #expect(finding.closedStreet == "Hafenweg")
        #expect(finding.text.contains("7.5 t"))
        #expect(try network.roads(for: .testCar).check([SmallTown.place(150, 0)]).isEmpty)
    }

    @Test func nobodyStopsOnTheMotorwayAbove() throws {
        let network = try ladder {
            streets(&$0)
            $0.node(40, -500, 20)
            $0.node(41, 700, 20)
            $0.way(40, [40, 41], ["highway": "motorway", "bridge": "yes"])
        }.network()
        #expect(try network.roads(for: .testCar).snap(SmallTown.place(150, 19))?.way == 2)
    }

    @Test func theKerbDecidesFromWhichSideAStopIsServed() throws {
        let network = try ladder { streets(&$0) }.network()
        var profile = VehicleProfile.testCar
        profile.arrival = .kerb
        let roads = try network.roads(for: profile)
        // South of the southern street: the kerb of who drives west to east.
        let south = try roads.path(from: SmallTown.place(30, 0), to: SmallTown.place(150, -4))
        #expect(south.traversed.last?.isBackward == false)
        let north = try roads.path(from: SmallTown.place(30, -4), to: SmallTown.place(150, 4))
        #expect(north.traversed.last?.isBackward == true)
    }

    @Test func handFilesCloseAndSlowRoads() throws {
        let network = try ladder { streets(&$0) }.network()
        let closed = RoadAdjustments(adjustments: [.init(way: 2, isClosed: true, note: "Baustelle")])
        #expect(try ways(network.roads(for: .testCar, adjustments: closed), (50, 0), (200, 50)) == [1, 6, 4, 7])
        let slow = RoadAdjustments(adjustments: [.init(near: SmallTown.place(150, 0), speed: 2, profiles: ["test-truck"])])
        #expect(try ways(network.roads(for: .testTruck, adjustments: slow), (50, 0), (200, 50)) == [1, 6, 4, 7])
        #expect(try ways(network.roads(for: .testCar, adjustments: slow), (50, 0), (200, 50)) == [1, 2, 7])
        let zone = RoadAdjustments.Zone(
            name: "Umweltzone",
            outline: [(110.0, -50.0), (190, -50), (190, 50), (110, 50)].map { SmallTown.place($0.0, $0.1) },
            closedFor: ["test-truck"])
        #expect(
            try ways(network.roads(for: .testTruck, adjustments: RoadAdjustments(zones: [zone])), (50, 0), (200, 50)) == [
                1, 6, 4, 7,
            ])
    }

    @Test func instructionsNameTurnsStreetsAndRoundaboutExits() throws {
        var town = SmallTown()
        for (id, x, y) in [
            (1, 0.0, -200.0), (2, 0, -20), (3, 20, 0), (4, 0, 20), (5, -20, 0), (6, 0, 200), (7, 200, 0), (8, -200, 0),
            (9, 200, 200),
        ] { town.node(id, x, y) }
        town.way(1, [2, 3, 4, 5, 2], ["highway": "tertiary", "junction": "roundabout"])
        town.way(2, [1, 2], ["highway": "tertiary", "name": "Südstraße"])
        town.way(3, [4, 6], ["highway": "tertiary", "name": "Nordstraße"])
        town.way(4, [3, 7], ["highway": "tertiary", "name": "Oststraße"])
        town.way(5, [5, 8], ["highway": "tertiary", "name": "Weststraße"])
        town.way(6, [7, 9], ["highway": "residential", "name": "Am Hang"])
        town.way(7, [7, 1], ["highway": "residential", "name": "Querweg"])
        let roads = try town.network().roads(for: .testCar)
        let north = try roads.path(from: SmallTown.place(0, -150), to: SmallTown.place(0, 150))
        #expect(north.steps.map(\.turn) == [.depart, .roundabout, .arrive])
        #expect(north.steps[1].roundaboutExit == 2)
        #expect(north.steps[1].street == "Nordstraße")
        let east = try roads.path(from: SmallTown.place(50, 0), to: SmallTown.place(200, 150))
        #expect(east.steps.map(\.turn) == [.depart, .left, .arrive])
        #expect(east.steps[1].street == "Am Hang")
        #expect(east.attribution == "© OpenStreetMap contributors")
    }
}
