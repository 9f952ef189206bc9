public import Model
public import Reports
import Sentences
import Store

extension DispatchDesk: RequestDesk {
    public func addRequest(town: TownID, slot: SlotID, dueOn: CalendarDay, note: String) async throws -> EmptyingRequest {
        _ = try knownSlot(slot, of: try await townData(town))
        let moment = now()
        let request = EmptyingRequest(
            id: RequestID("r\(moment.milliseconds)-\(slot.rawValue.prefix(40))"), slot: slot, dueOn: dueOn, note: note,
            createdAt: moment)
        try await asDesk { try await store.addRequest(request, town: town) }
        await book.forget(town)
        return request
    }

    public func openRequests(town: TownID, on day: CalendarDay?) async throws -> [EmptyingRequest] {
        let today = try await townData(town).town.clock.day(of: now())
        return try await asDesk { try await store.openRequests(town: town, on: day ?? today) }
    }

    /// - Throws: `DeskError.notFound` naming the slot.
    func knownSlot(_ id: SlotID, of data: TownData) throws -> Slot {
        guard let slot = data.slots.first(where: { $0.id == id }) else {
            throw DeskError.notFound(what: "container", id: id.rawValue)
        }
        return slot
    }
}
