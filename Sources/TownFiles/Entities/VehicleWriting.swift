import Model

/// `vehicles.yaml`.
enum VehicleWriting {
    static func vehicles(_ vehicles: [Vehicle]) -> String {
        var yaml = YAMLText()
        yaml.member("vehicles", list: vehicles) { yaml, vehicle in
            yaml.member("id", YAMLText.scalar(vehicle.id.rawValue))
            yaml.member("name", YAMLText.scalar(vehicle.name))
            yaml.member("depot", YAMLText.scalar(vehicle.depot.rawValue))
            yaml.member("payloadKilograms", NumberText.plain(vehicle.payloadKilograms))
            yaml.member("compartments", list: vehicle.compartments) { yaml, compartment in
                yaml.member("fractions", YAMLText.names(compartment.fractions.sorted().map(\.rawValue)))
                yaml.member("volumeLitres", NumberText.plain(compartment.volumeLitres))
            }
            let methods = EmptyingMethod.allCases.filter(vehicle.emptyingMethods.contains)
            yaml.member("emptyingMethods", YAMLText.names(methods.map(\.rawValue)))
            yaml.member("skills", YAMLText.names(vehicle.skills.sorted()))
            yaml.member("shift") { write(vehicle.shift, &$0) }
            yaml.member("energy") { write(vehicle.energy, &$0) }
            yaml.member("speedFactor", NumberText.plain(vehicle.speedFactor))
            yaml.member("disposalSites", YAMLText.names(vehicle.disposalSites.map(\.rawValue)))
            yaml.member("isAvailable", String(vehicle.isAvailable))
            yaml.member("note", vehicle.note.map(JSONText.string))
        }
        return yaml.text
    }

    private static func write(_ shift: Shift, _ yaml: inout YAMLText) {
        yaml.member("start", JSONText.string(shift.start.description))
        yaml.member("lengthSeconds", String(shift.lengthSeconds))
        yaml.member("weekdays", YAMLText.names(shift.weekdays.inWeekOrder.map(\.rawValue)))
        yaml.member("ruleSet", shift.ruleSet.rawValue)
    }

    private static func write(_ energy: Energy, _ yaml: inout YAMLText) {
        yaml.member("carrier", energy.carrier.rawValue)
        yaml.member("per100Kilometres", NumberText.plain(energy.per100Kilometres))
        yaml.member("carbonDioxideKilogramsPerUnit", NumberText.plain(energy.carbonDioxideKilogramsPerUnit))
    }
}
