import Model
import Sentences

/// Container types (a YAML list or a table), containers, devices and slots (tables).
enum EquipmentMembers {
    static let containerTypesRoot = ["container_types"]
    static let containerType = [
        "id", "name", "usable_volume_litres", "inner_height_millimetres", "sensor_offset_millimetres", "emptying_method",
        "service_seconds",
    ]
    static let container = ["id", "type", "inspection_due"]
    static let device = ["id", "model", "installed", "sensor_offset_millimetres"]
    static let slot = [
        "id", "site", "fraction", "container", "device", "rhythm_every_weeks", "rhythm_weekdays", "rhythm_anchor",
        "must_empty_level",
        "maximum_age_days", "is_active", "note",
    ]

    static func readContainerTypes(_ records: [RecordReader]) -> Entries<ContainerType> {
        read(records) { (record, id: ContainerTypeID?) in
            let name = record.required("name", .name)
            let volume = record.required("usable_volume_litres", .positive(upTo: 100_000))
            let height = record.required("inner_height_millimetres", .positive(upTo: 20_000))
            let offset = record.optional("sensor_offset_millimetres", .number(in: -5000...5000)) ?? 0
            let method = record.required("emptying_method", ValueKind<EmptyingMethod>.choice)
            let service = record.optional("service_seconds", .integer(in: 0...86400))
            guard let id, let name, let volume, let height, let method else { return nil }
            return ContainerType(
                id: id, name: name, usableVolumeLitres: volume, innerHeightMillimetres: height, sensorOffsetMillimetres: offset,
                emptyingMethod: method, serviceSeconds: service)
        }
    }

    static func readContainers(_ records: [RecordReader]) -> Entries<Container> {
        read(records) { (record, id: ContainerID?) in
            let type: ContainerTypeID? = record.required("type", .identifier())
            let inspectionDue = record.optional("inspection_due", .day)
            guard let id, let type else { return nil }
            return Container(id: id, type: type, inspectionDue: inspectionDue)
        }
    }

    static func readDevices(_ records: [RecordReader]) -> Entries<Device> {
        read(records) { (record, id: DeviceID?) in
            let model = record.optional("model", .name)
            let installed = record.optional("installed", .day)
            let offset = record.optional("sensor_offset_millimetres", .number(in: -5000...5000))
            return id.map { Device(id: $0, model: model, installed: installed, sensorOffsetMillimetres: offset) }
        }
    }

    static func readSlots(_ records: [RecordReader]) -> Entries<Slot> {
        read(records) { (record, id: SlotID?) in
            let site: SiteID? = record.required("site", .identifier())
            let fraction = record.required("fraction", .fraction)
            let container: ContainerID? = record.optional("container", .identifier())
            let device: DeviceID? = record.optional("device", .identifier())
            let rhythm = readRhythm(record)
            let mustEmpty = record.optional("must_empty_level", .positive(upTo: 2))
            let maximumAge = record.optional("maximum_age_days", .positive(upTo: 3660))
            let isActive = record.optional("is_active", .flag) ?? true
            let note = record.optional("note", .note)
            guard let id, let site, let fraction else { return nil }
            return Slot(
                id: id, site: site, fraction: fraction, container: container, device: device, rhythm: rhythm,
                mustEmptyLevel: mustEmpty, maximumAgeDays: maximumAge, isActive: isActive, note: note)
        }
    }

    /// Records with an `id`.
    static func read<Value>(_ records: [RecordReader], _ make: (RecordReader, ID<Value>?) -> Value?) -> Entries<Value> {
        var entries = Entries<Value>()
        for record in records {
            let id: ID<Value>? = record.required("id", .identifier())
            entries.append(record, key: id?.rawValue, value: make(record, id))
        }
        return entries
    }

    /// A rhythm needs all three of its columns.
    private static func readRhythm(_ record: RecordReader) -> Rhythm? {
        let columns = ["rhythm_every_weeks", "rhythm_weekdays", "rhythm_anchor"]
        guard columns.contains(where: record.has) else { return nil }
        let everyWeeks = record.required("rhythm_every_weeks", .integer(in: 1...104))
        let weekdays = record.set("rhythm_weekdays", ValueKind<Weekday>.choice)
        if !record.has("rhythm_weekdays") {
            record.report("rhythm_weekdays", "the member is missing", remedy: "List weekdays, for example 'monday thursday'")
        }
        let anchor = record.required("rhythm_anchor", .day)
        guard let everyWeeks, let weekdays, let anchor else { return nil }
        return Rhythm(everyWeeks: everyWeeks, weekdays: weekdays, anchor: anchor)
    }
}
