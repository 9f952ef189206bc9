import Decoding
import Model

/// Which slot a device reports for, in all towns: a snapshot of the registry made for quick look-ups.
struct TownDirectory: Sendable {
    struct Place: Sendable {
        var town: TownID
        var slot: SlotID
        /// `nil` when no container stands there or its type is not known.
        var type: ContainerType?
        /// Index of the slot in the level book.
        var entry: Int
    }

    enum Lookup {
        case found(Int)
        case unknownTown
        case unknownDevice
        /// Several towns have a device of this name, and the message does not say which town is meant.
        case ambiguous([TownID])
    }

    private(set) var places: ContiguousArray<Place> = []
    private var byTown: [TownID: [DeviceID: Int]] = [:]
    private var townsByDevice: [DeviceID: [TownID]] = [:]

    init() {}

    /// - Parameter entry: gives each slot its index in the level book. O(slots).
    init(_ towns: [TownData], entry: (TownID, SlotID) -> Int) {
        for data in towns {
            let index = TownIndex(data)
            var devices: [DeviceID: Int] = [:]
            for slot in data.slots {
                guard let device = slot.device, devices[device] == nil else { continue }
                devices[device] = places.count
                places.append(
                    Place(
                        town: data.town.id, slot: slot.id, type: index.containerType(of: slot),
                        entry: entry(data.town.id, slot.id)))
                townsByDevice[device, default: []].append(data.town.id)
            }
            byTown[data.town.id] = devices
        }
    }

    var towns: [TownID] { byTown.keys.sorted() }

    /// O(1).
    func look(town: TownID?, device: DeviceID) -> Lookup {
        if let town {
            guard let devices = byTown[town] else { return .unknownTown }
            return devices[device].map(Lookup.found) ?? .unknownDevice
        }
        guard let towns = townsByDevice[device], let first = towns.first else { return .unknownDevice }
        guard towns.count == 1 else { return .ambiguous(towns) }
        return byTown[first]?[device].map(Lookup.found) ?? .unknownDevice
    }
}
