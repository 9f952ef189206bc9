import Foundation
import Model

/// Parts a town into areas of about equal work, so that a fixed rhythm has each area on one weekday: sites by their direction from the
/// middle of the town, cut into twenty slices, four neighbouring ones to a weekday (the sweep of Gillett and Miller, 1974).
struct Sectors {
    static let weekdays = 5
    static let slicesPerWeekday = 4

    /// Slice 0 …< 20 by site, for each family of fractions that shares vehicles.
    private var slices: [Fraction: [SiteID: Int]] = [:]

    init(_ town: TownData) {
        let index = TownIndex(town)
        let middle = (
            latitude: town.sites.reduce(0) { $0 + $1.coordinate.latitude } / Double(max(1, town.sites.count)),
            longitude: town.sites.reduce(0) { $0 + $1.coordinate.longitude } / Double(max(1, town.sites.count))
        )
        let families = Dictionary(grouping: town.slots.filter(\.isActive), by: { Self.family($0.fraction) })
        for (family, slots) in families {
            let work = Dictionary(grouping: slots, by: \.site).mapValues(\.count)
            let sites = work.compactMap { site, count in
                index.sites[site].map { place in
                    let east = (place.coordinate.longitude - middle.longitude) * cos(middle.latitude * .pi / 180)
                    return (angle: atan2(place.coordinate.latitude - middle.latitude, east), site: site, work: 1 + count)
                }
            }.sorted { ($0.angle, $0.site) < ($1.angle, $1.site) }
            let total = Double(sites.reduce(0) { $0 + $1.work })
            var done = 0.0
            for site in sites {
                let share = (done + Double(site.work) / 2) / total
                slices[family, default: [:]][site.site] = min(19, Int(share * Double(Self.weekdays * Self.slicesPerWeekday)))
                done += Double(site.work)
            }
        }
    }

    static func family(_ fraction: Fraction) -> Fraction { fraction.isGlass ? Fraction(rawValue: "glass") : fraction }

    func slice(_ slot: Slot) -> Int { slices[Self.family(slot.fraction)]?[slot.site] ?? 0 }
}
