public import Model
public import Reports
import Sentences
import Store
import TownFiles

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

    /// Replaces all that the town has, in one transaction; the history of its slots goes on. What changed goes to the history of the
    /// settings. Days of weather that are not in the data stay: what was observed is not known twice.
    public func replaceTown(_ data: TownData) async throws {
        try checkRoadProfiles(data.vehicles)
        try await asDesk {
            for _ in 0..<5 {
                let version = try store.registryVersion()
                let known = try await registry.townData(data.town.id)
                var data = data
                data.weather = DayWeather.merged(known?.weather ?? [], data.weather)
                let change = SettingsChange(
                    at: now(), origin: .commandLine, action: known == nil ? .create : .import,
                    entries: known.map { TownEntities.difference(from: $0, to: data) } ?? [])
                if let known, change.entries.isEmpty, known.weather == data.weather { return }
                if try await store.changeTown(data, expecting: version, change: change) != nil {
                    await book.forget(data.town.id)
                    return await forecasts.forget(data.town.id)
                }
            }
            throw DeskError.unavailable(
                reason: "The town's data are being changed by others all the time.", remedy: "Try again.", retryAfterSeconds: 1)
        }
    }
}
