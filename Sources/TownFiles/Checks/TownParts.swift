import Model

/// A town while it is read: each kind of thing with the places it came from.
struct TownParts {
    var town: Town?
    var rules = TownRules.standard
    var containerTypes = Entries<ContainerType>()
    var containers = Entries<Container>()
    var sites = Entries<Site>()
    var devices = Entries<Device>()
    var slots = Entries<Slot>()
    var depots = Entries<Depot>()
    var disposalSites = Entries<DisposalSite>()
    var vehicles = Entries<Vehicle>()
    var schoolHolidays = Entries<SchoolHolidays>()
    var events = Entries<TownEvent>()
    var weather = Entries<DayWeather>()
    /// Days that were there before a file of weather was read; those it does not name stay.
    var keptWeather: [DayWeather] = []
    /// `false` when `town.yaml` could not be read: then its fractions are not known.
    var hasReadableRules = true

    init() {}

    init(stored data: TownData) {
        town = data.town
        rules = data.rules
        containerTypes = Entries(stored: data.containerTypes, in: .containerTypes, key: \.id.rawValue)
        containers = Entries(stored: data.containers, in: .containers, key: \.id.rawValue)
        sites = Entries(stored: data.sites, in: .sites, key: \.id.rawValue)
        devices = Entries(stored: data.devices, in: .devices, key: \.id.rawValue)
        slots = Entries(stored: data.slots, in: .slots, key: \.id.rawValue)
        depots = Entries(stored: data.depots, in: .depots, key: \.id.rawValue)
        disposalSites = Entries(stored: data.disposalSites, in: .disposalSites, key: \.id.rawValue)
        vehicles = Entries(stored: data.vehicles, in: .vehicles, key: \.id.rawValue)
        schoolHolidays = Entries(stored: data.schoolHolidays, in: .schoolHolidays, key: \.id.rawValue)
        events = Entries(stored: data.events, in: .events, key: \.id.rawValue)
        weather = Entries(stored: data.weather, in: .weather, key: \.day.description)
    }

    /// The town as it is now; `nil` while it has no name. Only meaningful when nothing was faulty.
    var data: TownData? {
        town.map { town in
            TownData(
                town: town, rules: rules, containerTypes: containerTypes.values, containers: containers.values,
                sites: sites.values,
                slots: slots.values, devices: devices.values, depots: depots.values, disposalSites: disposalSites.values,
                vehicles: vehicles.values, schoolHolidays: schoolHolidays.values, events: events.values,
                weather: DayWeather.merged(keptWeather, weather.values))
        }
    }
}
