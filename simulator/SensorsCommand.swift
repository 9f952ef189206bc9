import ArgumentParser
import Season
import Simulation

struct SensorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sensors", abstract: "How well levels are known at midnight, by what is wrong with the sensors.",
        discussion: """
            Plays a town under its fixed rhythm and compares the forecast's level with the true one, every night. Points of 100. BIAS is
            forecast minus truth, RMS the size of the error, CLAIMED what the forecast says it is; IN 80 % should be 80. FALSE FULL: called
            80 % or more at less than 60 %; MISSED: the other way round; both in percent of the
            nights. OVER: chance of being overfull in five days if nobody comes, as said and as it was.
            """)

    @Option(help: "Which town.")
    var seed: UInt64 = 1

    @Option(help: "Weeks that are compared.")
    var weeks = 8

    @Option(help: "Only the sites nearest to the depot; 0 plays the whole town.")
    var sites = 120

    func validate() throws {
        guard (1...104).contains(weeks) else { throw ValidationError("--weeks is 1 to 104.") }
        guard sites == 0 || sites >= 5 else { throw ValidationError("--sites is 0 or at least 5.") }
    }

    func run() {
        let columns = ["NIGHTS", "BIAS", "MEAN ERROR", "RMS", "CLAIMED", "IN 80 %", "FALSE FULL", "MISSED", "OVER: SAID", "TRUE"]
        print(row("SENSOR", columns))
        for one in KnowledgeCheck.play(seed: seed, weeks: weeks, sites: sites == 0 ? nil : sites) {
            let shares =
                [one.bias, one.meanAbsoluteError, one.rootMeanSquare, one.claimedDeviation, one.cover80]
                + [one.falseFullShare, one.missedFullShare, one.saidOverfullShare, one.overfullShare]
            print(
                row(
                    one.group.sensor.rawValue + (one.group.isLitter ? " (litter)" : ""),
                    [String(one.count)] + shares.map { String((1000 * $0).rounded() / 10) }))
        }
    }

    private func row(_ name: String, _ cells: [String]) -> String {
        name + String(repeating: " ", count: max(1, 28 - name.count))
            + cells.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined()
    }
}
