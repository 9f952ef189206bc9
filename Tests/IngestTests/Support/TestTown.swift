import Foundation
import Model

/// A small town: containers 1.5 m high with a sensor 100 mm above the full line, device `bin-N` at slot `slot-N`.
enum TestTown {
    static let id: TownID = "dortmund"

    static func data(_ town: TownID = id, slots: Int = 3) -> TownData {
        guard let coordinate = Coordinate(latitude: 51.52, longitude: 7.45) else { preconditionFailure("a place in Dortmund") }
        let site = Site(id: "s1", name: "Hafen", coordinate: coordinate)
        return TownData(
            town: Town(id: town, name: town.rawValue),
            containerTypes: [
                ContainerType(
                    id: "glass", name: "Glass", usableVolumeLitres: 3200, innerHeightMillimetres: 1500,
                    sensorOffsetMillimetres: 100,
                    emptyingMethod: .crane)
            ],
            containers: (1...slots).map { Container(id: ContainerID("c-\($0)"), type: "glass") }, sites: [site],
            slots: (1...slots).map {
                Slot(
                    id: SlotID("slot-\($0)"), site: "s1", fraction: .glassWhite, container: ContainerID("c-\($0)"),
                    device: DeviceID("bin-\($0)"))
            },
            devices: (1...slots).map { Device(id: DeviceID("bin-\($0)")) })
    }

    static func topic(_ device: String, town: TownID = id) -> String { "fuellort/v1/\(town)/\(device)/reading" }

    /// Monday, 2 March 2026, 06:00 UTC.
    static let morning = Timestamp(seconds: 1_772_431_200)
}
