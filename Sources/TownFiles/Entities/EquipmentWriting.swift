import Model

/// Container types as YAML; containers, devices and slots as tables.
enum EquipmentWriting {
    static func containerTypes(_ types: [ContainerType]) -> String {
        var yaml = YAMLText()
        yaml.member("container_types", list: types) { yaml, type in
            yaml.member("id", YAMLText.scalar(type.id.rawValue))
            yaml.member("name", YAMLText.scalar(type.name))
            yaml.member("usable_volume_litres", NumberText.plain(type.usableVolumeLitres))
            yaml.member("inner_height_millimetres", NumberText.plain(type.innerHeightMillimetres))
            yaml.member("sensor_offset_millimetres", NumberText.plain(type.sensorOffsetMillimetres))
            yaml.member("emptying_method", type.emptyingMethod.rawValue)
            yaml.member("service_seconds", type.serviceSeconds.map(String.init))
        }
        return yaml.text
    }

    static func containers(_ containers: [Container]) -> String {
        TableText.table(
            EquipmentMembers.container,
            containers.map { [$0.id.rawValue, $0.type.rawValue, $0.inspectionDue?.description] })
    }

    static func devices(_ devices: [Device]) -> String {
        TableText.table(
            EquipmentMembers.device,
            devices.map {
                [$0.id.rawValue, $0.model, $0.installed?.description, $0.sensorOffsetMillimetres.map(NumberText.plain)]
            })
    }

    static func slots(_ slots: [Slot]) -> String {
        TableText.table(
            EquipmentMembers.slot,
            slots.map { slot in
                [
                    slot.id.rawValue, slot.site.rawValue, slot.fraction.rawValue, slot.container?.rawValue, slot.device?.rawValue,
                    slot.rhythm.map { String($0.everyWeeks) },
                    slot.rhythm.map { $0.weekdays.inWeekOrder.map(\.rawValue).joined(separator: " ") },
                    slot.rhythm?.anchor.description, slot.mustEmptyLevel.map(NumberText.plain),
                    slot.maximumAgeDays.map(NumberText.plain), String(slot.isActive), slot.note,
                ]
            })
    }
}
