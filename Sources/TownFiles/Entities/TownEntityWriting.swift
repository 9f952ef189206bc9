import Model

/// One thing of a town as JSON on one line, with the members that its file has. Places have `latitude` and `longitude` instead of a
/// geometry.
enum TownEntityWriting {
    static func json(_ town: Town) -> String {
        JSONText.object([
            ("id", text(town.id.rawValue)), ("name", text(town.name)), ("time_zone", text(town.timeZone)),
            ("language", text(town.language)),
        ])
    }

    static func json(_ type: ContainerType) -> String {
        JSONText.object([
            ("id", text(type.id.rawValue)), ("name", text(type.name)),
            ("usable_volume_litres", number(type.usableVolumeLitres)),
            ("inner_height_millimetres", number(type.innerHeightMillimetres)),
            ("sensor_offset_millimetres", number(type.sensorOffsetMillimetres)),
            ("emptying_method", text(type.emptyingMethod.rawValue)), ("service_seconds", type.serviceSeconds.map(String.init)),
        ])
    }

    static func json(_ container: Container) -> String {
        JSONText.object([
            ("id", text(container.id.rawValue)), ("type", text(container.type.rawValue)),
            ("inspection_due", container.inspectionDue.map { text($0.description) }),
        ])
    }

    static func json(_ device: Device) -> String {
        JSONText.object([
            ("id", text(device.id.rawValue)), ("model", device.model.map(text)),
            ("installed", device.installed.map { text($0.description) }),
            ("sensor_offset_millimetres", device.sensorOffsetMillimetres.map(number)),
        ])
    }

    static func json(_ slot: Slot) -> String {
        JSONText.object([
            ("id", text(slot.id.rawValue)), ("site", text(slot.site.rawValue)), ("fraction", text(slot.fraction.rawValue)),
            ("container", slot.container.map { text($0.rawValue) }), ("device", slot.device.map { text($0.rawValue) }),
            ("rhythm_every_weeks", slot.rhythm.map { String($0.everyWeeks) }),
            ("rhythm_weekdays", slot.rhythm.map { weekdays($0.weekdays) }),
            ("rhythm_anchor", slot.rhythm.map { text($0.anchor.description) }),
            ("must_empty_level", slot.mustEmptyLevel.map(number)), ("maximum_age_days", slot.maximumAgeDays.map(number)),
            ("is_active", String(slot.isActive)), ("note", slot.note.map(text)),
        ])
    }

    static func json(_ site: Site) -> String {
        JSONText.object([
            ("id", text(site.id.rawValue)), ("name", text(site.name)), ("latitude", number(site.coordinate.latitude)),
            ("longitude", number(site.coordinate.longitude)), ("district", site.district.map(text)),
            ("zone", text(site.zone.rawValue)), ("opening_windows", windows(site.openingWindows)),
            ("setup_seconds", site.setupSeconds.map(String.init)), ("required_skills", texts(site.requiredSkills.sorted())),
            ("note", site.note.map(text)),
        ])
    }

    static func json(_ depot: Depot) -> String {
        JSONText.object([
            ("id", text(depot.id.rawValue)), ("name", text(depot.name)), ("latitude", number(depot.coordinate.latitude)),
            ("longitude", number(depot.coordinate.longitude)), ("opening_windows", windows(depot.openingWindows)),
        ])
    }

    static func json(_ site: DisposalSite) -> String {
        JSONText.object([
            ("id", text(site.id.rawValue)), ("name", text(site.name)), ("latitude", number(site.coordinate.latitude)),
            ("longitude", number(site.coordinate.longitude)), ("fractions", texts(site.fractions.sorted().map(\.rawValue))),
            ("opening_windows", windows(site.openingWindows)), ("service_seconds", site.serviceSeconds.map(String.init)),
        ])
    }

    static func json(_ vehicle: Vehicle) -> String {
        JSONText.object([
            ("id", text(vehicle.id.rawValue)), ("name", text(vehicle.name)), ("depot", text(vehicle.depot.rawValue)),
            ("payload_kilograms", number(vehicle.payloadKilograms)),
            (
                "compartments",
                JSONText.list(
                    vehicle.compartments.map { compartment in
                        JSONText.object([
                            ("fractions", texts(compartment.fractions.sorted().map(\.rawValue))),
                            ("volume_litres", number(compartment.volumeLitres)),
                        ])
                    })
            ),
            (
                "emptying_methods",
                texts(EmptyingMethod.allCases.filter(vehicle.emptyingMethods.contains).map(\.rawValue))
            ), ("skills", texts(vehicle.skills.sorted())),
            (
                "shift",
                JSONText.object([
                    ("start", text(vehicle.shift.start.description)), ("length_seconds", String(vehicle.shift.lengthSeconds)),
                    ("weekdays", weekdays(vehicle.shift.weekdays)), ("rule_set", text(vehicle.shift.ruleSet.rawValue)),
                ])
            ),
            (
                "energy",
                JSONText.object([
                    ("carrier", text(vehicle.energy.carrier.rawValue)),
                    ("per_100_kilometres", number(vehicle.energy.per100Kilometres)),
                    ("carbon_dioxide_kilograms_per_unit", number(vehicle.energy.carbonDioxideKilogramsPerUnit)),
                ])
            ), ("speed_factor", number(vehicle.speedFactor)),
            ("disposal_sites", texts(vehicle.disposalSites.map(\.rawValue))), ("is_available", String(vehicle.isAvailable)),
            ("road_profile", vehicle.roadProfile.map(text)), ("note", vehicle.note.map(text)),
        ])
    }

    static func json(_ holidays: SchoolHolidays) -> String {
        JSONText.object([
            ("id", text(holidays.id.rawValue)), ("name", text(holidays.name)), ("from", text(holidays.from.description)),
            ("to", text(holidays.to.description)),
        ])
    }

    static func json(_ event: TownEvent) -> String {
        JSONText.object([
            ("id", text(event.id.rawValue)), ("kind", text(event.kind)), ("name", text(event.name)),
            ("from", text(event.from.description)), ("to", text(event.to.description)),
            ("sites", texts(event.sites.map(\.rawValue))), ("district", event.district.map(text)),
            ("zone", event.zone.map { text($0.rawValue) }), ("fractions", texts(event.fractions.map(\.rawValue))),
            ("expected_factor", event.expectedFactor.map(number)),
        ])
    }

    static func text(_ text: String) -> String { JSONText.string(text) }
    static func texts(_ texts: [String]) -> String { JSONText.list(texts.map(JSONText.string)) }
    static func number(_ value: Double) -> String { NumberText.plain(value) }
    static func weekdays(_ days: Set<Weekday>) -> String { texts(days.inWeekOrder.map(\.rawValue)) }

    private static func windows(_ windows: [OpeningWindow]) -> String {
        JSONText.list(
            windows.map { window in
                JSONText.object([
                    ("weekdays", window.weekdays.map(weekdays)), ("opens", text(window.opens.description)),
                    ("closes", text(window.closes.description)),
                ])
            })
    }
}
