import Model

/// A town of so many glass containers, each with a sensor: `bin-N` at slot `slot-N`.
enum ProbeTown {
    static func data(bins: Int) -> TownData {
        TownData(
            town: Town(id: "dortmund", name: "Dortmund"),
            containerTypes: [
                ContainerType(
                    id: "glass", name: "Glass", usableVolumeLitres: 3200, innerHeightMillimetres: 1500, emptyingMethod: .crane)
            ],
            containers: (1...max(1, bins)).map { Container(id: ContainerID("c-\($0)"), type: "glass") },
            sites: Coordinate(latitude: 51.52, longitude: 7.45).map { [Site(id: "s1", name: "Hafen", coordinate: $0)] } ?? [],
            slots: (1...max(1, bins)).map {
                Slot(
                    id: SlotID("slot-\($0)"), site: "s1", fraction: .glassWhite, container: ContainerID("c-\($0)"),
                    device: DeviceID("bin-\($0)"))
            },
            devices: (1...max(1, bins)).map { Device(id: DeviceID("bin-\($0)")) })
    }
}
