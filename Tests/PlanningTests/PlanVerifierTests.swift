import Model
import Testing

@testable import Planning

/// Each rule is broken by hand in a plan that was right before.
@Suite struct PlanVerifierTests {
    let town: MapTown
    let right: Plan

    init() throws {
        town = MapTown("D.a.b.T")
        right = try town.plan()
    }

    private func broken(in town: MapTown? = nil, _ change: (inout Plan) -> Void) -> Set<String> {
        var plan = right
        change(&plan)
        plan.violations = PlanVerifier((town ?? self.town).input()).verify(plan, due: ["a", "b"])
        return plan.brokenRules
    }

    private func broken(by change: (inout MapTown) -> Void) -> Set<String> {
        var changed = town
        change(&changed)
        return broken(in: changed) { _ in }
    }

    /// Moves all times of the only tour.
    private func shifted(_ plan: inout Plan, seconds: Int) {
        for index in plan.tours[0].stops.indices {
            plan.tours[0].stops[index].arrival = plan.tours[0].stops[index].arrival.adding(seconds: seconds)
            plan.tours[0].stops[index].departure = plan.tours[0].stops[index].departure.adding(seconds: seconds)
        }
    }

    @Test func findsNothingInARightPlan() { #expect(broken { _ in } == []) }

    @Test func payload() { #expect(broken { $0.data.vehicles[0].payloadKilograms = 1600 } == ["payload"]) }

    @Test func volume() {
        #expect(broken { $0.data.vehicles[0].compartments[0].volumeLitres = 5000 } == ["volume"])
        #expect(broken { $0.data.vehicles[0].compartments[0].volumeLitres = 5400 } == [])
    }

    @Test func aFractionMaySpreadOverItsChambers() {
        #expect(
            broken {
                $0.data.vehicles[0].compartments = [
                    Compartment(fractions: [.glassWhite], volumeLitres: 3000),
                    Compartment(fractions: [.glassWhite, .paper], volumeLitres: 2400),
                ]
            } == [])
    }

    @Test func fractionAndMethod() {
        #expect(broken { $0.data.vehicles[0].compartments.removeFirst() } == ["fraction", "volume"])
        #expect(broken { $0.data.vehicles[0].emptyingMethods = [.sideLift] } == ["emptying-method"])
    }

    @Test func skill() { #expect(broken { $0.data.sites[0].requiredSkills = ["narrow"] } == ["skill"]) }

    @Test func tips() {
        #expect(broken { $0.data.disposalSites[0].fractions = [.paper] } == ["disposal-fraction", "load", "not-tipped"])
        #expect(broken { $0.data.vehicles[0].disposalSites = ["elsewhere"] } == ["disposal-site"])
        #expect(broken { $0.data.disposalSites = [] }.contains("unknown-disposal-site"))
    }

    @Test func aTourWithoutATip() {
        let found = broken { plan in plan.tours[0].stops.remove(at: 3) }
        #expect(found.isSuperset(of: ["not-tipped", "times", "totals", "load"]))
    }

    @Test func openingHours() {
        let late = [OpeningWindow(opens: TimeOfDay(hour: 12), closes: TimeOfDay(hour: 13))]
        #expect(broken { $0.data.sites[0].openingWindows = late } == ["opening-hours"])
        #expect(broken { $0.data.disposalSites[0].openingWindows = late } == ["opening-hours"])
        #expect(broken { $0.data.depots[0].openingWindows = late } == ["opening-hours"])
    }

    @Test func quietHoursNameTheParagraph() throws {
        var residential = town
        residential.change(site: "a") { $0.zone = .residential }
        let found = PlanVerifier(residential.input()).verify(right)
        #expect(found.map(\.rule) == ["quiet-hours"])
        #expect(found.first?.source == "32. BImSchV §7")
        #expect(found.first?.message.contains("32. BImSchV §7") == true)
        #expect(found.first?.stop == 1)
    }

    @Test func shiftBeginAndEnd() {
        #expect(broken { shifted(&$0, seconds: -3600) } == ["shift"])
        #expect(broken { shifted(&$0, seconds: 8 * 3600) } == ["shift"])
        #expect(broken { $0.data.vehicles[0].shift.lengthSeconds = 1800 } == ["shift"])
    }

    @Test func vehicles() {
        #expect(broken { $0.data.vehicles[0].isAvailable = false } == ["vehicle-off"])
        #expect(broken { $0.data.vehicles[0].shift.weekdays = [.monday] } == ["vehicle-off"])
        #expect(broken { $0.tours[0].vehicle = "ghost" } == ["unknown-vehicle"])
        #expect(broken { $0.tours.append($0.tours[0]) } == ["vehicle-twice", "slot-twice"])
    }

    @Test func collectionDay() {
        #expect(broken { $0.data.rules.closedDays = [MapTown.wednesday] } == ["collection-day"])
    }

    @Test func dueSlotsAreServedOrNamed() {
        let found = broken { plan in
            plan.tours = []
            plan.leftOut = [LeftOut(slot: "a", reason: .rhythm, obstacle: .shift)]
        }
        #expect(found == ["due-missing"])
        #expect(broken { $0.leftOut = [LeftOut(slot: "a", reason: .rhythm, obstacle: .shift)] } == ["slot-twice"])
    }

    @Test func slotsAndSites() {
        #expect(broken { $0.change(slot: "a") { $0.isActive = false } } == ["inactive-slot"])
        #expect(broken { $0.change(slot: "a") { $0.container = nil } } == ["no-container"])
        #expect(broken { $0.change(slot: "a") { $0.site = "b" } } == ["wrong-site"])
        #expect(broken { $0.data.slots.removeFirst() } == ["unknown-slot"])
        #expect(broken { $0.data.sites.removeFirst() }.contains("unknown-site"))
    }

    @Test func figures() {
        #expect(broken { $0.tours[0].stops[1].arrival = $0.tours[0].stops[1].arrival.adding(seconds: 5) } == ["times"])
        #expect(broken { $0.tours[0].stops[1].legMetres = 1 } == ["way", "totals"])
        #expect(broken { $0.tours[0].stops[2].loadKilograms = 1 } == ["load"])
        #expect(broken { $0.tours[0].totals.distanceMetres = 1 } == ["totals"])
        #expect(broken { $0.tours[0].totals.dieselLitres = 1 } == ["totals"])
        #expect(broken { $0.data.rules.service.craneSeconds = 600 } == ["service-time"])
        #expect(broken { $0.data.disposalSites[0].serviceSeconds = 6660 } == ["service-time"])
        #expect(broken { $0.data.containerTypes[0].usableVolumeLitres = 4000 } == ["amount"])
        #expect(broken { $0.town = "other" } == ["town"])
        #expect(broken { $0.tours[0].stops.removeLast() }.contains("depot"))
    }

    @Test func anEmptyTourDoesNotCrash() {
        #expect(broken { $0.tours[0].stops = [] }.isSuperset(of: ["depot", "due-missing"]))
    }

    @Test func fiveHoursOfDrivingWithoutABreakAreNamedWithTheParagraph() throws {
        let dots = String(repeating: ".", count: 89)
        let far = MapTown("D\(dots)aT")
        var plan = try far.plan()
        // Take the pause out and close the gap.
        let rest = try #require(plan.tours[0].stops.firstIndex { $0.place == .rest })
        let pause = plan.tours[0].stops.remove(at: rest)
        for index in rest..<plan.tours[0].stops.count {
            let stop = plan.tours[0].stops[index]
            plan.tours[0].stops[index].arrival = stop.arrival.adding(seconds: -pause.serviceSeconds - pause.waitSeconds)
            plan.tours[0].stops[index].departure = stop.departure.adding(seconds: -pause.serviceSeconds - pause.waitSeconds)
        }
        let found = PlanVerifier(far.input()).verify(plan)
        let driving = try #require(found.first { $0.rule == "driving-time" })
        #expect(driving.source == "VO (EG) 561/2006 Art. 7")
        #expect(driving.message.contains("561/2006"))
    }

    /// A tour of one vehicle that works the given stretches at a site, with pauses of the given minutes between them.
    private func worked(_ stretches: [Int], pauses: [Int], ruleSet: TourRuleSet = .doorToDoor) -> Set<String> {
        var town = MapTown("Da.T")
        town.data.vehicles[0].shift = Shift(lengthSeconds: 10 * 3600, ruleSet: ruleSet)
        let place = town.data.sites[0].coordinate
        var time = MapTown.clock.moment(MapTown.wednesday, TimeOfDay(hour: 6))
        var stops: [Stop] = []
        func add(_ at: StopPlace, leg: Int, _ seconds: Int) {
            let arrival = time.adding(seconds: leg)
            time = arrival.adding(seconds: seconds)
            stops.append(
                Stop(
                    place: at, coordinate: place, legMetres: leg * 10, legSeconds: leg, arrival: arrival, waitSeconds: 0,
                    serviceSeconds: seconds, departure: time, loadKilograms: 0, loadLitres: 0))
        }
        add(.depotStart("depot"), leg: 0, 0)
        for (number, minutes) in stretches.enumerated() {
            add(.site("a"), leg: number == 0 ? 100 : 0, minutes * 60)
            if number < pauses.count { add(.rest, leg: 0, pauses[number] * 60) }
        }
        add(.depotEnd("depot"), leg: 100, 0)
        let tour = Tour(id: "t", vehicle: "truck", stops: stops, totals: TourTotals(of: stops, energy: .diesel()))
        let plan = Plan(
            id: "p", town: "test", day: MapTown.wednesday, createdAt: time, tours: [tour], leftOut: [], distanceBasis: .estimate,
            seed: 1, iterations: 0)
        return Set(PlanVerifier(town.input()).verify(plan).map(\.rule))
    }

    @Test func breaksByWorkingTime() {
        #expect(worked([350], pauses: []) == [])
        #expect(worked([370], pauses: []) == ["break"])
        #expect(worked([200, 200], pauses: [30]) == [])
        #expect(worked([200, 200], pauses: [29]) == ["break"])
        #expect(worked([130, 130, 130], pauses: [15, 15]) == [])
        #expect(worked([130, 130, 130], pauses: [20, 10]) == ["break"])
        #expect(worked([280, 280], pauses: [30]) == ["break"])
        #expect(worked([280, 280], pauses: [45]) == [])
        #expect(worked([370, 30], pauses: [30]) == ["break"])
        #expect(worked([310, 310], pauses: [45]).isSuperset(of: ["working-time", "shift"]))
    }

    @Test func elevenHoursOfRestBetweenTwoDays() throws {
        var late = town.input()
        late.endsOfDayBefore = ["truck": MapTown.clock.moment(late.day.adding(days: -1), TimeOfDay(hour: 23))]
        let found = PlanVerifier(late).verify(right).first { $0.rule == "rest" }
        #expect(found?.source == "ArbZG §5")
        #expect(found?.figures?["time"]?.hasSuffix("23:00") == true)
        // The planner lets the crew sleep.
        let plan = try Planner().plan(late)
        let begin = try #require(plan.tours.first?.stops.first?.departure)
        #expect(begin >= MapTown.clock.moment(late.day, TimeOfDay(hour: 10)))
        #expect(plan.violations.isEmpty)
    }

    @Test func everyRuleHasAnUnmistakableKey() {
        #expect(Set(PlanRule.allCases.map(\.rawValue)).count == PlanRule.allCases.count)
        #expect(PlanRule.pause.source == "ArbZG §4")
    }
}
