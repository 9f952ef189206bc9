import Model
import Reports

/// Looks for what would keep a town's containers out of every plan.
struct TownExamination {
    private let data: TownData
    private let index: TownIndex
    private let name: String

    init(_ data: TownData) {
        self.data = data
        index = TownIndex(data)
        name = "town \(data.town.id)"
    }

    func findings(levels: [ContainerStatus]) -> [Finding] {
        let faults = fleet() + disposal() + slots() + sensors(levels)
        guard faults.isEmpty else { return faults }
        return [
            .good(name, "\(data.sites.count) sites, \(data.slots.count) slots, \(data.vehicles.count) vehicles: nothing amiss")
        ]
    }

    private func fleet() -> [Finding] {
        guard !data.vehicles.isEmpty else {
            return [
                .problem(
                    name, "no vehicles",
                    "Add vehicles.yaml to the town's folder and import it again; until then plans leave all out.")
            ]
        }
        guard data.vehicles.contains(where: \.isAvailable) else {
            return [.warning(name, "no vehicle is available", "Set isAvailable in vehicles.yaml and import again.")]
        }
        return []
    }

    /// Each fraction needs a vehicle that carries it and a site that takes it.
    private func disposal() -> [Finding] {
        let active = Set(data.slots.filter(\.isActive).map(\.fraction)).sorted()
        let carried = Set(data.vehicles.flatMap(\.fractions))
        let taken = Set(data.disposalSites.flatMap(\.fractions))
        return active.flatMap { fraction -> [Finding] in
            var findings: [Finding] = []
            if !carried.contains(fraction), !data.vehicles.isEmpty {
                findings.append(
                    .problem(
                        name, "no vehicle carries \(fraction)", "Give a vehicle a compartment for \(fraction) in vehicles.yaml."))
            }
            if !taken.contains(fraction) {
                findings.append(
                    .problem(name, "no disposal site takes \(fraction)", "Add \(fraction) to a site in disposal-sites.geojson."))
            }
            return findings
        }
    }

    private func slots() -> [Finding] {
        let bare = data.slots.filter { $0.isActive && index.containerType(of: $0) == nil }
        let skills = Set(data.vehicles.flatMap(\.skills))
        let closed = data.sites.filter { !$0.requiredSkills.isSubset(of: skills) }
        var findings: [Finding] = []
        if let first = bare.first {
            findings.append(
                .warning(
                    name, "\(bare.count) active slots have no container with a known type (first: \(first.id))",
                    "Name a container in slots.csv, or make the slot inactive."))
        }
        if let first = closed.first {
            findings.append(
                .warning(
                    name, "\(closed.count) sites need a skill that no vehicle has (first: \(first.id))",
                    "Give a vehicle the skill, or take it from the site."))
        }
        return findings
    }

    private func sensors(_ levels: [ContainerStatus]) -> [Finding] {
        let silent = levels.filter(\.isSilent)
        let hours = Int(data.rules.thresholds.silentAfterHours)
        var findings: [Finding] = []
        if let first = silent.first {
            findings.append(
                .warning(
                    name,
                    "\(silent.count) of \(data.devices.count) sensors silent for more than \(hours) h (first: \(first.slot.id))",
                    "`fuellort containers list --silent` lists them."))
        }
        let low = levels.filter { ($0.current?.batteryPercent ?? 100) < data.rules.thresholds.batteryWarningPercent }
        if let first = low.first {
            findings.append(
                .warning(name, "\(low.count) batteries low (first: \(first.slot.id))", "Change them when a tour passes by."))
        }
        return findings
    }
}
