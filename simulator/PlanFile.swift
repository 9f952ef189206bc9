import Foundation
import Simulation

/// A plan in a file.
enum PlanFile {
    static func read(_ path: String) throws -> DrivenPlan {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Failure(.inputMissing, "\(path) can not be read: write one with `fuellort plan show --json > \(path)`")
        }
        do { return try JSONDecoder().decode(DrivenPlan.self, from: bytes) } catch {
            throw Failure(.wrongData, "\(path) is not a plan as `fuellort plan show --json` prints it: \(error)")
        }
    }
}
