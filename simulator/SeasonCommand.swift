import ArgumentParser
import Foundation
import Model
import Season

struct SeasonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "season", abstract: "Play months of the demo town in minutes and compare ways to decide what is emptied.",
        discussion: """
            All policies of a seed meet the same deposits and have the same vehicles, rules and search for tours:
              rhythm       the best fixed rhythm by fraction and kind of place that keeps to --overflow-target
              threshold    what is at 80 % now
              due          Füllort's rules of due containers, with others taken along
              fuellort     Füllort's choice over the next days: every container at the price its forecast gives it on each
              clairvoyant  the same with all deposits known beforehand: no policy can know more
            Füllort and the threshold know only the readings of noisy, gappy and faulty sensors and the drivers' reports. See
            docs/season.md.
            """)

    @Option(help: "Weeks that count; before them come ten weeks of fixed rhythm and three to settle.")
    var weeks = 12

    @Option(help: "How many seeds (5: seeds 1 to 5), or a list such as 3,7. Each is another town.")
    var seeds = "5"

    @Option(help: "Percent of the containers with a sensor, such as 0, 30 or 100; left out: as in the demo town.")
    var sensors: Double?

    @Option(help: "on: sensors lie, fall silent and lose readings; off: all are clean.")
    var faults = OnOff.on

    @Option(help: "Comma-separated: \(SeasonPolicy.allCases.map(\.rawValue).joined(separator: ", ")).")
    var policies = "rhythm,threshold,fuellort,clairvoyant"

    @Option(help: "Steps of the search for one day's plan.")
    var effort = 2000

    @Option(help: "Runs at the same time; the result does not depend on it.")
    var threads = 1

    @Option(help: "Only the sites nearest to the depot, with vehicles in proportion: a smaller town.")
    var sites: Int?

    @Option(help: "The smaller town as a share of the demo town's 550 sites, such as 0.2.")
    var scale: Double?

    @Option(help: "Percent of all container-hours that may be overfull under the fixed rhythm.")
    var overflowTarget = 1.0

    @Option(help: "What a day of an overfull container is worth avoiding, in metres of way; left out: Füllort's own.")
    var overflowPrice: Int?

    @Option(help: "Collection days that Füllort looks at together, 1 to 14; left out: Füllort's own.")
    var horizon: Int?

    @Option(help: "First Monday that counts, YYYY-MM-DD.")
    var from: String?

    @Flag(help: "Print the whole result as JSON instead of the table.")
    var json = false

    @Option(help: "Write a page with figures and plots.", completion: .file())
    var html: String?

    enum OnOff: String, CaseIterable, ExpressibleByArgument { case on, off }

    func validate() throws {
        guard (1...104).contains(weeks) else { throw ValidationError("--weeks is 1 to 104.") }
        guard sensors.map({ (0...100).contains($0) }) ?? true else {
            throw ValidationError("--sensors is a percentage, 0 to 100.")
        }
        guard scale.map({ $0 > 0 && $0 <= 1 }) ?? true else { throw ValidationError("--scale is a share above 0, at most 1.") }
        guard sites.map({ $0 >= 5 }) ?? true else { throw ValidationError("--sites is at least 5.") }
        guard (0.01...50).contains(overflowTarget) else {
            throw ValidationError("--overflow-target is a percentage, 0.01 to 50.")
        }
        guard (10...10_000_000).contains(effort) else { throw ValidationError("--effort is 10 to 10,000,000 steps.") }
        guard (1...256).contains(threads) else { throw ValidationError("--threads is 1 to 256.") }
        guard horizon.map({ (1...14).contains($0) }) ?? true else { throw ValidationError("--horizon is 1 to 14 days.") }
        _ = try seedList()
        _ = try policyList()
        _ = try firstDay()
    }

    func run() throws {
        let defaults = SeasonSettings()
        let settings = SeasonSettings(
            weeks: weeks, firstDay: try firstDay() ?? defaults.firstDay, seeds: try seedList(), policies: try policyList(),
            sensorShare: sensors.map { $0 / 100 }, hasFaults: faults == .on,
            sites: sites ?? scale.map { Int((550 * $0).rounded()) }, iterationsPerDay: effort,
            overflowTarget: overflowTarget / 100,
            overflowPricePerDay: overflowPrice ?? defaults.overflowPricePerDay, horizonDays: horizon ?? defaults.horizonDays)
        let result: SeasonResult
        do {
            result = try Season(settings).play(threads: threads) { progress in
                Console.progress(
                    "\(progress.finishedRuns) of \(progress.runs) runs: \(progress.last.policy.rawValue), seed \(progress.last.seed)"
                )
            }
        } catch {
            throw Failure(.wrongData, "the season can not be played: \(error)")
        }
        Console.endProgress()
        if let html {
            do { try Data(SeasonPage(result).html.utf8).write(to: URL(fileURLWithPath: html)) } catch {
                throw Failure(.canNotWrite, "\(html) can not be written: \(error.localizedDescription)")
            }
        }
        if json { try Console.json(SeasonDocument(result)) } else { Console.line(SeasonTable(result).text) }
    }

    private func seedList() throws -> [UInt64] {
        let parts = seeds.split(separator: ",").compactMap { UInt64($0.trimmingCharacters(in: .whitespaces)) }
        guard !parts.isEmpty, parts.count == seeds.split(separator: ",").count, parts.count <= 100 else {
            throw ValidationError("'\(seeds)' are no seeds: give a number such as 5, or a list such as 3,7.")
        }
        guard parts.count == 1, !seeds.contains(",") else { return parts }
        guard (1...100).contains(parts[0]) else { throw ValidationError("--seeds is 1 to 100 seeds, or a list such as 3,7.") }
        return Array(1...parts[0])
    }

    private func policyList() throws -> [SeasonPolicy] {
        try policies.split(separator: ",").map { name in
            guard let policy = SeasonPolicy(rawValue: name.trimmingCharacters(in: .whitespaces)) else {
                let known = SeasonPolicy.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("'\(name)' is no policy: there are \(known).")
            }
            return policy
        }
    }

    private func firstDay() throws -> CalendarDay? {
        guard let from else { return nil }
        guard let day = CalendarDay(iso: from) else {
            throw ValidationError("--from '\(from)' is no day: write it like 2026-03-02.")
        }
        return day
    }
}

/// The result with what was reached beside it.
private struct SeasonDocument: Encodable {
    let result: SeasonResult

    init(_ result: SeasonResult) { self.result = result }

    private enum CodingKeys: String, CodingKey { case bars }

    func encode(to encoder: any Encoder) throws {
        try result.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(result.bars, forKey: .bars)
    }
}
