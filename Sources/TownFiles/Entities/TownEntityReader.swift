import Model
import Sentences

/// Puts one thing into a town, or takes it away.
struct TownEntityReader {
    let edit: TownEntities.Edit
    let log: FaultLog

    private var place: SourcePlace {
        SourcePlace(file: edit.kind.file, fileName: edit.kind.rawValue, text: nil, member: nil)
    }

    func apply(to parts: inout TownParts) {
        guard let json = edit.json else { return remove(from: &parts) }
        let document: DocumentValue
        do {
            document = try JSONDocument.parse(try SourceText.utf8(json))
        } catch {
            return log.report(place, error.problem, remedy: error.remedy)
        }
        switch edit.kind {
        case .town: putTown(document, into: &parts)
        case .rules:
            guard let record = RecordReader(document, allowing: RulesMembers.rules, at: place, log: log) else { return }
            parts.rules = RulesMembers.read(record)
        case .containerTypes:
            put(document, EquipmentMembers.containerType, EquipmentMembers.readContainerTypes, into: &parts.containerTypes)
        case .containers: put(document, EquipmentMembers.container, EquipmentMembers.readContainers, into: &parts.containers)
        case .devices: put(document, EquipmentMembers.device, EquipmentMembers.readDevices, into: &parts.devices)
        case .slots: put(document, EquipmentMembers.slot, EquipmentMembers.readSlots, into: &parts.slots)
        case .vehicles: put(document, VehicleMembers.vehicle, VehicleMembers.read, into: &parts.vehicles)
        case .schoolHolidays:
            put(document, CalendarMembers.schoolHolidays, CalendarMembers.readSchoolHolidays, into: &parts.schoolHolidays)
        case .events: put(document, CalendarMembers.event, CalendarMembers.readEvents, into: &parts.events)
        case .sites: putPlace(document, PlaceMembers.site, PlaceMembers.readSites, into: &parts.sites)
        case .depots: putPlace(document, PlaceMembers.depot, PlaceMembers.readDepots, into: &parts.depots)
        case .disposalSites:
            putPlace(document, PlaceMembers.disposalSite, PlaceMembers.readDisposalSites, into: &parts.disposalSites)
        }
    }

    private func putTown(_ document: DocumentValue, into parts: inout TownParts) {
        guard let record = RecordReader(document, allowing: TownMembers.town, at: place, log: log),
            let town = TownMembers.read(record)
        else { return }
        guard town.id.rawValue == edit.id else {
            return record.report(
                "id", "a town's name '\(edit.id)' can not be changed", remedy: "Write '\(edit.id)', or import a new town")
        }
        parts.town = town
    }

    private func put<Value>(
        _ document: DocumentValue, _ names: [String], _ read: ([RecordReader]) -> Entries<Value>,
        into entries: inout Entries<Value>
    ) {
        guard let record = RecordReader(document, allowing: names, at: place, log: log) else { return }
        put(read([record]), record: record, into: &entries)
    }

    private func putPlace<Value>(
        _ document: DocumentValue, _ names: [String], _ read: ([FeatureReader]) -> Entries<Value>,
        into entries: inout Entries<Value>
    ) {
        let all = names + ["latitude", "longitude"]
        guard let record = RecordReader(document, allowing: all, at: place, log: log) else { return }
        let feature = FeatureReader(place: record)
        put(read([feature]), record: record, into: &entries)
    }

    private func put<Value>(_ read: Entries<Value>, record: RecordReader, into entries: inout Entries<Value>) {
        guard let entry = read.list.first, let key = entry.key else { return }
        guard key == edit.id else {
            return record.report(
                "id", "'\(key)' is not the name '\(edit.id)' of the address",
                remedy: "Write '\(edit.id)'; a thing is renamed by making a new one")
        }
        if let index = entries.list.firstIndex(where: { $0.key == key }) {
            entries.list[index] = entry
        } else {
            entries.list.append(entry)
        }
    }

    private func remove(from parts: inout TownParts) {
        func drop<Value>(_ entries: inout Entries<Value>) { entries.list.removeAll { $0.key == edit.id } }
        switch edit.kind {
        case .town, .rules: log.report(place, "what belongs to every town can not be removed", remedy: "Change it instead")
        case .containerTypes: drop(&parts.containerTypes)
        case .containers: drop(&parts.containers)
        case .sites: drop(&parts.sites)
        case .devices: drop(&parts.devices)
        case .slots: drop(&parts.slots)
        case .depots: drop(&parts.depots)
        case .disposalSites: drop(&parts.disposalSites)
        case .vehicles: drop(&parts.vehicles)
        case .schoolHolidays: drop(&parts.schoolHolidays)
        case .events: drop(&parts.events)
        }
    }
}

extension TownEntityKind {
    /// The file that holds things of the kind.
    var file: TownFile {
        switch self {
        case .town, .rules: .town
        case .containerTypes: .containerTypes
        case .containers: .containers
        case .sites: .sites
        case .devices: .devices
        case .slots: .slots
        case .depots: .depots
        case .disposalSites: .disposalSites
        case .vehicles: .vehicles
        case .schoolHolidays: .schoolHolidays
        case .events: .events
        }
    }
}
