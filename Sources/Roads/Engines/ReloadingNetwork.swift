import Foundation
import Synchronization

/// A network file that may be replaced while the program runs: a new one is opened at the next question, and one that can not be opened
/// leaves the old one in use.
public final class ReloadingNetwork: Sendable {
    /// The file that is looked at again whenever a network is asked for.
    public let path: String
    private let report: @Sendable (String) -> Void
    private let state = Mutex(State())

    private struct State {
        var network: RoadNetwork?
        var stamp: Stamp?
        /// Why a newer file is not in use, and which one that is.
        var problem: RoadError?
        var refused: Stamp?
    }

    private struct Stamp: Equatable {
        var modified: Date?
        var size: Int?
        var number: Int?
    }

    /// - Parameter report: told once of every new file, whether it is taken or not.
    public init(path: String, report: @escaping @Sendable (String) -> Void = { _ in }) {
        self.path = path
        self.report = report
    }

    /// - Throws: ``RoadError`` while no file could be opened yet.
    public func current() throws(RoadError) -> RoadNetwork {
        let stamp = stamp()
        let answer = state.withLock { state -> Result<RoadNetwork, RoadError> in
            if let network = state.network, stamp == state.stamp { return .success(network) }
            do throws(RoadError) {
                let network = try RoadNetwork(path: path)
                if state.network != nil || state.refused != nil {
                    report("\(path): a new road network (version \(network.info.version)) is in use from now on")
                }
                state = State(network: network, stamp: stamp)
                return .success(network)
            } catch {
                if state.refused != stamp {
                    let instead = state.network.map { "the one of before (version \($0.info.version)) stays in use" }
                    report("the new road network is not used: \(error); \(instead ?? "ways are estimated until then")")
                }
                state.problem = error
                state.refused = stamp
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
