import Model
import Reports

/// Vehicles and crews of the planned day, each to be switched off, and the button that plans.
struct VehicleCard {
    let town: TownView
    let subject: TodaySubject

    /// Vehicles that could drive on the planned day.
    var ready: [Vehicle] { town.data.vehicles.filter(isReady) }

    private func isReady(_ vehicle: Vehicle) -> Bool {
        vehicle.isAvailable && vehicle.shift.weekdays.contains(subject.day.weekday)
    }

    var html: HTML {
        let vehicles = town.data.vehicles.sorted { $0.name < $1.name }
        let resting = vehicles.filter { !isReady($0) }
        return tag("section", .class("card plan-card no-print"), .id("vehicles"), Attribute("aria-labelledby", "vehicles-title"))
        {
            tag("header", .class("row spread")) {
                tag("h2", .id("vehicles-title"), text: town(TodayTerm.vehiclesAndCrews))
                tag("span", .class("soft small"), text: town(TodayTerm.vehiclesHint))
            }
            tag("form", .id("plan-form"), .class("grid")) {
                tag("ul", .class("vehicle-list")) {
                    for vehicle in vehicles where isReady(vehicle) { row(vehicle) }
                }
                if !resting.isEmpty {
                    tag("ul", .class("vehicle-list is-resting"), .label(town(TodayTerm.resting))) {
                        for vehicle in resting { row(vehicle) }
                    }
                }
                crews
                tag("div", .class("row")) {
                    tag(
                        "button", .class("primary large"), .id("plan-button"),
                        text: town(subject.plan == nil ? TodayTerm.plan : .planAgain))
                    tag("div", .class("grow"), .id("plan-progress"), Attribute("aria-live", "polite")) {
                        if subject.plan == nil { tag("p", .class("soft"), text: town(TodayTerm.planLead)) }
                    }
                }
            }
        }
    }

    private var crews: HTML {
        tag("div", .class("row crews")) {
            tag("label", Attribute("for", "crews"), text: town(TodayTerm.crews))
            void(
                "input", .id("crews"), .type("number"), Attribute("min", "0"), Attribute("max", "\(ready.count)"),
                Attribute("value", "\(ready.count)"), Attribute("inputmode", "numeric"),
                Attribute("aria-describedby", "crews-words"))
            tag(
                "p", .class("soft small grow"), .id("crews-words"), Attribute("role", "status"),
                text: town(TodayTerm.crewsHint))
        }
    }

    private func row(_ vehicle: Vehicle) -> HTML {
        let due = subject.brief.due.count { canEmpty(vehicle, $0) }
        return tag("li") {
            tag("label", .class("check")) {
                void(
                    "input", .type("checkbox"), Attribute("name", "vehicle"), Attribute("value", vehicle.id.rawValue),
                    Attribute("data-due", "\(due)"), Attribute("data-name", vehicle.name),
                    .flag("checked", isReady(vehicle)), .flag("disabled", !isReady(vehicle)))
                tag("span", .class("vehicle-name"), text: vehicle.name)
                if !vehicle.isAvailable {
                    tag("span", .class("tag is-warn"), text: town(TodayTerm.vehicleOut))
                } else if !isReady(vehicle) {
                    tag("span", .class("soft small"), text: town(TodayTerm.noShift))
                } else {
                    tag("span", .class("soft small vehicle-facts"), text: facts(vehicle, due: due))
                }
                if let note = vehicle.note { tag("span", .class("soft small vehicle-note"), text: note) }
            }
        }
    }

    private func facts(_ vehicle: Vehicle, due: Int) -> String {
        town(
            TodayTerm.shiftAndDue,
            ["from": vehicle.shift.start.description, "count": town.format.number(due)])
    }

    /// Whether the vehicle takes the fraction and has the arm for it.
    private func canEmpty(_ vehicle: Vehicle, _ status: ContainerStatus) -> Bool {
        vehicle.fractions.contains(status.slot.fraction)
            && status.type.map { vehicle.emptyingMethods.contains($0.emptyingMethod) } ?? true
    }
}
