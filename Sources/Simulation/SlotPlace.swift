import Model

/// What the simulation knows about a slot and does not change while it runs.
struct SlotPlace: Sendable {
    let slot: SlotID
    let site: SiteID
    let behaviour: SlotBehaviour
    let depositKey: RandomKey
    let sensor: Sensor?

    init(
        slot: Slot, index: TownIndex, town: TownData, intervalSeconds: Int, key: RandomKey, process: DepositProcess,
        hasFaults: Bool
    ) {
        let type = index.containerType(of: slot)
        self.slot = slot.id
        site = slot.site
        behaviour = SlotBehaviour(slot: slot, type: type, rules: town.rules, key: key)
        depositKey = process.slotKey(slot.id)
        guard let type, let device = slot.device.flatMap({ index.devices[$0] }) else {
            sensor = nil
            return
        }
        sensor = Sensor(
            device: device, slot: slot, type: type, town: town.town.id,
            gateway: GatewayOutages.gateway(of: index.sites[slot.site], key: key), intervalSeconds: intervalSeconds, key: key,
            hasFaults: hasFaults)
    }
}
