import ArgumentParser
import Foundation
import Model
import Simulation

struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Play towns and publish what their sensors say over MQTT.",
        discussion: """
            Topics and payloads are those of docs/mqtt.md, at QoS 1. Readings carry simulated device times. As fast as possible, they
            are history that ends now (or at --until); with --speed 1 they are live and go on until Ctrl-C (or for --days).
            Sensors are noisy, some lie, die, or repeat themselves; see docs/simulator.md.
            """)

    @Option(help: "Decides all that happens; use the seed the town was made with.")
    var seed: UInt64 = 1

    @Option(
        help: "Folder of a town's files; may be given several times. Without it the demo town of the seed is played.",
        completion: .directory)
    var townFolder: [String] = []

    @Option(help: "Length in days; 7 when left out, without end when live.")
    var days: Double?

    @Option(help: "When the first message is delivered, RFC 3339.")
    var from: String?

    @Option(help: "When the last one is: RFC 3339, or now.")
    var until: String?

    @Option(help: "max, or how many times faster than life; 1 is live.")
    var speed = "max"

    @Option(help: "Minutes between two readings of a sensor.")
    var interval = 120

    @Option(help: "Who empties: rhythm (the slots' fixed rhythms) or none.")
    var emptyings = Emptyings.rhythm

    @Option(
        help: "A plan as `fuellort plan show --json` prints it; trucks drive it on its day. May be given several times.",
        completion: .file())
    var plan: [String] = []

    @Option(
        help:
            "Address of the service, such as http://127.0.0.1:8080: before each day its newest plan for it is fetched and driven."
    )
    var plansFrom: String?

    @Option(help: "File whose first line is the service's API key.", completion: .file())
    var apiKeyFile: String?

    @OptionGroup var broker: BrokerArguments

    @Flag(help: "Print messages (topic, tab, payload) instead of publishing them.")
    var print = false

    @Flag(help: "Print a summary as JSON.")
    var json = false

    enum Emptyings: String, CaseIterable, ExpressibleByArgument { case rhythm, none }

    func validate() throws {
        guard Pace(speed) != nil else { throw ValidationError("'\(speed)' is no speed: use max, or a number such as 1 or 60.") }
        guard (1...1440).contains(interval) else { throw ValidationError("--interval is 1 to 1440 minutes.") }
        guard !(print && json) else { throw ValidationError("--print and --json both write to stdout: use one.") }
    }

    func run() async throws {
        let pace = Pace(speed) ?? .maximum
        let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
        let span = try span(pace: pace, now: now)
        let towns = try townFolder.isEmpty ? [DemoTown(seed: seed).town()] : townFolder.map(TownFolder.read)
        let plans = try plan.map(PlanFile.read)
        let publications = towns.map { town in
            Publication(
                town: town, seed: seed, schedule: schedule(of: town, plans: plans), from: span.from, until: span.until,
                intervalSeconds: interval * 60)
        }
        let run = PublishingRun(
            publications, pace: pace, plans: try plansFrom.map { try PlanService($0, apiKeyFile: apiKeyFile) })
        let sink: any MessageSink = print ? PrintedMessages() : try await broker.connect()
        let began = ContinuousClock.now
        let work: @Sendable () async throws -> (PublishedCounts, [PublishingRun.TownResult]) = {
            var run = run
            let sent = try await run.run(to: sink) { Self.show($0, began: began, span: span) }
            return (sent, run.results)
        }
        let (sent, results) = print ? try await work() : try await Interruption.guarding(work)
        Console.endProgress()
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        let summary = PublishSummary(span: span, seconds: seconds, published: sent, towns: results)
        if json {
            try Console.json(summary)
        } else if !print {
            Console.message(summary.text)
        }
    }

    private func span(pace: Pace, now: Timestamp) throws -> TimeSpan {
        func moment(_ text: String?, _ option: String) throws -> Timestamp? {
            guard let text else { return nil }
            if text == "now" { return now }
            guard let moment = Timestamp(rfc3339: text) else {
                throw ValidationError("\(option) '\(text)' is no time: write it like 2026-03-02T06:00:00Z, or now.")
            }
            return moment
        }
        let from = try moment(from, "--from")
        let until = try moment(until, "--until")
        guard let span = TimeSpan(from: from, until: until, days: days, pace: pace, now: now) else {
            throw ValidationError("The span of time is empty or longer than 400 days: check --from, --until and --days.")
        }
        return span
    }

    private func schedule(of town: TownData, plans: [DrivenPlan]) -> any EmptyingSchedule {
        let usual: any EmptyingSchedule = emptyings == .rhythm ? RhythmEmptyings(town: town, seed: seed) : NoEmptyings()
        let own = plans.filter { $0.town == town.town.id }
        return own.isEmpty ? usual : PlanEmptyings(plans: own, otherwise: usual)
    }

    private static func show(_ progress: PublishingRun.Progress, began: ContinuousClock.Instant, span: TimeSpan) {
        guard progress.messages % 5000 == 0 else { return }
        let share = progress.reached.seconds(since: span.from) / max(1, span.until.seconds(since: span.from))
        let rate = Double(progress.messages) / max(0.001, (ContinuousClock.now - began) / .seconds(1))
        Console.progress("\(Int(share * 100)) %  \(progress.messages) messages, up to \(progress.reached)  \(Int(rate))/s")
    }
}
