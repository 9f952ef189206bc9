import Model
import Reports

/// What the memory desk knows: a town with as many slots as wanted, an hour of readings, one plan.
enum SampleTown {
    static let day = CalendarDay(epochDay: 20_514)  // 2026-03-02, a Monday

    /// 10:00 in Dortmund on that day.
    static let now = Timestamp(seconds: 20_514 * 86_400 + 9 * 3600)

    static func place(_ north: Double, _ east: Double) -> Coordinate {
        Coordinate(latitude: 51.5 + north, longitude: 7.45 + east) ?? StraightPlace.zero
    }

    private enum StraightPlace {
        static let zero = Coordinate(latitude: 0, longitude: 0).unsafelyUnwrapped
    }

    static let fractions: [Fraction] = [.glassWhite, .glassGreen, .glassBrown, .paper, .litter]

    static func slotID(_ number: Int) -> SlotID { SlotID("slot-" + String(1000 + number).dropFirst()) }

    static func data(slotCount: Int) -> TownData {
        let siteCount = (slotCount + 4) / 5
        return TownData(
            town: Town(id: "dortmund", name: "Dortmund"),
            containerTypes: [
                ContainerType(
                    id: "igloo", name: "Iglu", usableVolumeLitres: 3200, innerHeightMillimetres: 1600, emptyingMethod: .crane)
            ],
            containers: (0..<slotCount).map { Container(id: ContainerID("c\($0)"), type: "igloo") },
            sites: (0..<siteCount).map { number in
                Site(
                    id: SiteID("site-\(number)"), name: "Standplatz \(number)", coordinate: place(Double(number) * 0.001, 0),
                    district: number.isMultiple(of: 2) ? "Nord" : "Süd",
                    openingWindows: [OpeningWindow(weekdays: [.monday], opens: TimeOfDay(hour: 7), closes: TimeOfDay(hour: 20))],
                    requiredSkills: ["narrow"])
            },
            slots: (0..<slotCount).map { number in
                Slot(
                    id: slotID(number), site: SiteID("site-\(number / 5)"), fraction: fractions[number % 5],
                    container: ContainerID("c\(number)"), device: number.isMultiple(of: 5) ? nil : DeviceID("d\(number)"))
            },
            devices: (0..<slotCount).filter { !$0.isMultiple(of: 5) }.map { Device(id: DeviceID("d\($0)")) },
            depots: [Depot(id: "hof", name: "Betriebshof", coordinate: place(-0.01, 0))],
            disposalSites: [DisposalSite(id: "tip", name: "Umladestation", coordinate: place(0.02, 0.01), fractions: [.paper])],
            vehicles: ["v1", "v2"].map { id in
                Vehicle(
                    id: VehicleID(id), name: "Kran \(id)", depot: "hof", payloadKilograms: 10_000,
                    compartments: [Compartment(fractions: [.paper, .glassWhite], volumeLitres: 20_000)],
                    emptyingMethods: [.crane],
                    shift: Shift(), energy: .electric(), note: "Rückfahrkamera defekt")
            })
    }

    static let otherTown = TownData(town: Town(id: "schwerte", name: "Schwerte", language: "en"))

    /// Four readings an hour of two slots, over three hours; some doubtful.
    static let readings: [Reading] = (0..<24).map { number in
        let at = now.adding(seconds: -3 * 3600 + number / 2 * 900)
        return Reading(
            slot: slotID(1 + number % 2), device: DeviceID("d\(1 + number % 2)"), measuredAt: at, deviceTime: at,
            receivedAt: at.adding(seconds: 2), timeSource: .device, origin: .live, level: 0.3 + Double(number) * 0.01,
            distanceMillimetres: 800, temperatureCelsius: 11.5, batteryPercent: 88, batteryVolts: 3.6, isTilted: false,
            frameCounter: Int64(number), quality: number == 7 ? [.jump] : .good)
    }

    static let emptying = Emptying(
        slot: slotID(1), at: now.adding(seconds: -4 * 3600), levelBefore: 0.92, levelAfter: 0.03, confidence: 0.97,
        source: .sensed)

