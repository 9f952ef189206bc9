import Foundation
import Roads
import Routing

/// A routing problem read from a file, in whichever of the known formats it is.
struct ProblemFile {
    var name: String
    var problem: Problem
    /// The `.vrp` file, where it is one: it knows in what unit costs are stated.
    var vrplib: VRPLIB?
    /// Where the file is in VROOM's JSON, what is needed to answer in it.
    var vroom: VROOMTranslation?

    /// - Throws: `CommandFailure` for a missing file or a text that can not be read.
    init(path: String) throws {
        let text = try Self.text(of: path)
        name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        do {
            switch URL(fileURLWithPath: path).pathExtension {
            case "vrp":
                let read = try VRPLIB(text)
                vrplib = read
                problem = read.problem
            case "json":
                vroom = try Self.vroom(Data(text.utf8))
                problem = try vroom?.problem ?? JSONDecoder().decode(Problem.self, from: Data(text.utf8))
                if !problem.name.isEmpty { name = problem.name }
            default: problem = try KimText.read(text, name: name)
            }
        } catch let error as DecodingError {
            throw CommandFailure(.wrongData, "\(path): \(ProblemError(error))")
        } catch {
            throw CommandFailure(.wrongData, "\(path): \(error)")
        }
    }

    static func text(of path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw CommandFailure(.inputMissing, "can not read \(path): \(error.localizedDescription)")
        }
    }

    /// A cost as the format's published solutions state it.
    func stated(_ cost: Int) -> String { vrplib?.statedCost(cost) ?? "\(cost)" }

    /// The number by which `.sol` files name a task or site; `nil` where ids are no numbers.
    func number(of id: String) -> Int? { id.hasPrefix("depot") && vrplib != nil ? 0 : Int(id) }

    /// `nil` for a text that is not in VROOM's format: one without jobs and shipments.
    private static func vroom(_ data: Data) throws -> VROOMTranslation? {
        guard try JSONDecoder().decode(VROOMFormat.self, from: data).isGiven else { return nil }
        return try JSONDecoder().decode(VROOMInput.self, from: data).translated(travel: {
            StraightLineEstimate().ways(between: $0)
        })
    }
}

/// Seconds of wall or processor time since it was made.
struct Stopwatch: Sendable {
    enum Clock: String, CaseIterable, Sendable {
        case wall, cpu
    }

    private let clock: clockid_t
    private let start: Double

    init(_ clock: Clock) {
        self.clock = clock == .wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID
        start = Self.now(self.clock)
    }

    var seconds: Double { Self.now(clock) - start }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
