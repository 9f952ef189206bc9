/// All that a town has, as one value: what is imported, exported, and handed to planning.
public struct TownData: Hashable, Sendable, Codable {
    public var town: Town
    public var rules: TownRules
    public var containerTypes: [ContainerType]
    public var containers: [Container]
    public var sites: [Site]
    public var slots: [Slot]
    public var devices: [Device]
    public var depots: [Depot]
    public var disposalSites: [DisposalSite]
    public var vehicles: [Vehicle]
    /// What is known of days that are not like others.
    public var schoolHolidays: [SchoolHolidays]
    public var events: [TownEvent]
    /// By day, in order of time; days may be missing.
    public var weather: [DayWeather]

    public init(
        town: Town, rules: TownRules = .standard, containerTypes: [ContainerType] = [], containers: [Container] = [],
        sites: [Site] = [], slots: [Slot] = [], devices: [Device] = [], depots: [Depot] = [], disposalSites: [DisposalSite] = [],
        vehicles: [Vehicle] = [], schoolHolidays: [SchoolHolidays] = [], events: [TownEvent] = [], weather: [DayWeather] = []
    ) {
        self.town = town
        self.rules = rules
        self.containerTypes = containerTypes
        self.containers = containers
        self.sites = sites
        self.slots = slots
        self.devices = devices
        self.depots = depots
        self.disposalSites = disposalSites
        self.vehicles = vehicles
        self.schoolHolidays = schoolHolidays
        self.events = events
        self.weather = weather
    }
}

/// Look-ups into a town's data, made once; O(1) each.
public struct TownIndex: Sendable {
    public let sites: [SiteID: Site]
    public let slots: [SlotID: Slot]
    /// Active or not, in the town's order.
    public let slotsBySite: [SiteID: [Slot]]
    /// Where the device is now; the first slot that names it.
    public let slotByDevice: [DeviceID: Slot]
    public let containers: [ContainerID: Container]
    public let containerTypes: [ContainerTypeID: ContainerType]
    public let devices: [DeviceID: Device]
    public let vehicles: [VehicleID: Vehicle]
    public let depots: [DepotID: Depot]
    public let disposalSites: [DisposalSiteID: DisposalSite]

    /// Where a name stands twice the first counts. O(everything a town has).
    public init(_ data: TownData) {
        func byKey<K: Hashable, V>(_ values: [V], _ key: (V) -> K) -> [K: V] {
            Dictionary(values.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        }
        sites = byKey(data.sites, \.id)
        slots = byKey(data.slots, \.id)
        slotsBySite = Dictionary(grouping: data.slots, by: \.site)
        slotByDevice = Dictionary(
            data.slots.compactMap { slot in slot.device.map { ($0, slot) } }, uniquingKeysWith: { first, _ in first })
        containers = byKey(data.containers, \.id)
        containerTypes = byKey(data.containerTypes, \.id)
        devices = byKey(data.devices, \.id)
        vehicles = byKey(data.vehicles, \.id)
        depots = byKey(data.depots, \.id)
        disposalSites = byKey(data.disposalSites, \.id)
    }

    /// The type of the container that stands in the slot now.
    public func containerType(of slot: Slot) -> ContainerType? {
        slot.container.flatMap { containers[$0] }.flatMap { containerTypes[$0.type] }
    }
}
