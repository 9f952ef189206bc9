import Planning
import Reports
import Sentences
import Store
import TownFiles

/// Runs a use case and translates what the store or the planner says into the desk's words.
func asDesk<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
    do {
        return try await work()
    } catch let error as StoreError {
        throw error.asDeskError
    } catch let error as TownFileFaults {
        throw error.asDeskError
    } catch let error as PlanningError {
        throw DeskError.impossible(message: "No plan can be made.", remedy: "\(error.sentence).")
    }
}

extension StoreError {
    var asDeskError: any Error {
        switch self {
        case .busy:
            DeskError.unavailable(
                reason: "The database is locked.", remedy: Sentence(verbatim: description), retryAfterSeconds: 5)
        case .diskFull:
            DeskError.unavailable(reason: "The disk is full.", remedy: Sentence(verbatim: description), retryAfterSeconds: 60)
        case .readOnly, .cannotOpen, .corrupt, .newerSchema:
            DeskError.unavailable(
                reason: "The database can not be used.", remedy: Sentence(verbatim: description), retryAfterSeconds: nil)
        case .unknownTown(let id): DeskError.notFound(what: "town", id: id)
        case .unknownSlot(let id): DeskError.notFound(what: "container", id: id)
        case .other: self
        }
    }
}
