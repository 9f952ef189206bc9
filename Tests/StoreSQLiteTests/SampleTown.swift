import Model

/// A town with every kind of thing and every member set to something that is not its default.
func sampleTown(_ id: TownID = dortmund) throws -> TownData {
    let place = Coordinate(latitude: 51.5136, longitude: 7.4653)!
    let window = OpeningWindow(weekdays: [.monday, .friday], opens: TimeOfDay(hour: 7), closes: TimeOfDay(hour: 14))
    return TownData(
        town: Town(id: id, name: "Dortmund", timeZone: "Europe/Berlin", language: "en"),
        rules: TownRules(
            thresholds: LevelThresholds(takeAlong: 0.4), closedDays: [CalendarDay(year: 2026, month: 12, day: 24)!],
            observesPublicHolidays: false),
        containerTypes: [
            ContainerType(
                id: "iglu", name: "Iglu 3,2 m³", usableVolumeLitres: 3200, innerHeightMillimetres: 1500,
                sensorOffsetMillimetres: 120,
                emptyingMethod: .crane, serviceSeconds: 200),
            ContainerType(
                id: "korb", name: "Papierkorb", usableVolumeLitres: 50, innerHeightMillimetres: 600, emptyingMethod: .manual),
        ],
        containers: [
            Container(id: "c1", type: "iglu", inspectionDue: CalendarDay(year: 2027, month: 1, day: 31)),
            Container(id: "c2", type: "korb"),
        ],
        sites: [
            Site(
                id: "p2", name: "Möllerbrücke", coordinate: place, district: "Mitte", zone: .mixed, openingWindows: [window],
                setupSeconds: 90, requiredSkills: ["narrow"], note: "zugeparkt"),
            Site(id: "p1", name: "Borsigplatz", coordinate: place),
        ],
        slots: [
            Slot(
                id: "s1", site: "p1", fraction: .glassWhite, container: "c1", device: "d1",
                rhythm: Rhythm(everyWeeks: 2, weekdays: [.wednesday], anchor: CalendarDay(year: 2026, month: 3, day: 4)!),
                mustEmptyLevel: 0.7, maximumAgeDays: 20, note: "hinten"),
            Slot(id: "s2", site: "p2", fraction: .litter, container: "c2", isActive: false),
        ],
        devices: [Device(id: "d1", model: "milesight/em400-mud", installed: CalendarDay(year: 2025, month: 5, day: 6))],
        depots: [Depot(id: "hof", name: "Sunderweg", coordinate: place, openingWindows: [window])],
        disposalSites: [
            DisposalSite(
                id: "anlage", name: "Deponie", coordinate: place, fractions: [.paper], openingWindows: [window],
                serviceSeconds: 700)
        ],
        vehicles: [
            Vehicle(
                id: "v1", name: "DO-EG 1", depot: "hof", payloadKilograms: 9_500,
                compartments: [Compartment(fractions: [.glassWhite], volumeLitres: 12_000)], emptyingMethods: [.crane],
                skills: ["narrow"], shift: Shift(ruleSet: .doorToDoor), energy: .electric(), speedFactor: 0.9,
                disposalSites: ["anlage"], isAvailable: false, note: "Werkstatt")
        ])
}

func samplePlan(_ id: PlanID = "plan-1", town: TownID = dortmund, day: CalendarDay, createdAt: Timestamp = monday) -> Plan {
    let place = Coordinate(latitude: 51.5, longitude: 7.4)!
    let stop = Stop(
        place: .site("p1"), coordinate: place, legMetres: 1200, legSeconds: 240, arrival: createdAt, waitSeconds: 0,
        serviceSeconds: 300, departure: createdAt.adding(seconds: 300),
        emptied: [
            StopEmptying(
                slot: "s1", fraction: .glassWhite, expectedLevel: 0.83, expectedKilograms: 800, expectedLitres: 2600,
                reason: .level(expected: 0.83, threshold: 0.8, fullAt: createdAt.adding(hours: 40)))
        ], loadKilograms: 800, loadLitres: 2600)
    return Plan(
        id: id, town: town, day: day, createdAt: createdAt,
        tours: [Tour(id: "t1", vehicle: "v1", stops: [stop], totals: TourTotals(distanceMetres: 1200))],
        leftOut: [LeftOut(slot: "s2", reason: .rhythm, obstacle: .shift, nearestVehicle: "v1", safeUntil: createdAt)],
        violations: [PlanViolation(rule: "shift", source: "ArbZG §3", tour: "t1", stop: 0, message: "11 h, 10 h allowed")],
        distanceBasis: .estimate, seed: .max, iterations: 7)
}
