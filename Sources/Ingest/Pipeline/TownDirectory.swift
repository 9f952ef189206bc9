import Decoding
import Model
import Store

/// Which slot a device reports for, in all towns: a snapshot of the registry made for quick look-ups.
struct TownDirectory: Sendable {
    /// Shared rather than copied: a message only looks at it.
    final class Place: Sendable {
        let town: TownID
        let slot: SlotID
        /// `nil` when no container stands there or its type is not known.
        /// With the device's own mounting, if that is known.
        let type: ContainerType?
        /// Index of the slot in the level book.
        let entry: Int
        /// Where the device was before it was moved here, oldest first; `nil` for one that always was here.
        let earlier: [Stay]?

        init(town: TownID, slot: SlotID, type: ContainerType?, entry: Int, earlier: [Stay]? = nil) {
            self.town = town
            self.slot = slot
            self.type = type
            self.entry = entry
            self.earlier = earlier
        }

        /// Where the device was when it measured this: a stored reading that comes late belongs to the slot of that time.
        @inline(__always)
        func place(at observation: Observation) -> Place {
            guard let earlier, let time = observation.deviceTime ?? observation.serverTime else { return self }
            return earlier.first { $0.from <= time && time < $0.until }?.place ?? self
        }
    }

    /// A device at a place over a time that has ended.
    struct Stay: Sendable {
        let from: Timestamp
        let until: Timestamp
        let place: Place
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
    init(_ towns: [TownData], assignments: [DeviceAssignment] = [], entry: (TownID, SlotID) -> Int) {
        let past = Dictionary(grouping: assignments.filter { $0.until != nil }) { Past(town: $0.town, device: $0.device) }
        for data in towns {
            let types = Dictionary(data.containerTypes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let typeIDs = Dictionary(data.containers.map { ($0.id.rawValue, $0.type) }, uniquingKeysWith: { first, _ in first })
            let offsets = Dictionary(
                data.devices.map { ($0.id.rawValue, $0.sensorOffsetMillimetres) }, uniquingKeysWith: { first, _ in first })
            let slots = Dictionary(data.slots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            func type(of slot: Slot, _ device: DeviceID) -> ContainerType? {
                var type = slot.container.flatMap { typeIDs[$0.rawValue] }.flatMap { types[$0] }
                if let offset = offsets[device.rawValue] ?? nil { type?.sensorOffsetMillimetres = offset }
                return type
            }
            func stays(_ device: DeviceID, notAt present: SlotID) -> [Stay]? {
                guard let stays = past[Past(town: data.town.id, device: device)] else { return nil }
                let elsewhere = stays.compactMap { stay -> Stay? in
                    guard stay.slot != present, let slot = slots[stay.slot], let until = stay.until else { return nil }
                    let place = Place(
                        town: data.town.id, slot: slot.id, type: type(of: slot, device), entry: entry(data.town.id, slot.id))
                    return Stay(from: stay.from, until: until, place: place)
                }
                return elsewhere.isEmpty ? nil : elsewhere
            }
            var devices: [String: Place] = [:]
            devices.reserveCapacity(data.slots.count)
            for slot in data.slots {
                guard let device = slot.device, devices[device.rawValue] == nil else { continue }
                let place = Place(
                    town: data.town.id, slot: slot.id, type: type(of: slot, device), entry: entry(data.town.id, slot.id),
                    earlier: stays(device, notAt: slot.id))
                devices[device.rawValue] = place
                placesByDevice[device, default: []].append(place)
            }
            byTown.append((data.town.id, devices))
        }
    }

    private struct Past: Hashable {
        var town: TownID
        var device: DeviceID
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
