public import Model

/// Single things of a town as JSON, read and written with the same members, checks and messages as the files.
public enum TownEntities {
    /// One thing to be put (`json`) or taken away (`nil`).
    public struct Edit: Hashable, Sendable {
        public var kind: TownEntityKind
        public var id: String
        /// A JSON object; `nil` takes the thing away.
        public var json: [UInt8]?

        public init(kind: TownEntityKind, id: String, json: [UInt8]?) {
            self.kind = kind
            self.id = id
            self.json = json
        }
    }

    /// One thing as JSON on one line: the same value gives the same text. `nil` if it is not there.
    public static func json(_ kind: TownEntityKind, _ id: String, of data: TownData) -> String? {
        func find<Value>(_ list: [Value], _ key: KeyPath<Value, ID<Value>>, _ write: (Value) -> String) -> String? {
            list.first { $0[keyPath: key].rawValue == id }.map(write)
        }
        return switch kind {
        case .town: id == data.town.id.rawValue ? TownEntityWriting.json(data.town) : nil
        case .rules: id == kind.rawValue ? TownEntityWriting.json(data.rules) : nil
        case .containerTypes: find(data.containerTypes, \.id, TownEntityWriting.json)
        case .containers: find(data.containers, \.id, TownEntityWriting.json)
        case .sites: find(data.sites, \.id, TownEntityWriting.json)
        case .devices: find(data.devices, \.id, TownEntityWriting.json)
        case .slots: find(data.slots, \.id, TownEntityWriting.json)
        case .depots: find(data.depots, \.id, TownEntityWriting.json)
        case .disposalSites: find(data.disposalSites, \.id, TownEntityWriting.json)
        case .vehicles: find(data.vehicles, \.id, TownEntityWriting.json)
        case .schoolHolidays: find(data.schoolHolidays, \.id, TownEntityWriting.json)
        case .events: find(data.events, \.id, TownEntityWriting.json)
        }
    }

    /// All things of a kind with their names, in the order of the town.
    public static func all(_ kind: TownEntityKind, of data: TownData) -> [(id: String, json: String)] {
        switch kind {
        case .town: [(data.town.id.rawValue, TownEntityWriting.json(data.town))]
        case .rules: [(kind.rawValue, TownEntityWriting.json(data.rules))]
        case .containerTypes: data.containerTypes.map { ($0.id.rawValue, TownEntityWriting.json($0)) }
        case .containers: data.containers.map { ($0.id.rawValue, TownEntityWriting.json($0)) }
        case .sites: data.sites.map { ($0.id.rawValue, TownEntityWriting.json($0)) }
        case .devices: data.devices.map { ($0.id.rawValue, TownEntityWriting.json($0)) }
        case .slots: data.slots.map { ($0.id.rawValue, TownEntityWriting.json($0)) }
        case .depots: data.depots.map { ($0.id.rawValue, TownEntityWriting.json($0)) }
        case .disposalSites: data.disposalSites.map { ($0.id.rawValue, TownEntityWriting.json($0)) }
        case .vehicles: data.vehicles.map { ($0.id.rawValue, TownEntityWriting.json($0)) }
        case .schoolHolidays: data.schoolHolidays.map { ($0.id.rawValue, TownEntityWriting.json($0)) }
        case .events: data.events.map { ($0.id.rawValue, TownEntityWriting.json($0)) }
        }
    }

    /// What differs between two states of a town. O(size of both).
    public static func difference(from before: TownData, to after: TownData) -> [SettingsChange.Entry] {
        TownEntityKind.allCases.flatMap { kind in
            let (old, new) = (all(kind, of: before), all(kind, of: after))
            let oldByID = Dictionary(old.map { ($0.id, $0.json) }, uniquingKeysWith: { first, _ in first })
            let newIDs = Set(new.map(\.id))
            let changed = new.compactMap { entity -> SettingsChange.Entry? in
                let known = oldByID[entity.id]
                return known == entity.json
                    ? nil : SettingsChange.Entry(kind: kind, id: entity.id, before: known, after: entity.json)
            }
            let removed = old.filter { !newIDs.contains($0.id) }
            return changed + removed.map { SettingsChange.Entry(kind: kind, id: $0.id, before: $0.json, after: nil) }
        }
    }

    /// The town with these edits, checked as a whole: what is put must be right in itself, and nothing may lead nowhere afterwards.
    ///
    /// What was wrong with the town before is no obstacle: it could never be mended otherwise.
    ///
    /// - Throws: every new fault. A fault of a thing that was put has its member's path as in the JSON; one of a thing that is there
    ///   already has that thing's name in front.
    public static func apply(_ edits: [Edit], to base: TownData) throws(TownFileFaults) -> TownData {
        let log = FaultLog()
        var parts = TownParts(stored: base)
        for edit in edits { TownEntityReader(edit: edit, log: log).apply(to: &parts) }
        check(parts, log)
        if log.isEmpty, let data = parts.data { return data }
        let old = FaultLog()
        check(TownParts(stored: base), old)
        let known = Set(old.sorted)
        let new = log.sorted.filter { !known.contains($0) }
        guard new.isEmpty, let data = parts.data else {
            throw TownFileFaults(
                new.map { fault in
                    var fault = fault
                    if fault.member == "geometry.coordinates" { fault.member = "latitude" }
                    return fault
                })
        }
        return data
    }

    private static func check(_ parts: TownParts, _ log: FaultLog) {
        ReferenceCheck(parts: parts, log: log).run()
        PositionCheck(parts: parts, log: log).run()
    }
}
