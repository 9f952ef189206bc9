import Model

/// `vehicles.yaml`.
enum VehicleWriting {
    static func vehicles(_ vehicles: [Vehicle]) -> String {
        var yaml = YAMLText()
        yaml.member("vehicles", list: vehicles) { yaml, vehicle in
            yaml.member("id", YAMLText.scalar(vehicle.id.rawValue))
            yaml.member("name", YAMLText.scalar(vehicle.name))
            yaml.member("depot", YAMLText.scalar(vehicle.depot.rawValue))
            yaml.member("payload_kilograms", NumberText.plain(vehicle.payloadKilograms))
            yaml.member("compartments", list: vehicle.compartments) { yaml, compartment in
                yaml.member("fractions", YAMLText.names(compartment.fractions.sorted().map(\.rawValue)))
                yaml.member("volume_litres", NumberText.plain(compartment.volumeLitres))
            }
            let methods = EmptyingMethod.allCases.filter(vehicle.emptyingMethods.contains)
            yaml.member("emptying_methods", YAMLText.names(methods.map(\.rawValue)))
            yaml.member("skills", YAMLText.names(vehicle.skills.sorted()))
            yaml.member("shift") { write(vehicle.shift, &$0) }
            yaml.member("energy") { write(vehicle.energy, &$0) }
            yaml.member("speed_factor", NumberText.plain(vehicle.speedFactor))
            yaml.member("disposal_sites", YAMLText.names(vehicle.disposalSites.map(\.rawValue)))
            yaml.member("is_available", String(vehicle.isAvailable))
            yaml.member("road_profile", vehicle.roadProfile.map(JSONText.string))
            yaml.member("note", vehicle.note.map(JSONText.string))
        }
        return yaml.text
    }

    private static func write(_ shift: Shift, _ yaml: inout YAMLText) {
        yaml.member("start", JSONText.string(shift.start.description))
        yaml.member("length_seconds", String(shift.lengthSeconds))
        yaml.member("weekdays", YAMLText.names(shift.weekdays.inWeekOrder.map(\.rawValue)))
        yaml.member("rule_set", shift.ruleSet.rawValue)
    }

    private static func write(_ energy: Energy, _ yaml: inout YAMLText) {
        yaml.member("carrier", energy.carrier.rawValue)
        yaml.member("per_100_kilometres", NumberText.plain(energy.per100Kilometres))
        yaml.member("carbon_dioxide_kilograms_per_unit", NumberText.plain(energy.carbonDioxideKilogramsPerUnit))
    }
}
