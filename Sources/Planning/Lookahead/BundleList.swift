import Model

/// Containers of one site that are one task of a plan over several days, whichever day it is: those that the same vehicles can empty at
/// the same hours, at most a third of a load.
struct BundleList: Sendable {
    /// Name of each slot's bundle.
    private(set) var names: [SlotID: String] = [:]

    init(_ input: PlanningInput) {
        let index = TownIndex(input.town)
        let rules = input.town.rules
        struct Key: Hashable {
            let site: SiteID
            let vehicles: [VehicleID]
            let hours: [QuietHours]
        }
        var open: [Key: (name: String, share: Double)] = [:]
        var count = 0
        for slot in input.town.slots where slot.isActive {
            guard let type = index.containerType(of: slot), let site = index.sites[slot.site] else { continue }
            let handling = CollectionCalendar.Handling(fraction: slot.fraction, method: type.emptyingMethod)
            let vehicles = input.town.vehicles.filter {
                $0.isAvailable && handling.isDone(by: $0) && $0.skills.isSuperset(of: site.requiredSkills)
            }
            let hours = rules.quietHours.filter { $0.zone == site.zone && ($0.fractions?.contains(slot.fraction) ?? true) }
            let key = Key(site: slot.site, vehicles: vehicles.map(\.id), hours: hours)
            let amount = ExpectedAmount(level: 1, type: type, fraction: rules.properties(of: slot.fraction))
            let share = vehicles.map { Self.share(amount, of: $0, slot.fraction) }.max() ?? 0
            if let bundle = open[key], bundle.share + share <= 1.0 / 3 {
                open[key] = (bundle.name, bundle.share + share)
                names[slot.id] = bundle.name
            } else {
                count += 1
                open[key] = ("\(count)", share)
                names[slot.id] = "\(count)"
            }
        }
    }

    /// Share of a vehicle's load that a full container takes.
    private static func share(_ amount: ExpectedAmount, of vehicle: Vehicle, _ fraction: Fraction) -> Double {
        let chambers = vehicle.compartments.filter { $0.fractions.contains(fraction) }
        let room = chambers.reduce(0) { $0 + $1.volumeLitres } * Double(max(1, vehicle.compartments.count))
        return max(
            vehicle.payloadKilograms > 0 ? amount.kilograms / vehicle.payloadKilograms : 1, room > 0 ? amount.litres / room : 1)
    }
}
