import Ingest
import Logging
import Model
import ServiceLifecycle
import StoreSQLite

/// What is to be done about once an hour: puts past days together into small blobs, in small steps between which ingest writes on,
/// and looks how the batteries go.
struct StoreCare: Service {
    let store: SQLiteStore
    let batteries: BatteryOutlook
    let logger: Logger
    let now: @Sendable () -> Timestamp

    private static let interval = Duration.seconds(3600)
    private static let batteryDays = 60.0

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let report = try await store.compact(now: now())
                    logger.debug("past days put together", metadata: ["report": "\(report)"])
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning(
                        "past days could not be put together, tried again in an hour", metadata: ["reason": "\(error)"])
                }
                do { try await lookAtBatteries() } catch {
                    logger.debug("batteries", metadata: ["reason": "\(error)"])
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    private func lookAtBatteries() async throws {
        let moment = now()
        for town in try await store.towns() {
            let figures = try await store.deviceFigures(
                town: town.id, from: moment.adding(days: -Self.batteryDays), to: moment.adding(days: 1))
            batteries.replace(town: town.id, figures: figures, now: moment)
        }
    }
}
