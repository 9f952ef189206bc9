import ArgumentParser
import Dispatching
import Model
import Reports
import Settings

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look for what is wrong and say what to do.",
        discussion: "Checks settings, database, disk, broker, towns, sensors and quarantine. Exit code 1 when there is a problem."
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var output: OutputOption

    private struct Report: Encodable { var findings: [Finding] }

    func run() async throws {
        let settings = try global.settings()
        var findings: [Finding] = [.good("settings", "all \(SettingKey.all.count) settings are well-formed")]
        findings += AccessExamination.findings(settings)
        let (store, storeFindings) = StoreExamination.findings(settings)
        findings += storeFindings
        findings += await BrokerExamination.findings(settings)
        findings += BrokerQueueExamination.findings(settings)
        if store != nil { findings += try await townFindings(settings) }
        if output.json { try Console.json(Report(findings: findings)) } else { show(findings) }
        if findings.contains(where: { $0.verdict == .problem }) { throw ExitStatus.problemsFound.code }
    }

    private func townFindings(_ settings: Settings) async throws -> [Finding] {
        let place = try Workplace(settings)
        var findings: [Finding] = []
        let towns = try await place.desk.towns()
        if towns.isEmpty {
            findings.append(
                .problem("towns", "none imported", "`fuellort containers import FOLDER`; an example is config/towns/example."))
        }
        for town in towns {
            let levels = try await place.desk.containers(town: town.id, dueOn: nil)
            findings += TownExamination(try await place.desk.townData(town.id)).findings(levels: levels)
        }
        let counts = try await place.desk.quarantineCounts().sorted { $0.key.rawValue < $1.key.rawValue }
        let waiting = counts.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
        findings.append(
            counts.isEmpty
                ? .good("quarantine", "empty")
                : .warning(
                    "quarantine", "refused messages wait: \(waiting)",
                    "`fuellort quarantine list` says why; mend the cause, then `fuellort quarantine reprocess`."))
        return findings
    }

    private func show(_ findings: [Finding]) {
        for finding in findings {
            Console.line("\(mark(finding.verdict)) \(finding.check): \(finding.found)")
            if !finding.remedy.isEmpty { Console.line("        \(finding.remedy)") }
        }
    }

    /// Words and, on a terminal that wants it, colour: never colour alone.
    private func mark(_ verdict: Finding.Verdict) -> String {
        let (word, colour) =
            switch verdict {
            case .good: ("ok     ", 32)
            case .warning: ("warning", 33)
            case .problem: ("PROBLEM", 31)
            }
        return Console.takesColour ? "\u{1B}[\(colour)m\(word)\u{1B}[0m" : word
    }
}