    static func status(_ slot: Slot, site: Site, index: TownIndex, now: Timestamp, day: CalendarDay?) -> ContainerStatus {
        let number = Int(slot.id.rawValue.suffix(3)) ?? 0
        let heard = now.adding(hours: number == 3 ? -48 : -0.25)
        let level = Double(number % 13) * 0.1
        let current = CurrentLevel(
            slot: slot.id, level: level, measuredAt: heard, lastHeardAt: heard, trust: 0.8,
            quality: number == 2 ? [.stuck] : .good, batteryPercent: 71.26, temperatureCelsius: 12.34,
            lastEmptying: number == 1 ? emptying : nil)
        let forecast = LevelForecast(
            slot: slot.id, asOf: now, level: level, levelDeviation: 0.05, ratePerDay: 0.1, rateDeviation: 0.02, fullLevel: 0.8,
            fullAt: now.adding(days: 3), fullEarliest: now.adding(days: 2), fullLatest: nil, basis: .readings, dataAgeHours: 0.25)
        return ContainerStatus(
            site: site, slot: slot, type: index.containerType(of: slot), current: slot.device == nil ? nil : current,
            forecast: forecast,
            dueReason: level >= 0.8 && slot.device != nil ? .level(expected: level, threshold: 0.8, fullAt: nil) : nil,
            dueDay: day ?? SampleTown.day, asOf: now, silentAfterHours: 24)
    }

    static func plan(id: PlanID, day: CalendarDay) -> Plan {
        let start = TownClock(identifier: "Europe/Berlin")?.moment(day, TimeOfDay(hour: 6)) ?? now
        func stop(_ place: StopPlace, _ coordinate: Coordinate, _ minutes: Int, _ emptied: [StopEmptying] = []) -> Stop {
            Stop(
                place: place, coordinate: coordinate, legMetres: 1500, legSeconds: 240,
                arrival: start.adding(seconds: minutes * 60),
                waitSeconds: 0, serviceSeconds: 300, departure: start.adding(seconds: minutes * 60 + 300), emptied: emptied,
                loadKilograms: 800, loadLitres: 2600)
        }
        let tour = Tour(
            id: "t1", vehicle: "v1",
            stops: [
                stop(.depotStart("hof"), place(-0.01, 0), 0),
                stop(
                    .site("site-1"), place(0.001, 0), 10,
                    [
                        StopEmptying(
                            slot: slotID(8), fraction: .paper, expectedLevel: 0.85, expectedKilograms: 408, expectedLitres: 777,
                            reason: .level(expected: 0.85, threshold: 0.8, fullAt: now))
                    ]),
                stop(.rest, place(0.001, 0), 20), stop(.disposal("tip"), place(0.02, 0.01), 60),
                stop(.depotEnd("hof"), place(-0.01, 0), 90),
            ],
            totals: TourTotals(
                distanceMetres: 6000, drivingSeconds: 960, serviceSeconds: 300, disposalSeconds: 960, breakSeconds: 1800,
                durationSeconds: 5700, sites: 1, containers: 1, loads: 1, collectedKilograms: 408, electricKilowattHours: 7.2,
                carbonDioxideKilograms: 2.6))
        return Plan(
            id: id, town: "dortmund", day: day, createdAt: now, tours: [tour],
            leftOut: [
                LeftOut(
                    slot: slotID(9), reason: .request("r7", note: "voll"), obstacle: .shift, nearestVehicle: "v2",
                    safeUntil: now.adding(days: 1))
            ],
            violations: [
                PlanViolation(
                    rule: "quiet-hours", source: "32. BImSchV §7", tour: "t1", stop: 1, message: "06:10 is before 07:00")
            ], distanceBasis: .estimate, seed: 42, iterations: 500)
    }

    static let alarms: [Alarm] = [
        Alarm(
            id: 1, town: "dortmund", slot: slotID(1), device: "d1", kind: .fire, raisedAt: now.adding(hours: -5),
            clearedAt: now.adding(hours: -4), value: 81.5, limit: 70),
        Alarm(
            id: 2, town: "dortmund", slot: slotID(2), device: "d2", kind: .mustEmpty, raisedAt: now.adding(hours: -3),
            value: 0.83,
            limit: 0.8),
        Alarm(id: 3, town: "dortmund", slot: slotID(3), device: "d3", kind: .tilt, raisedAt: now.adding(hours: -1)),
    ]

    static let quarantine: [QuarantinedMessage] = (1...5).map { number in
        QuarantinedMessage(
            id: Int64(number), town: "dortmund", receivedAt: now, topic: "fuellort/v1/dortmund/x\(number)/reading",
            payload: number == 5 ? [0xFF, 0xFE] : Array("{\"level\":".utf8), payloadSize: 9,
            reason: number.isMultiple(of: 2) ? .unknownDevice : .malformed, detail: "no such device", device: "x")
    }
}
