import Model
import Sentences

/// Names that are there twice, and names that lead nowhere.
struct ReferenceCheck {
    let parts: TownParts
    let log: FaultLog

    func run() {
        reportRepeats(parts.containerTypes, "container type")
        reportRepeats(parts.containers, "container")
        reportRepeats(parts.sites, "site")
        reportRepeats(parts.devices, "device")
        reportRepeats(parts.slots, "slot")
        reportRepeats(parts.depots, "depot")
        reportRepeats(parts.disposalSites, "disposal site")
        reportRepeats(parts.vehicles, "vehicle")
        reportRepeats(parts.schoolHolidays, "period of school holidays")
        reportRepeats(parts.events, "event")
        reportRepeats(parts.weather, "day", member: "day", remedy: "Keep one line for each day")
        checkContainers()
        checkSlots()
        reportShared(\.container, "container", "container", "A container stands in one place")
        reportShared(\.device, "device", "device", "A device reports for one slot, or its readings would count twice")
        checkVehicles()
        checkFractions()
        checkEvents()
    }

    /// An event that reaches nothing is a slip of the pen.
    private func checkEvents() {
        let sites = Target("site", .sites, parts.sites)
        let districts = Set(parts.sites.values.compactMap(\.district))
        for entry in parts.events.list {
            guard let event = entry.value else { continue }
            for site in event.sites { check(site.rawValue, entry.place(of: "sites"), in: sites) }
            guard parts.sites.isComplete, let district = event.district, !districts.contains(district) else { continue }
            let nearest = Suggestion.nearest(to: district, among: districts.sorted())
            log.report(
                entry.place(of: "district"), "no site lies in a district '\(district)'",
                remedy: "\(Self.hint(nearest))Write it as in sites.geojson, or leave it out where the event is everywhere")
        }
    }

    private func checkContainers() {
        let types = Target("container type", .containerTypes, parts.containerTypes)
        for entry in parts.containers.list {
            check(entry.value?.type.rawValue, entry.place(of: "type"), in: types)
        }
    }

    private func checkSlots() {
        let sites = Target("site", .sites, parts.sites)
        let containers = Target("container", .containers, parts.containers)
        let devices = Target("device", .devices, parts.devices)
        for entry in parts.slots.list {
            check(entry.value?.site.rawValue, entry.place(of: "site"), in: sites)
            check(entry.value?.container?.rawValue, entry.place(of: "container"), in: containers)
            check(entry.value?.device?.rawValue, entry.place(of: "device"), in: devices)
        }
    }

    private func checkVehicles() {
        let depots = Target("depot", .depots, parts.depots)
        let disposalSites = Target("disposal site", .disposalSites, parts.disposalSites)
        for entry in parts.vehicles.list {
            check(entry.value?.depot.rawValue, entry.place(of: "depot"), in: depots)
            for id in entry.value?.disposalSites ?? [] {
                check(id.rawValue, entry.place(of: "disposal_sites"), in: disposalSites)
            }
        }
    }

    /// A fraction is one that Füllort knows or one that the town's rules describe; anything else is a slip of the pen.
    private func checkFractions() {
        guard parts.hasReadableRules else { return }
        let known = Set(Fraction.known.map(\.rawValue)).union(parts.rules.fractions.keys)
        func check(_ fractions: some Sequence<Fraction>, _ place: SourcePlace) {
            for fraction in fractions.sorted() where !known.contains(fraction.rawValue) {
                let nearest = Suggestion.nearest(to: fraction.rawValue, among: known.sorted())
                log.report(
                    place, "there is no fraction '\(fraction)'",
                    remedy: "\(Self.hint(nearest))A fraction of your own needs an entry under rules, fractions in town.yaml")
            }
        }
        for entry in parts.slots.list { check(entry.value.map { [$0.fraction] } ?? [], entry.place(of: "fraction")) }
        for entry in parts.disposalSites.list { check(entry.value?.fractions ?? [], entry.place(of: "fractions")) }
        for entry in parts.vehicles.list { check(entry.value?.fractions ?? [], entry.place(of: "compartments")) }
        for entry in parts.events.list { check(entry.value?.fractions ?? [], entry.place(of: "fractions")) }
    }

    /// What a reference may lead to.
    private struct Target {
        let noun: Sentence
        let file: TownFile
        let keys: Set<String>
        let isComplete: Bool

        init<Value>(_ noun: Sentence, _ file: TownFile, _ entries: Entries<Value>) {
            self.noun = noun
            self.file = file
            keys = entries.keys
            isComplete = entries.isComplete
        }
    }

    private func check(_ key: String?, _ place: SourcePlace, in target: Target) {
        guard let key, target.isComplete, !target.keys.contains(key) else { return }
        // Short numbers are all alike; a guess among them would only mislead.
        let nearest = key.utf8.count < 4 ? nil : Suggestion.nearest(to: key, among: target.keys.sorted())
        log.report(
            place, "there is no \(target.noun) '\(key)'",
            remedy: "\(Self.hint(nearest))Add it to \(target.file.name) or correct the name")
    }

    private static func hint(_ nearest: String?) -> Sentence { nearest.map { "Did you mean '\($0)'? " } ?? "" }

    private func reportRepeats<Value>(
        _ entries: Entries<Value>, _ noun: Sentence, member: String = "id", remedy: Sentence? = nil
    ) {
        var first: [String: SourcePlace] = [:]
        for entry in entries.list {
            guard let key = entry.key else { continue }
            if let other = first[key] {
                let line: Sentence = other.text.map { " (first in line \($0.line))" } ?? ""
                log.report(
                    entry.place(of: member), "the \(noun) '\(key)' is there twice\(line)",
                    remedy: remedy ?? "Give each \(noun) a name of its own")
            } else {
                first[key] = entry.place
            }
        }
    }

    private func reportShared<Entity>(
        _ reference: KeyPath<Slot, ID<Entity>?>, _ member: String, _ noun: Sentence, _ why: Sentence
    ) {
        var owner: [ID<Entity>: SlotID] = [:]
        for entry in parts.slots.list {
            guard let slot = entry.value, let id = slot[keyPath: reference] else { continue }
            if let other = owner[id], other != slot.id {
                log.report(
                    entry.place(of: member), "the \(noun) '\(id)' is already at the slot '\(other)'",
                    remedy: "\(why): remove it from one of them")
            } else {
                owner[id] = slot.id
            }
        }
    }
}
