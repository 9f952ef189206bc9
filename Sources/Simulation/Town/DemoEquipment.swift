import Model

/// Slots, containers and sensors of the demonstration town.
struct DemoEquipment: Sendable {
    let key: RandomKey
    let sensorShare: Double
    let litterSensorShare: Double

    /// Volumes: paper 5 m³, older ones 3.2; textiles 5 m³; garage bins 240 L (EDG). Glass 3.2 m³, litter bins 50 L and all heights are
    /// assumptions; glass sensors see 136 cm when empty and 16 cm when full, as in Frankfurt.
    static let containerTypes = [
        ContainerType(
            id: "glass-3200", name: "Glasiglu 3,2 m³", usableVolumeLitres: 3200, innerHeightMillimetres: 1200,
            sensorOffsetMillimetres: 160, emptyingMethod: .crane),
        ContainerType(
            id: "paper-5000", name: "Papiercontainer 5 m³", usableVolumeLitres: 5000, innerHeightMillimetres: 1500,
            sensorOffsetMillimetres: 150, emptyingMethod: .crane),
        ContainerType(
            id: "paper-3200", name: "Papiercontainer 3,2 m³", usableVolumeLitres: 3200, innerHeightMillimetres: 1250,
            sensorOffsetMillimetres: 150, emptyingMethod: .crane),
        ContainerType(
            id: "textiles-5000", name: "Textilcontainer 5 m³", usableVolumeLitres: 5000, innerHeightMillimetres: 1500,
            sensorOffsetMillimetres: 150, emptyingMethod: .manual, serviceSeconds: 300),
        ContainerType(
            id: "litter-50", name: "Papierkorb 50 L", usableVolumeLitres: 50, innerHeightMillimetres: 550,
            sensorOffsetMillimetres: 60, emptyingMethod: .manual),
        ContainerType(
            id: "litter-240", name: "Papierkorbgarage 240 L", usableVolumeLitres: 240, innerHeightMillimetres: 850,
            sensorOffsetMillimetres: 70, emptyingMethod: .manual, serviceSeconds: 90),
    ]

    func equip(_ place: DemoSite, in data: inout TownData) {
        var numbers: [Fraction: Int] = [:]
        for fraction in place.fractions {
            let number = numbers[fraction, default: 0] + 1
            numbers[fraction] = number
            let name = "\(place.site.id)-\(Self.short(fraction))\(number)"
            let container = ContainerID("C-\(name)")
            var draw = key["equipment"][name].generator
            data.containers.append(
                Container(
                    id: container, type: type(for: fraction, &draw),
                    inspectionDue: fraction == .litter ? nil : CalendarDay(epochDay: 20_650 + draw.below(700))))
            var slot = Slot(id: SlotID(name), site: place.site.id, fraction: fraction, container: container)
            if draw.happens(fraction == .litter ? litterSensorShare : sensorShare) {
                let device = DeviceID("sim-\(name)")
                // From January 2025 to June 2026.
                data.devices.append(Device(id: device, installed: CalendarDay(epochDay: 20_089 + draw.below(545))))
                slot.device = device
            }
            data.slots.append(slot)
        }
    }

    private func type(for fraction: Fraction, _ draw: inout Xoshiro256) -> ContainerTypeID {
        let kind = draw.unit()
        return switch fraction {
        case .paper: kind < 0.75 ? "paper-5000" : "paper-3200"
        case .textiles: "textiles-5000"
        case .litter: kind < 0.9 ? "litter-50" : "litter-240"
        default: "glass-3200"
        }
    }

    /// White, green, brown, paper, textiles and litter as they stand in a slot's name.
    private static func short(_ fraction: Fraction) -> String {
        switch fraction {
        case .glassWhite: "W"
        case .glassGreen: "G"
        case .glassBrown: "B"
        case .paper: "P"
        case .textiles: "T"
        default: "L"
        }
    }
}
