import Model
import Reports
import Sentences
import TownFiles

/// The settings, notes and figures of the desk's twin; checks are those of the town files.
extension MemoryDesk {
    func settings(town: TownID, kind: TownEntityKind) throws -> [SettingsEntity] {
        TownEntities.all(kind, of: try townData(town)).map { SettingsEntity(kind: kind, id: $0.id, json: $0.json) }.sorted {
            $0.id < $1.id
        }
    }

    func setting(town: TownID, kind: TownEntityKind, id: String) throws -> SettingsEntity {
        guard let json = TownEntities.json(kind, id, of: try townData(town)) else {
            throw DeskError.notFound(what: Sentence(stringLiteral: kind.rawValue), id: id)
        }
        return SettingsEntity(kind: kind, id: id, json: json)
    }

    func changeSetting(town: TownID, _ order: SettingOrder) throws -> SettingsChange {
        let base = try townData(town)
        let before = TownEntities.json(order.kind, order.id, of: base)
        guard order.isExpected(before) else { throw DeskError.stale(what: Sentence(verbatim: order.id)) }
        if before == nil, order.json == nil {
            throw DeskError.notFound(what: Sentence(stringLiteral: order.kind.rawValue), id: order.id)
        }
        let edit = TownEntities.Edit(kind: order.kind, id: order.id, json: order.json)
        return try keep(
            town, [edit], base, SettingsChange(at: now, author: order.author, origin: .http, action: .edit, entries: []))
    }

    func undoSettings(town: TownID, change number: Int64, author: String?) throws -> SettingsChange {
        let change = try settingsChange(town: town, number: number)
        let edits = change.entries.map {
            TownEntities.Edit(kind: $0.kind, id: $0.id, json: $0.before.map { Array($0.utf8) })
        }
        let undo = SettingsChange(at: now, author: author, origin: .http, action: .undo, undoes: number, entries: [])
        return try keep(town, edits, try townData(town), undo)
    }

    private func keep(
        _ town: TownID, _ edits: [TownEntities.Edit], _ base: TownData, _ change: SettingsChange
    ) throws -> SettingsChange {
        var change = change
        do {
            let changed = try TownEntities.apply(edits, to: base)
            change.entries = TownEntities.difference(from: base, to: changed)
            change.entryCount = change.entries.count
            change.number = Int64(changes.count + 1)
            data[town] = changed
            changes.append(change)
            return change
        } catch {
            throw DeskError.faulty(
                error.faults.map {
                    DeskFault(part: $0.file, line: $0.line, member: $0.member, message: $0.problem, remedy: $0.remedy)
                })
        }
    }

    func importFiles(
        town: TownID, _ files: [String: [UInt8]], isTrial: Bool, author: String?
    ) throws -> SettingsChange {
        let base = try townData(town)
        do {
            let read = try TownFileReader.read(files, over: base)
            let entries = TownEntities.difference(from: base, to: read)
            if !isTrial { data[town] = read }
            return SettingsChange(
                number: isTrial ? 0 : 1, at: now, author: author, origin: .http, action: .import, entries: entries)
        } catch {
            throw DeskError.faulty(
                error.faults.map {
                    DeskFault(part: $0.file, line: $0.line, member: $0.member, message: $0.problem, remedy: $0.remedy)
                })
        }
    }

    func exportFiles(town: TownID) throws -> [String: [UInt8]] { TownFileWriter.write(try townData(town)) }

    func settingsChanges(
        town: TownID, kind: TownEntityKind?, id: String?, before: Int64?, limit: Int
    ) throws -> [SettingsChange] {
        _ = try townData(town)
        return Array(
            changes.reversed().filter { change in
                change.number < before ?? .max
                    && (kind == nil || change.entries.contains { $0.kind == kind && (id == nil || $0.id == id) })
            }.prefix(limit))
    }

    func settingsChange(town: TownID, number: Int64) throws -> SettingsChange {
        _ = try townData(town)
        guard let change = changes.first(where: { $0.number == number }) else {
            throw DeskError.notFound(what: "change", id: String(number))
        }
        return change
    }

    func notes(town: TownID, slot: SlotID) throws -> [SlotNote] {
        _ = try container(town: town, slot: slot, dueOn: nil)
        return noteList.reversed().filter { $0.slot == slot }
    }

    func addNote(town: TownID, slot: SlotID, author: String?, text: String) throws -> SlotNote {
        _ = try container(town: town, slot: slot, dueOn: nil)
        let note = SlotNote(number: Int64(noteList.count + 1), slot: slot, at: now, author: author, text: text)
        noteList.append(note)
        return note
    }

    func monthReport(town: TownID, month: CalendarMonth) throws -> MonthReport {
        let data = try townData(town)
        return MonthReport(
            month: month, plans: [], pasts: try pasts(town), rules: data.rules, clock: data.town.clock, asOf: now)
    }

    func hotSpots(town: TownID, days: Int) throws -> HotSpots {
        HotSpots(
            try pasts(town), from: now.adding(days: -Double(days)), to: now, rules: try townData(town).rules,
            limits: .init(episodes: 0))
    }

    func rightSizing(town: TownID, days: Int) throws -> RightSizing {
        RightSizing(
            try pasts(town), from: now.adding(days: -Double(days)), to: now, rules: try townData(town).rules,
            limits: .init(observations: 1, underusedLevel: 2))
    }

    func plannedEmptyings(town: TownID, slot: SlotID) throws -> [PlannedEmptying] {
        _ = try container(town: town, slot: slot, dueOn: nil)
        return try plans(town: town, day: nil, before: nil, limit: 1).flatMap { $0.emptyings(of: slot) }
    }

    private func pasts(_ town: TownID) throws -> [SlotPast] {
        let data = try townData(town)
        let index = TownIndex(data)
        let emptyings = try emptyings(town: town, slot: nil, from: now.adding(days: -400), to: now)
        let readings = try readings(town: town, slot: nil, from: now.adding(days: -400), to: now, after: nil, limit: .max)
        return data.slots.compactMap { slot in
            index.sites[slot.site].map { site in
                SlotPast(
                    slot: slot, site: site, type: index.containerType(of: slot),
                    levels: readings.filter { $0.slot == slot.id }.compactMap { reading in
                        reading.level.map { LevelPoint(at: reading.measuredAt, level: $0) }
                    }, emptyings: emptyings.filter { $0.slot == slot.id })
            }
        }
    }
}
