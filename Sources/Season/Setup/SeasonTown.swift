import Model
import Simulation

/// The town that is played for a seed.
enum SeasonTown {
    static func make(_ settings: SeasonSettings, seed: UInt64) -> TownData {
        var demo = DemoTown(seed: seed)
        if let share = settings.sensorShare {
            demo.sensorShare = share
            demo.litterSensorShare = share
        }
        let whole = demo.town()
        return settings.sites.map { part(of: whole, sites: $0) } ?? whole
    }

    /// The sites nearest to the first depot, so that they lie as densely as in the whole town, and of each kind of vehicle as many as
    /// their share of the slots asks for.
    private static func part(of whole: TownData, sites count: Int) -> TownData {
        guard let depot = whole.depots.first, count < whole.sites.count else { return whole }
        var town = whole
        let near = whole.sites
            .map { (metres: $0.coordinate.distanceMetres(to: depot.coordinate), site: $0) }
            .sorted { ($0.metres, $0.site.id) < ($1.metres, $1.site.id) }.prefix(count).map(\.site)
        let kept = Set(near.map(\.id))
        town.sites = whole.sites.filter { kept.contains($0.id) }
        town.slots = whole.slots.filter { kept.contains($0.site) }
        let containers = Set(town.slots.compactMap(\.container))
        let devices = Set(town.slots.compactMap(\.device))
        town.containers = whole.containers.filter { containers.contains($0.id) }
        town.devices = whole.devices.filter { devices.contains($0.id) }
        town.vehicles = vehicles(for: town, of: whole, from: depot.id)
        return town
    }

    private static func vehicles(for town: TownData, of whole: TownData, from depot: DepotID) -> [Vehicle] {
        let kinds = Dictionary(grouping: whole.vehicles.filter { $0.depot == depot }, by: \.fractions)
        var kept: Set<VehicleID> = []
        for (fractions, vehicles) in kinds {
            let slots = { (town: TownData) in town.slots.count { fractions.contains($0.fraction) } }
            let all = whole.vehicles.count { !$0.fractions.isDisjoint(with: fractions) }
            let share = Double(slots(town)) / Double(max(1, slots(whole)))
            let wanted = max(1, Int((share * Double(all)).rounded(.up)))
            // Those that can go everywhere first.
            let order = vehicles.sorted { ($0.skills.count, $1.id) > ($1.skills.count, $0.id) }
            kept.formUnion(order.prefix(wanted).map(\.id))
        }
        return whole.vehicles.filter { kept.contains($0.id) }
    }
}
