import Model
import Sentences

/// Reads one file into its part of the town.
struct PartReader {
    let source: TownFileReader.Source
    let log: FaultLog

    func read(into parts: inout TownParts) {
        do {
            let bytes = try SourceText.utf8(source.bytes)
            switch source.file {
            case .town: try readTown(bytes, into: &parts)
            case .containerTypes: parts.containerTypes = try readContainerTypes(bytes)
            case .containers: parts.containers = EquipmentMembers.readContainers(try rows(bytes, EquipmentMembers.container))
            case .devices: parts.devices = EquipmentMembers.readDevices(try rows(bytes, EquipmentMembers.device))
            case .slots: parts.slots = EquipmentMembers.readSlots(try rows(bytes, EquipmentMembers.slot))
            case .sites: parts.sites = try readPlaces(bytes, PlaceMembers.site, PlaceMembers.readSites)
            case .depots: parts.depots = try readPlaces(bytes, PlaceMembers.depot, PlaceMembers.readDepots)
            case .disposalSites:
                parts.disposalSites = try readPlaces(bytes, PlaceMembers.disposalSite, PlaceMembers.readDisposalSites)
            case .vehicles:
                parts.vehicles = VehicleMembers.read(try YAMLDocument.parse(bytes), at: source.place, log: log)
            case .schoolHolidays:
                parts.schoolHolidays = CalendarMembers.readSchoolHolidays(try rows(bytes, CalendarMembers.schoolHolidays))
            case .events: parts.events = CalendarMembers.readEvents(try rows(bytes, CalendarMembers.event))
            case .weather:
                // A file of the coming week must not wipe out what was observed.
                parts.keptWeather = parts.weather.values
                parts.weather = CalendarMembers.readWeather(try rows(bytes, CalendarMembers.weather))
            }
        } catch {
            var place = source.place
            place.text = error.place
            log.report(place, error.problem, remedy: error.remedy)
            markUnreadable(&parts)
        }
    }

    private func readTown(_ bytes: ArraySlice<UInt8>, into parts: inout TownParts) throws(DocumentError) {
        guard let read = TownMembers.read(try YAMLDocument.parse(bytes), at: source.place, log: log) else {
            parts.hasReadableRules = false
            return
        }
        parts.town = read.town
        parts.rules = read.rules
    }

    private func readContainerTypes(_ bytes: ArraySlice<UInt8>) throws(DocumentError) -> Entries<ContainerType> {
        if source.name.lowercased().hasSuffix(".csv") {
            return EquipmentMembers.readContainerTypes(try rows(bytes, EquipmentMembers.containerType))
        }
        let document = try YAMLDocument.parse(bytes)
        let names = EquipmentMembers.containerTypesRoot
        guard let root = RecordReader(document, allowing: names, at: source.place, log: log) else { return .unreadable }
        if !root.has("container_types") {
            root.report("container_types", "the member is missing", remedy: "Begin the file with 'container_types:'")
        }
        return EquipmentMembers.readContainerTypes(root.records("container_types", allowing: EquipmentMembers.containerType))
    }

    private func readPlaces<Value>(
        _ bytes: ArraySlice<UInt8>, _ properties: [String], _ read: ([FeatureReader]) -> Entries<Value>
    ) throws(DocumentError) -> Entries<Value> {
        let document = try JSONDocument.parse(bytes)
        guard let found = FeatureReader.features(document, properties: properties, at: source.place, log: log) else {
            return .unreadable
        }
        var entries = read(found.features)
        entries.isComplete = entries.isComplete && found.isComplete
        return entries
    }

    /// Rows of a table. Columns that are unknown or there twice are reported once, at the header, not in every row.
    private func rows(_ bytes: ArraySlice<UInt8>, _ names: [String]) throws(DocumentError) -> [RecordReader] {
        let table = try TableDocument.parse(bytes)
        let header = DocumentValue(content: .object(table.columns), place: TextPlace(line: 1, column: 1))
        _ = RecordReader(header, allowing: names, at: source.place, log: log)
        return table.rows.compactMap { row in
            guard case .object(var members) = row.content else { return nil }
            var seen: Set<String> = []
            members.removeAll { !names.contains($0.name) || !seen.insert($0.name).inserted }
            return RecordReader(
                DocumentValue(content: .object(members), place: row.place), allowing: names, at: source.place, log: log)
        }
    }

    private func markUnreadable(_ parts: inout TownParts) {
        switch source.file {
        case .town: parts.hasReadableRules = false
        case .containerTypes: parts.containerTypes = .unreadable
        case .containers: parts.containers = .unreadable
        case .devices: parts.devices = .unreadable
        case .slots: parts.slots = .unreadable
        case .sites: parts.sites = .unreadable
        case .depots: parts.depots = .unreadable
        case .disposalSites: parts.disposalSites = .unreadable
        case .vehicles: parts.vehicles = .unreadable
        case .schoolHolidays: parts.schoolHolidays = .unreadable
        case .events: parts.events = .unreadable
        case .weather: parts.weather = .unreadable
        }
    }
}
