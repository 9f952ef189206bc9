import Model
import Reports
import Sentences

extension MemoryDesk {
    func alarms(town: TownID, filter: AlarmFilter, before: Int64?, limit: Int) throws -> [Alarm] {
        _ = try townData(town)
        let found = alarmList.reversed().filter { alarm in
            alarm.town == town && alarm.id < before ?? .max && (filter.state == .all || (filter.state == .open) == alarm.isOpen)
                && (filter.kind ?? alarm.kind) == alarm.kind && (filter.slot ?? alarm.slot) == alarm.slot
                && (filter.isAcknowledged ?? (alarm.acknowledgement != nil)) == (alarm.acknowledgement != nil)
        }
        return Array(found.prefix(limit))
    }

    func acknowledgeAlarm(town: TownID, id: Int64, by person: String, note: String?) throws -> Alarm {
        guard let position = alarmList.firstIndex(where: { $0.id == id && $0.town == town }) else {
            throw DeskError.notFound(what: "alarm", id: String(id))
        }
        if alarmList[position].acknowledgement == nil {
            alarmList[position].acknowledgement = AlarmAcknowledgement(by: person, at: now, note: note)
        }
        return alarmList[position]
    }

    func devices(town: TownID, days: Int) throws -> [DeviceStatus] {
        let data = try townData(town)
        let index = TownIndex(data)
        return index.slotByDevice.sorted { $0.key < $1.key }.map { device, slot in
            let figures = DeviceFigures(
                slot: slot.id, device: device, readings: 24 * days, levels: 24 * days,
                verdicts: [.init(verdict: .blockedEcho, count: 3)], firstAt: now.adding(days: -Double(days)), lastAt: now,
                batteryPercent: .init(last: 40, lastAt: now, perDay: -0.5), clockOffsetSeconds: -4)
            return DeviceStatus(
                device: Device(id: device), slot: slot, site: index.sites[slot.site], current: nil, figures: figures, days: days,
                asOf: now, silentAfterHours: 24, batteryWarningPercent: 30)
        }
    }

    func device(town: TownID, id: DeviceID, days: Int) throws -> DeviceStatus {
        guard let status = try devices(town: town, days: days).first(where: { $0.device.id == id }) else {
            throw DeskError.notFound(what: "device", id: id.rawValue)
        }
        return status
    }

    func claims(town: TownID, limit: Int) throws -> [Claim] {
        _ = try townData(town)
        let waiting = try quarantined(reason: .unknownDevice, after: nil, limit: .max)
        return Dictionary(grouping: waiting.filter { $0.device != nil }, by: \.device).compactMap { device, messages in
            guard let device, let first = messages.first, let last = messages.last else { return nil }
            return Claim(
                device: device, town: first.town, messages: messages.count, firstHeardAt: first.receivedAt,
                lastHeardAt: last.receivedAt, lastMessages: messages.reversed())
        }
    }

    func claim(town: TownID, device: DeviceID) throws -> Claim {
        guard let claim = try claims(town: town, limit: .max).first(where: { $0.device == device }) else {
            throw DeskError.notFound(what: "claim", id: device.rawValue)
        }
        return claim
    }

    func claimDevice(town: TownID, device: DeviceID, _ order: ClaimOrder) throws -> ClaimResult {
        let data = try townData(town)
        guard let slot = data.slots.first(where: { $0.id == order.slot }) else {
            throw DeskError.notFound(what: "container", id: order.slot.rawValue)
        }
        if slot.device != nil, !order.replaces {
            throw DeskError.conflict(message: "The slot has a device.", remedy: "Choose another.")
        }
        let ids = try quarantined(reason: .unknownDevice, after: nil, limit: .max).filter { $0.device == device }.map(\.id)
        return ClaimResult(
            device: Device(id: device, model: order.model), slot: order.slot,
            waiting: try reprocess(ids: ids, reason: .unknownDevice))
    }
}
