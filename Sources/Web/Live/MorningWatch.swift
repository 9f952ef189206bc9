import Model
import Reports
import ServiceLifecycle

/// Keeps at hand what the first page of the morning asks: after an idle night all levels and forecasts would be computed while the
/// dispatcher waits, half a second for a large town. The desk keeps answers for a minute; this asks for them again before it is over.
struct MorningWatch: Service {
    let office: Office
    /// Shorter than the desk keeps its answers.
    var pause: Duration = .seconds(45)

    /// When people begin to look; later they keep the answers fresh themselves.
    private static let hours = (first: TimeOfDay(hour: 4), last: TimeOfDay(hour: 8))

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await look()
                try? await Task.sleep(for: pause)
            }
        }
    }

    /// Asks for the days of the dispatcher's page, of every town in which it is morning. A desk that does not answer is asked again later.
    func look() async {
        let now = office.now
        for town in (try? await office.desk.towns()) ?? [] {
            let (today, second) = town.clock.local(now)
            guard (Self.hours.first.seconds..<Self.hours.last.seconds).contains(second),
                let data = try? await office.desk.townData(town.id)
            else { continue }
            let day = TodaySubject.dutyDay(from: today, vehicles: data.vehicles)
            for ahead in 0..<3 { _ = try? await office.desk.containers(town: town.id, dueOn: day.adding(days: ahead)) }
        }
    }
}
