import Model

@testable import Reports

/// A town small enough to check by eye: two sites, three slots, one truck, one tour.
enum SampleTown {
    static let day = CalendarDay(year: 2026, month: 3, day: 2) ?? CalendarDay(epochDay: 0)

    /// 06:00 in Germany on the plan's day.
    static let six = Timestamp(rfc3339: "2026-03-02T05:00:00Z") ?? Timestamp(seconds: 0)

    static func place(_ latitude: Double, _ longitude: Double) -> Coordinate {
        Coordinate(latitude: latitude, longitude: longitude) ?? Coordinate(latitude: 0, longitude: 0).unsafelyUnwrapped
    }

    static let data = TownData(
        town: Town(id: "dortmund", name: "Dortmund"),
        containerTypes: [
            ContainerType(
                id: "igloo", name: "Iglu 3,2 m³", usableVolumeLitres: 3200, innerHeightMillimetres: 1600, emptyingMethod: .crane)
        ],
        containers: [Container(id: "c1", type: "igloo"), Container(id: "c2", type: "igloo")],
        sites: [
            Site(id: "s1", name: "Möllerstraße <Nord> & \"Park\"", coordinate: place(51.5101, 7.4502)),
            Site(id: "s2", name: "=SUM(A1)", coordinate: place(51.52, 7.46)),
        ],
        slots: [
            Slot(id: "s1-gw", site: "s1", fraction: .glassWhite, container: "c1", device: "d1"),
            Slot(id: "s1-pp", site: "s1", fraction: .paper, container: "c2"),
            Slot(id: "s2-gg", site: "s2", fraction: .glassGreen, container: nil),
        ],
        depots: [Depot(id: "hof", name: "Betriebshof", coordinate: place(51.5, 7.44))],
        disposalSites: [
            DisposalSite(id: "tip", name: "Umladestation", coordinate: place(51.53, 7.48), fractions: [.glassWhite, .paper])
        ],
        vehicles: [
            Vehicle(
                id: "v1", name: "Kran 1", depot: "hof", payloadKilograms: 10_000,
                compartments: [Compartment(fractions: [.glassWhite, .paper], volumeLitres: 20_000)], emptyingMethods: [.crane],
                shift: Shift())
        ])

    static let totals = TourTotals(
        distanceMetres: 12_345, drivingSeconds: 2400, serviceSeconds: 480, disposalSeconds: 960, waitSeconds: 0,
        breakSeconds: 1800,
        durationSeconds: 5640, sites: 1, containers: 2, loads: 1, collectedKilograms: 1234.56, dieselLitres: 6.6,
        carbonDioxideKilograms: 17.424)

    static let tour = Tour(id: "t1", vehicle: "v1", stops: stops, totals: totals)

    static let stops: [Stop] = [
        stop(.depotStart("hof"), place(51.5, 7.44), 0),
        stop(
            .site("s1"), place(51.5101, 7.4502), 600,
            emptied: [
                StopEmptying(
                    slot: "s1-gw", fraction: .glassWhite, expectedLevel: 0.87, expectedKilograms: 835.2, expectedLitres: 2784,
                    reason: .level(expected: 0.87, threshold: 0.8, fullAt: Timestamp(rfc3339: "2026-03-03T12:00:00Z"))),
                StopEmptying(
                    slot: "s1-pp", fraction: .paper, expectedLevel: 1.21, expectedKilograms: 399.36, expectedLitres: 1106.3,
                    reason: .request("r1", note: "Kartons \"daneben\"; bitte früh")),
            ], kilograms: 1234.56),
        stop(.rest, place(51.5101, 7.4502), 1800, kilograms: 1234.56),
        stop(.disposal("tip"), place(51.53, 7.48), 3600),
        stop(.depotEnd("hof"), place(51.5, 7.44), 5640),
    ]

    static let plan = Plan(
        id: "p1", town: "dortmund", day: day, createdAt: six, tours: [tour],
        leftOut: [
            LeftOut(
                slot: "s2-gg", reason: .age(days: 43.5, maximumDays: 42), obstacle: .noContainer, nearestVehicle: "v1",
                safeUntil: Timestamp(rfc3339: "2026-03-05T11:00:00Z"))
        ],
        violations: [
            PlanViolation(
                rule: "quiet-hours", source: "32. BImSchV §7", tour: "t1", stop: 1, message: "arrives 06:10, allowed from 07:00")
        ], distanceBasis: .estimate, seed: 7, iterations: 1000)

    static func stop(
        _ place: StopPlace, _ coordinate: Coordinate, _ seconds: Int, emptied: [StopEmptying] = [], kilograms: Double = 0
    ) -> Stop {
        Stop(
            place: place, coordinate: coordinate, legMetres: 1000, legSeconds: 120, arrival: six.adding(seconds: seconds),
            waitSeconds: 0, serviceSeconds: 60, departure: six.adding(seconds: seconds + 60), emptied: emptied,
            loadKilograms: kilograms, loadLitres: kilograms * 2)
    }

    static func status(
        _ slot: SlotID, level: Double?, quality: ReadingQuality = .good, heardHoursAgo: Double = 1, due: StopReason? = nil
    ) -> ContainerStatus {
        let names = TownNames(data)
        let index = names.index
        let now = six
        let current = level.map {
            CurrentLevel(
                slot: slot, level: $0, measuredAt: now.adding(hours: -heardHoursAgo),
                lastHeardAt: now.adding(hours: -heardHoursAgo),
                trust: 0.9, quality: quality)
        }
        let entry = index.slots[slot] ?? Slot(id: slot, site: "s1", fraction: .paper, container: nil)
        return ContainerStatus(
            site: index.sites[entry.site] ?? data.sites[0], slot: entry, type: index.containerType(of: entry), current: current,
            forecast: nil, dueReason: due, dueDay: day, asOf: now, silentAfterHours: 24)
    }

    static func wording(_ language: Language) -> Wording { Wording(names: TownNames(data), language: language) }
}
