import Logging
import Model
import ServiceLifecycle
import StoreSQLite

/// Puts past days together into small blobs, once an hour and in small steps between which ingest writes on.
struct StoreCare: Service {
    let store: SQLiteStore
    let logger: Logger
    let now: @Sendable () -> Timestamp

    private static let interval = Duration.seconds(3600)

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
                try? await Task.sleep(for: Self.interval)
            }
        }
    }
}
