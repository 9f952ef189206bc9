import Dispatching
import Model
import Reports
import StoreSQLite
import Testing

/// A desk over an empty database in memory, with a clock that the test sets, and a town of three slots.
struct DeskTown {
    let store: SQLiteStore
    let desk: DispatchDesk

    /// Monday, 2 March 2026, 10:00 in Dortmund.
    static let now = Timestamp(seconds: 1_772_442_000)
    static let tuesday = CalendarDay(epochDay: 20_515)

    init(now: Timestamp = DeskTown.now, towns: [TownID] = ["alpha"]) async throws {
        store = try SQLiteStore.inMemory()
        desk = DispatchDesk(store: store, quarantine: NothingToReprocess(), effort: PlanningEffort(iterations: 200), now: { now })
        for town in towns { try await desk.replaceTown(try Self.data(town)) }
    }

    static func data(_ id: TownID) throws -> TownData {
        func place(_ latitude: Double, _ longitude: Double) throws -> Coordinate {
            try #require(Coordinate(latitude: latitude, longitude: longitude))
        }
        let igloo = ContainerType(
            id: "igloo", name: "Iglu", usableVolumeLitres: 3000, innerHeightMillimetres: 1500, emptyingMethod: .crane)
        return TownData(
            town: Town(id: id, name: "Town \(id)"), containerTypes: [igloo],
            containers: ["c1", "c2", "c3"].map { Container(id: ContainerID($0), type: "igloo") },
            sites: [
                Site(id: "market", name: "Markt", coordinate: try place(51.51, 7.46), zone: .commercial),
                Site(id: "park", name: "Park", coordinate: try place(51.49, 7.50), zone: .commercial),
            ],
            slots: [
                Slot(id: "market-green", site: "market", fraction: .glassGreen, container: "c1", device: "d1"),
                Slot(id: "market-white", site: "market", fraction: .glassWhite, container: "c2"),
                Slot(id: "park-green", site: "park", fraction: .glassGreen, container: "c3"),
            ],
            devices: [Device(id: "d1")], depots: [Depot(id: "yard", name: "Betriebshof", coordinate: try place(51.53, 7.44))],
            disposalSites: [
                DisposalSite(
                    id: "tip", name: "Umladestation", coordinate: try place(51.54, 7.48), fractions: [.glassGreen, .glassWhite])
            ],
            vehicles: [
                Vehicle(
                    id: "crane", name: "Kran", depot: "yard", payloadKilograms: 9000,
                    compartments: [
                        Compartment(fractions: [.glassGreen], volumeLitres: 10_000),
                        Compartment(fractions: [.glassWhite], volumeLitres: 10_000),
                    ], emptyingMethods: [.crane], shift: Shift())
            ])
    }

    func see(_ level: Double, in slot: SlotID = "market-green", hoursAgo: Double = 0) async throws {
        _ = try await desk.enterLevel(
            town: "alpha", SeenLevel(slot: slot, level: level, seenAt: DeskTown.now.adding(hours: -hoursAgo)))
    }
}

struct NothingToReprocess: QuarantineReprocessing {
    func reprocess(ids: [Int64]?, reason: QuarantineReason?) async throws -> ReprocessResult {
        ReprocessResult(messages: 0, storedReadings: 0, repeatedReadings: 0, stillRefused: 0)
    }
}
