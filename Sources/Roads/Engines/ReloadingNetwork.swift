import Foundation
import Synchronization

/// A network file that may be replaced while the program runs: a new one is opened at the next question, and one that can not be opened
/// leaves the old one in use.
public final class ReloadingNetwork: Sendable {
    public let path: String
    private let state = Mutex(State())

    private struct State {
        var network: RoadNetwork?
        var stamp: Stamp?
        /// Why a newer file is not in use.
        var problem: RoadError?
    }

    private struct Stamp: Equatable {
        var modified: Date?
        var size: Int?
        var number: Int?
    }

    public init(path: String) { self.path = path }

    /// - Throws: ``RoadError`` while no file could be opened yet.
    public func current() throws(RoadError) -> RoadNetwork {
        let stamp = stamp()
        let answer = state.withLock { state -> Result<RoadNetwork, RoadError> in
            if let network = state.network, stamp == state.stamp { return .success(network) }
            do throws(RoadError) {
                let network = try RoadNetwork(path: path)
                state = State(network: network, stamp: stamp, problem: nil)
                return .success(network)
            } catch {
                state.problem = error
                if state.network != nil { state.stamp = stamp }
                return state.network.map { .success($0) } ?? .failure(error)
            }
        }
        return try answer.get()
    }

    /// Why the newest file is not in use; `nil` when it is.
    public var problem: RoadError? { state.withLock { $0.problem } }

    private func stamp() -> Stamp {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return Stamp(
            modified: attributes?[.modificationDate] as? Date, size: attributes?[.size] as? Int,
            number: attributes?[.systemFileNumber] as? Int)
    }
}
