import Dispatching
import Model
import Reports
import Sentences
import Store
import StoreSQLite
import Testing

@Suite("Claims and sensors at the desk")
struct ClaimTests {
    private func refused(_ device: DeviceID, town: TownID? = "alpha", minutes: Int) -> QuarantinedMessage {
        QuarantinedMessage(
            id: 0, town: town, receivedAt: DeskTown.now.adding(seconds: 60 * minutes), topic: "t", payload: [1], payloadSize: 1,
            reason: .unknownDevice, detail: "", device: device)
    }

    @Test("Unknown devices are listed with count and times; of other towns only those that name no town")
    func list() async throws {
        let place = try await DeskTown()
        _ = try place.store.commit(
            IntakeBatch(quarantined: [
                refused("new", minutes: 0), refused("new", minutes: 30), refused("lora", town: nil, minutes: 10),
                refused("foreign", town: "beta", minutes: 50),
            ]))
        let claims = try await place.desk.claims(town: "alpha", limit: 10)
        #expect(claims.map(\.device) == ["new", "lora"])
        #expect(claims.first?.messages == 2)
        #expect(claims.first?.firstHeardAt == DeskTown.now)
        #expect(claims.first?.lastMessages.first?.receivedAt == DeskTown.now.adding(seconds: 1800))
    }

    @Test("A claimed device stands at its slot, with model, mounting and container type")
    func enter() async throws {
        let place = try await DeskTown()
        let result = try await place.desk.claimDevice(
            town: "alpha", device: "new",
            ClaimOrder(slot: "park-green", model: "dragino/dds75-lb", containerType: "igloo", sensorOffsetMillimetres: 120))
        #expect(result.device == Device(id: "new", model: "dragino/dds75-lb", sensorOffsetMillimetres: 120))
        let data = try await place.desk.townData("alpha")
        #expect(data.slots.first { $0.id == "park-green" }?.device == "new")
        #expect(try await place.desk.devices(town: "alpha", days: 30).map(\.device.id) == ["d1", "new"])
    }

    @Test("A slot with a device, or a device at another slot, is refused until that is said; nothing changes then")
    func conflicts() async throws {
        let place = try await DeskTown()
        await #expect(throws: DeskError.self) {
            try await place.desk.claimDevice(town: "alpha", device: "new", ClaimOrder(slot: "market-green"))
        }
        await #expect(throws: DeskError.self) {
            try await place.desk.claimDevice(town: "alpha", device: "d1", ClaimOrder(slot: "park-green"))
        }
        await #expect(throws: DeskError.notFound(what: "container", id: "nowhere")) {
            try await place.desk.claimDevice(town: "alpha", device: "new", ClaimOrder(slot: "nowhere"))
        }
        #expect(try await place.desk.townData("alpha") == DeskTown.data("alpha"))
        _ = try await place.desk.claimDevice(town: "alpha", device: "d1", ClaimOrder(slot: "park-green", moves: true))
        _ = try await place.desk.claimDevice(town: "alpha", device: "new", ClaimOrder(slot: "park-green", replaces: true))
        let slots = try await place.desk.townData("alpha").slots
        #expect(slots.map(\.device) == [nil, nil, "new"])
        let history = try await place.store.assignments(town: "alpha", slot: "market-green")
        #expect(history.contains { $0.assigned == .device("d1") && $0.until == DeskTown.now })
    }

    @Test("Figures count verdicts, fit the battery's fall and measure the clock")
    func figures() async throws {
        let place = try await DeskTown()
        let readings = (0..<240).map { hour in
            let at = DeskTown.now.adding(hours: Double(hour) - 240)
            return Reading(
                slot: "market-green", device: "d1", measuredAt: at, deviceTime: at.adding(seconds: -90), receivedAt: at,
                timeSource: .networkServer, origin: .live, level: 0.5, batteryPercent: 60 - Double(hour) / 24,
                quality: hour % 10 == 0 ? [.blockedEcho] : .good)
        }
        _ = try place.store.commit(IntakeBatch(readings: readings.map { TownReading(town: "alpha", reading: $0) }))
        try await place.store.compact(now: DeskTown.now)
        let status = try await place.desk.device(town: "alpha", id: "d1", days: 30)
        let figures = try #require(status.figures)
        #expect(figures.readings == 240)
        #expect(figures.verdicts == [.init(verdict: .blockedEcho, count: 24)])
        #expect(figures.clockOffsetSeconds == -90)
        #expect(abs((figures.batteryPercent?.perDay ?? 0) + 1) < 0.01)
        let empty = try #require(status.batteryEmptyAt)
        #expect(abs(empty.days(since: DeskTown.now) - 50) < 1)
        #expect(status.usableShare.map { abs($0 - 0.9) < 1e-9 } == true)
        #expect(try await place.desk.devices(town: "alpha", days: 30).first?.figures == figures)
    }
}
