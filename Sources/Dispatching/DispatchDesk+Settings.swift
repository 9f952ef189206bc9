public import Model
public import Reports
import Sentences
import Store
import TownFiles

extension DispatchDesk: SettingsDesk {
    public func settings(town: TownID, kind: TownEntityKind) async throws -> [SettingsEntity] {
        let data = try await townData(town)
        return TownEntities.all(kind, of: data).map { SettingsEntity(kind: kind, id: $0.id, json: $0.json) }.sorted {
            $0.id < $1.id
        }
    }

    public func setting(town: TownID, kind: TownEntityKind, id: String) async throws -> SettingsEntity {
        guard let json = TownEntities.json(kind, id, of: try await townData(town)) else {
            throw DeskError.notFound(what: kind.noun, id: id)
        }
        return SettingsEntity(kind: kind, id: id, json: json)
    }

    public func changeSetting(town: TownID, _ order: SettingOrder) async throws -> SettingsChange {
        try await change(town) { data in
            let before = TownEntities.json(order.kind, order.id, of: data)
            guard order.isExpected(before) else { throw DeskError.stale(what: "\(order.kind.noun) '\(order.id)'") }
            if before == nil, order.json == nil { throw DeskError.notFound(what: order.kind.noun, id: order.id) }
            let edit = TownEntities.Edit(kind: order.kind, id: order.id, json: order.json)
            let edited = try TownEntities.apply([edit], to: data)
            if order.kind == .vehicles { try checkRoadProfiles(edited.vehicles.filter { $0.id.rawValue == order.id }) }
            return (
                edited,
                SettingsChange(at: now(), author: order.author, origin: .http, action: .edit, entries: [])
            )
        }
    }

    public func undoSettings(town: TownID, change number: Int64, author: String?) async throws -> SettingsChange {
        let change = try await settingsChange(town: town, number: number)
        guard change.action != .create, !change.entries.isEmpty else {
            throw DeskError.conflict(
                message: "Change \(number) brought the town in; it can not be taken back.", remedy: "Change single things.")
        }
        return try await self.change(town) { data in
            let moved = change.entries.filter { TownEntities.json($0.kind, $0.id, of: data) != $0.after }
            guard moved.isEmpty else {
                let names = moved.prefix(5).map { "\($0.kind.noun) '\($0.id)'" as Sentence }.joined(separator: ", ")
                throw DeskError.conflict(
                    message: "Changed since: \(names)\(moved.count > 5 ? ", …" : "").",
                    remedy: "Take back the later changes first, newest first, or change the things themselves.")
            }
            let edits = change.entries.map {
                TownEntities.Edit(kind: $0.kind, id: $0.id, json: $0.before.map { Array($0.utf8) })
            }
            return (
                try TownEntities.apply(edits, to: data),
                SettingsChange(at: now(), author: author, origin: .http, action: .undo, undoes: number, entries: [])
            )
        }
    }

    public func importFiles(
        town: TownID, _ files: [String: [UInt8]], isTrial: Bool, author: String?
    ) async throws -> SettingsChange {
        let change = SettingsChange(at: now(), author: author, origin: .http, action: .import, entries: [])
        func read(_ data: TownData) throws -> TownData {
            let read = try TownFileReader.read(files, over: data)
            guard read.town.id == town else {
                throw DeskError.conflict(
                    message: "The files are of the town '\(read.town.id)'.",
                    remedy: "Write '\(town)' as the town's id in town.yaml, or import them as a town of their own.")
            }
            try checkRoadProfiles(read.vehicles)
            return read
        }
        guard isTrial else { return try await self.change(town) { (try read($0), change) } }
        return try await asDesk {
            let data = try await townData(town)
            var change = change
            change.entries = TownEntities.difference(from: data, to: try read(data))
            change.entryCount = change.entries.count
            return change
        }
    }

    public func exportFiles(town: TownID) async throws -> [String: [UInt8]] {
        TownFileWriter.write(try await townData(town))
    }

    public func settingsChanges(
        town: TownID, kind: TownEntityKind?, id: String?, before: Int64?, limit: Int
    ) async throws -> [SettingsChange] {
        _ = try await townData(town)
        return try await asDesk {
            try await store.settingsChanges(town: town, kind: kind, id: id, before: before, limit: limit)
        }
    }

    public func settingsChange(town: TownID, number: Int64) async throws -> SettingsChange {
        _ = try await townData(town)
        return try await asDesk {
            guard let change = try await store.settingsChange(town: town, number: number) else {
                throw DeskError.notFound(what: "change", id: String(number))
            }
            return change
        }
    }

    /// Changes the town if nobody else does meanwhile; else looks again and tries anew. What does not change anything is not stored.
    private func change(
        _ town: TownID, _ work: (TownData) throws -> (data: TownData, change: SettingsChange)
    ) async throws -> SettingsChange {
        try await asDesk {
            for _ in 0..<5 {
                let version = try store.registryVersion()
                let data = try await townData(town)
                var (changed, change) = try work(data)
                change.entries = TownEntities.difference(from: data, to: changed)
                change.entryCount = change.entries.count
                guard !change.entries.isEmpty || changed.weather != data.weather else { return change }
                if let stored = try await store.changeTown(changed, expecting: version, change: change) {
                    await forecasts.forget(town)
                    return stored
                }
            }
            throw DeskError.unavailable(
                reason: "The town's data are being changed by others all the time.", remedy: "Try again.", retryAfterSeconds: 1)
        }
    }
}

extension TownEntityKind {
    /// The noun, for messages.
    var noun: Sentence {
        switch self {
        case .town: "town"
        case .rules: "rules"
        case .containerTypes: "container type"
        case .containers: "container"
        case .sites: "site"
        case .devices: "device"
        case .slots: "slot"
        case .depots: "depot"
        case .disposalSites: "disposal site"
        case .vehicles: "vehicle"
        case .schoolHolidays: "period of school holidays"
        case .events: "event"
        }
    }
}

extension TownFileFaults {
    var asDeskError: DeskError {
        .faulty(
            faults.map {
                DeskFault(part: $0.file, line: $0.line, member: $0.member, message: $0.problem, remedy: $0.remedy)
            })
    }
}
