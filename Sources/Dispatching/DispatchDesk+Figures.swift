public import Model
public import Reports
import Store

extension DispatchDesk: FigureDesk {
    public func monthReport(town: TownID, month: CalendarMonth) async throws -> MonthReport {
        try await asDesk { try await figures.month(month, of: try await townData(town), asOf: now()) }
    }

    public func hotSpots(town: TownID, days: Int) async throws -> HotSpots {
        try await asDesk { try await figures.hotSpots(days: days, of: try await townData(town), asOf: now()) }
    }

    public func rightSizing(town: TownID, days: Int) async throws -> RightSizing {
        try await asDesk { try await figures.rightSizing(days: days, of: try await townData(town), asOf: now()) }
    }

    public func plannedEmptyings(town: TownID, slot: SlotID) async throws -> [PlannedEmptying] {
        try await asDesk {
            let data = try await townData(town)
            _ = try knownSlot(slot, of: data)
            let today = data.town.clock.day(of: now())
            var planned: [PlannedEmptying] = []
            // Plans reach a few days ahead at most.
            for day in (-1...7).map({ today.adding(days: $0) }) {
                let newest = try await store.plans(town: town, day: day, before: nil, limit: 1).first
                planned += newest?.emptyings(of: slot) ?? []
            }
            return planned
        }
    }
}

extension DispatchDesk: NoteDesk {
    public func notes(town: TownID, slot: SlotID) async throws -> [SlotNote] {
        try await asDesk {
            _ = try knownSlot(slot, of: try await townData(town))
            return try await store.notes(town: town, slot: slot)
        }
    }

    public func addNote(town: TownID, slot: SlotID, author: String?, text: String) async throws -> SlotNote {
        try await asDesk {
            _ = try knownSlot(slot, of: try await townData(town))
            return try await store.addNote(SlotNote(slot: slot, at: now(), author: author, text: text), town: town)
        }
    }
}
