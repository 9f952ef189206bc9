import Decoding
import Model

/// Which slot a device reports for, in all towns: a snapshot of the registry made for quick look-ups.
struct TownDirectory: Sendable {
    /// Shared rather than copied: a message only looks at it.
    final class Place: Sendable {
        let town: TownID
        let slot: SlotID
        /// `nil` when no container stands there or its type is not known.
        let type: ContainerType?
        /// Index of the slot in the level book.
        let entry: Int

        init(town: TownID, slot: SlotID, type: ContainerType?, entry: Int) {
            self.town = town
            self.slot = slot
            self.type = type
            self.entry = entry
        }
    }

    enum Lookup {
        case found(Place)
        case unknownTown
        case unknownDevice
        /// Several towns have a device of this name, and the message does not say which town is meant.
        case ambiguous([TownID])
    }

    /// Keys are the plain texts of the identifiers, which hash and compare quicker than identifiers of another module; the few towns
    /// are found by looking along the list.
    private var byTown: [(town: TownID, devices: [String: Place])] = []
    private var placesByDevice: [DeviceID: [Place]] = [:]

    init() {}

    /// - Parameter entry: gives each slot its index in the level book. O(slots).
    init(_ towns: [TownData], entry: (TownID, SlotID) -> Int) {
        for data in towns {
            let types = Dictionary(data.containerTypes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let typeIDs = Dictionary(data.containers.map { ($0.id.rawValue, $0.type) }, uniquingKeysWith: { first, _ in first })
            var devices: [String: Place] = [:]
            devices.reserveCapacity(data.slots.count)
            for slot in data.slots {
                guard let device = slot.device, devices[device.rawValue] == nil else { continue }
                let type = slot.container.flatMap { typeIDs[$0.rawValue] }.flatMap { types[$0] }
                let place = Place(town: data.town.id, slot: slot.id, type: type, entry: entry(data.town.id, slot.id))
                devices[device.rawValue] = place
                placesByDevice[device, default: []].append(place)
            }
            byTown.append((data.town.id, devices))
        }
    }

    var towns: [TownID] { byTown.map(\.town).sorted() }

    /// O(towns).
    func look(town: TownID?, device: DeviceID) -> Lookup {
        guard let town else { return look(device: device) }
        for position in byTown.indices where byTown[position].town.rawValue == town.rawValue {
            return byTown[position].devices[device.rawValue].map(Lookup.found) ?? .unknownDevice
        }
        return .unknownTown
    }

    private func look(device: DeviceID) -> Lookup {
        guard let places = placesByDevice[device], let first = places.first else { return .unknownDevice }
        return places.count == 1 ? .found(first) : .ambiguous(places.map(\.town))
    }
}
