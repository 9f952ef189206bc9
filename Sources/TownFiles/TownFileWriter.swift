public import Model

/// Writes a town as files. Pure and deterministic: the same town gives the same bytes, and reading them back gives an equal town.
public enum TownFileWriter {
    /// All files of the town by name.
    public static func write(_ data: TownData) -> [String: [UInt8]] {
        Dictionary(uniqueKeysWithValues: TownFile.allCases.map { ($0.name, write($0, of: data)) })
    }

    /// One file of the town.
    public static func write(_ file: TownFile, of data: TownData) -> [UInt8] {
        let text =
            switch file {
            case .town: TownWriting.town(data)
            case .containerTypes: EquipmentWriting.containerTypes(data.containerTypes)
            case .containers: EquipmentWriting.containers(data.containers)
            case .devices: EquipmentWriting.devices(data.devices)
            case .slots: EquipmentWriting.slots(data.slots)
            case .sites: PlaceWriting.sites(data.sites)
            case .depots: PlaceWriting.depots(data.depots)
            case .disposalSites: PlaceWriting.disposalSites(data.disposalSites)
            case .vehicles: VehicleWriting.vehicles(data.vehicles)
            case .schoolHolidays: CalendarWriting.schoolHolidays(data.schoolHolidays)
            case .events: CalendarWriting.events(data.events)
            case .weather: CalendarWriting.weather(data.weather)
            }
        return Array(text.utf8)
    }
}
