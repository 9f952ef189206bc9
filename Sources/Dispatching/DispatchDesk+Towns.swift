public import Model
public import Reports
import Store

extension DispatchDesk: TownDesk {
    public func towns() async throws -> [Town] {
        try await asDesk { try await store.towns().sorted { $0.id < $1.id } }
    }

    public func townData(_ town: TownID) async throws -> TownData {
        try await asDesk {
            guard let data = try await registry.townData(town) else { throw DeskError.notFound(what: "town", id: town.rawValue) }
            return data
        }
    }

    /// Replaces all that the town has, in one transaction; the history of its slots goes on.
    public func replaceTown(_ data: TownData) async throws {
        try await asDesk { try await store.replaceTown(data, at: now()) }
        await forecasts.forget(data.town.id)
        await book.forget(data.town.id)
    }
}
