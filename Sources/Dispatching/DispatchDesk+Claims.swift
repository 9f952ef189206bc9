public import Model
public import Reports
import Sentences
import Store

extension DispatchDesk: ClaimDesk {
    /// How many of a device's newest messages are shown.
    private static let shownMessages = 5

    public func claims(town: TownID, limit: Int) async throws -> [Claim] {
        try await asDesk {
            _ = try await townData(town)
            var claims: [Claim] = []
            for unknown in try await store.unknownDevices(town: town, limit: limit) {
                claims.append(try await claim(unknown, town: town))
            }
            return claims
        }
    }

    public func claim(town: TownID, device: DeviceID) async throws -> Claim {
        try await asDesk {
            _ = try await townData(town)
            let waiting = try await store.unknownDevices(town: town, limit: .max)
            guard let unknown = waiting.first(where: { $0.device == device }) else {
                throw DeskError.notFound(what: "claim", id: device.rawValue)
            }
            return try await claim(unknown, town: town)
        }
    }

    private func claim(_ unknown: UnknownDevice, town: TownID) async throws -> Claim {
        let messages = try await store.messages(ofUnknownDevice: unknown.device, limit: Self.shownMessages)
        return Claim(
            device: unknown.device, town: unknown.town, messages: unknown.messages, firstHeardAt: unknown.firstHeardAt,
            lastHeardAt: unknown.lastHeardAt, lastMessages: messages.filter { $0.town == nil || $0.town == town })
    }

    public func claimDevice(town: TownID, device: DeviceID, _ order: ClaimOrder) async throws -> ClaimResult {
        try await asDesk {
            try await store.editTown(town, at: now()) { data in try DeviceEntry(device: device, order: order).apply(to: &data) }
            let entered = try await townData(town).devices.first { $0.id == device } ?? Device(id: device)
            var waiting = ReprocessResult(messages: 0, storedReadings: 0, repeatedReadings: 0, stillRefused: 0)
            let ids = try await store.waitingMessages(ofUnknownDevice: device)
            if !ids.isEmpty { waiting = try await quarantine.reprocess(ids: ids, reason: .unknownDevice) }
            return ClaimResult(device: entered, slot: order.slot, waiting: waiting)
        }
    }
}

/// Enters a device at a slot of a town. Pure.
struct DeviceEntry {
    var device: DeviceID
    var order: ClaimOrder

    /// - Throws: `DeskError` that names the member at fault; then nothing is changed.
    func apply(to data: inout TownData) throws {
        guard let position = data.slots.firstIndex(where: { $0.id == order.slot }) else {
            throw DeskError.notFound(what: "container", id: order.slot.rawValue)
        }
        try leaveOtherSlots(&data, except: position)
        if let present = data.slots[position].device, present != device, !order.replaces {
            throw DeskError.conflict(
                message: "Slot '\(order.slot)' has the device '\(present)'.",
                remedy: "Choose another slot, or say that it replaces the device that is there.")
        }
        try setContainerType(&data, at: position)
        data.slots[position].device = device
        enter(&data)
    }

    private func leaveOtherSlots(_ data: inout TownData, except position: Int) throws {
        for other in data.slots.indices where other != position && data.slots[other].device == device {
            guard order.moves else {
                throw DeskError.conflict(
                    message: "Device '\(device)' is entered at slot '\(data.slots[other].id)'.",
                    remedy: "Say that it moves, if it was mounted elsewhere.")
            }
            data.slots[other].device = nil
        }
    }

    private func setContainerType(_ data: inout TownData, at position: Int) throws {
        guard let wanted = order.containerType else { return }
        guard data.containerTypes.contains(where: { $0.id == wanted }) else {
            throw DeskError.invalid(
                member: "container_type", message: "There is no container type '\(wanted)'.",
                remedy: "Known are \(data.containerTypes.map(\.id.rawValue).sorted().joined(separator: ", ")).")
        }
        if let present = data.slots[position].container, let known = data.containers.firstIndex(where: { $0.id == present }) {
            data.containers[known].type = wanted
        } else {
            let id = ContainerID("\(order.slot.rawValue.prefix(60))-c")
            if !data.containers.contains(where: { $0.id == id }) { data.containers.append(Container(id: id, type: wanted)) }
            data.slots[position].container = id
        }
    }

    private func enter(_ data: inout TownData) {
        var entry = data.devices.first { $0.id == device } ?? Device(id: device)
        if let model = order.model { entry.model = model.isEmpty ? nil : model }
        if let offset = order.sensorOffsetMillimetres { entry.sensorOffsetMillimetres = offset }
        if let known = data.devices.firstIndex(where: { $0.id == device }) {
            data.devices[known] = entry
        } else {
            data.devices.append(entry)
        }
    }
}
