public import Model
public import Reports
import Sentences
import Store

extension DispatchDesk: AlarmDesk {
    public func alarms(town: TownID, filter: AlarmFilter, before: Int64?, limit: Int) async throws -> [Alarm] {
        try await asDesk {
            _ = try await townData(town)
            return try await store.alarms(town: town, filter: filter, before: before, limit: limit)
        }
    }

    public func acknowledgeAlarm(town: TownID, id: Int64, by person: String, note: String?) async throws -> Alarm {
        try await asDesk {
            _ = try await townData(town)
            let acknowledgement = AlarmAcknowledgement(
                by: try Self.checked(person), at: now(), note: try Self.checked(note: note))
            guard let alarm = try await store.acknowledgeAlarm(town: town, id: id, acknowledgement) else {
                throw DeskError.notFound(what: "alarm", id: String(id))
            }
            return alarm
        }
    }

    private static func checked(_ person: String) throws -> String {
        let name = String(person.drop(while: \.isWhitespace).prefix(200))
        guard !name.isEmpty, person.unicodeScalars.count <= 100 else {
            throw DeskError.invalid(
                member: "by", message: "Nobody can tell from it who has seen the alarm.",
                remedy: "Give a name or a role of 1 to 100 characters.")
        }
        return name
    }

    private static func checked(note: String?) throws -> String? {
        guard (note?.unicodeScalars.count ?? 0) <= 500 else {
            throw DeskError.invalid(member: "note", message: "The note is longer than 500 characters.", remedy: "Shorten it.")
        }
        return note.flatMap { $0.isEmpty ? nil : $0 }
    }
}
