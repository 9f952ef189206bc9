public import Model

/// What the decoder must know of a device that speaks through a network server or a mapping.
public struct KnownDevice: Hashable, Sendable {
    /// The name under which it publishes; LoRaWAN EUIs in lower case.
    public var id: DeviceID
    public var town: TownID
    /// Vendor and model, `milesight/em400-mud`, or the model alone; selects the device decoder.
    public var model: String?
    /// How often it sends, if it is known: places stored readings of devices without a clock.
    public var sendPeriodSeconds: Int?

    public init(id: DeviceID, town: TownID, model: String? = nil, sendPeriodSeconds: Int? = nil) {
        self.id = id
        self.town = town
        self.model = model
        self.sendPeriodSeconds = sendPeriodSeconds
    }
}

/// The known devices with their decoders, found by name.
struct DeviceDirectory: Sendable {
    struct Entry: Sendable {
        var device: KnownDevice
        var decoder: (any DeviceDecoder)?
    }

    private let entries: [DeviceID: [Entry]]

    init(_ devices: some Sequence<KnownDevice>) {
        let all = devices.map { Entry(device: $0, decoder: $0.model.flatMap(DeviceRegistry.decoder(for:))) }
        entries = Dictionary(grouping: all, by: \.device.id)
    }

    /// The first of the names that is known. O(names).
    /// - Throws: a refusal if none is, or if two towns have a device of that name and the message does not say which one is meant.
    func entry(for names: [DeviceID], town: TownID?) throws(Refusal) -> Entry {
        for name in names {
            guard let found = entries[name] else { continue }
            let matching = found.filter { town == nil || $0.device.town == town }
            if matching.count == 1 { return matching[0] }
            guard matching.isEmpty else {
                let towns = matching.map(\.device.town.rawValue).sorted().joined(separator: ", ")
                throw Refusal(
                    .unknownDevice, "several towns have a device '\(name)' (\(towns)); give it a name of its own in each",
                    device: name)
            }
        }
        let name = names.first
        throw Refusal(
            .unknownDevice,
            "no device '\(name?.rawValue ?? "")' is registered\(town.map { " in \($0)" } ?? ""); claim it or add it to the town's devices, "
                + "then process the message again", device: name)
    }
}
