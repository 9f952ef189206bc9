public import Model
public import Reports
import Sentences
import Store

extension DispatchDesk: DeviceDesk {
    public func devices(town: TownID, days: Int) async throws -> [DeviceStatus] {
        try await asDesk {
            let data = try await townData(town)
            let moment = now()
            let figures = try await store.deviceFigures(
                town: town, from: moment.adding(days: -Double(days)), to: moment.adding(days: 1))
            return statuses(data, figures: figures, current: try await store.currentLevels(town: town), days: days, asOf: moment)
        }
    }

    public func device(town: TownID, id: DeviceID, days: Int) async throws -> DeviceStatus {
        try await asDesk {
            let data = try await townData(town)
            let moment = now()
            guard let slot = data.slots.first(where: { $0.device == id }) else {
                // Its readings stand at the slots where it was; to find them, all must be asked.
                guard let known = try await devices(town: town, days: days).first(where: { $0.device.id == id }) else {
                    throw DeskError.notFound(what: "device", id: id.rawValue)
                }
                return known
            }
            let figures = try await store.deviceFigures(
                town: town, slot: slot.id, from: moment.adding(days: -Double(days)), to: moment.adding(days: 1))
            let current = try await store.currentLevel(town: town, slot: slot.id).map { [$0] } ?? []
            let found = statuses(data, figures: figures, current: current, days: days, asOf: moment)
            guard let status = found.first(where: { $0.device.id == id }) else {
                throw DeskError.notFound(what: "device", id: id.rawValue)
            }
            return status
        }
    }

    /// Sensors at slots, and those that only have entries or readings of their own.
    private func statuses(
        _ data: TownData, figures: [DeviceFigures], current: [CurrentLevel], days: Int, asOf: Timestamp
    ) -> [DeviceStatus] {
        let index = TownIndex(data)
        let levels = Dictionary(current.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
        // Of a device that moved, the figures of the slot where it is now; else the newest.
        let byDevice = Dictionary(grouping: figures, by: \.device)
        let names = Set(index.slotByDevice.keys).union(index.devices.keys).union(byDevice.keys)
        return names.sorted().map { name in
            let slot = index.slotByDevice[name]
            let own = byDevice[name] ?? []
            return DeviceStatus(
                device: index.devices[name] ?? Device(id: name), slot: slot, site: slot.flatMap { index.sites[$0.site] },
                current: slot.flatMap { levels[$0.id] },
                figures: own.first { $0.slot == slot?.id } ?? own.max { $0.lastAt < $1.lastAt }, days: days, asOf: asOf,
                silentAfterHours: data.rules.thresholds.silentAfterHours,
                batteryWarningPercent: data.rules.thresholds.batteryWarningPercent)
        }
    }
}
