import CoreMetrics
import Synchronization

/// One metric with one set of labels.
protocol Series: AnyObject, Sendable {
    /// `counter`, `gauge` or `histogram`.
    var type: String { get }
    /// Ending of the family's name.
    var suffix: String { get }
    var samples: [PrometheusText.Sample] { get }
}

/// Whole numbers that only grow.
final class CountedSeries: Series, CounterHandler {
    private let value = Atomic<Int64>(0)
    let type = "counter"
    let suffix = "_total"
    var samples: [PrometheusText.Sample] { [.init(value: Double(value.load(ordering: .relaxed)))] }

    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { value.store(0, ordering: .relaxed) }
}

/// Sums that only grow.
final class SummedSeries: Series, FloatingPointCounterHandler {
    private let value = Mutex(0.0)
    let type = "counter"
    let suffix = "_total"
    var samples: [PrometheusText.Sample] { [.init(value: value.withLock { $0 })] }

    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func reset() { value.withLock { $0 = 0 } }
}

/// The value of now.
final class GaugeSeries: Series, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)
    let type = "gauge"
    let suffix = ""
    var samples: [PrometheusText.Sample] { [.init(value: value.withLock { $0 })] }

    func set(_ new: Int64) { set(Double(new)) }
    func set(_ new: Double) { value.withLock { $0 = new } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ new: Int64) { set(Double(new)) }
    func record(_ new: Double) { set(new) }
}

/// A histogram with fixed bounds.
final class DistributionSeries: Series, TimerHandler, RecorderHandler {
    enum Unit: Sendable { case seconds, plain }

    private struct State {
        var counts: [UInt64]
        var sum = 0.0
        var count: UInt64 = 0
    }

    private let bounds: [Double]
    private let state: Mutex<State>
    let type = "histogram"
    let suffix: String

    init(unit: Unit) {
        bounds =
            unit == .seconds
            ? [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
            : [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]
        suffix = unit == .seconds ? "_seconds" : ""
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 }
        state.withLock { state in
            if let bucket { state.counts[bucket] &+= 1 }
            state.sum += value
            state.count &+= 1
        }
    }

    var samples: [PrometheusText.Sample] {
        let state = state.withLock { $0 }
        var cumulative: UInt64 = 0
        var samples = zip(bounds, state.counts).map { bound, count in
            cumulative += count
            return PrometheusText.Sample(
                suffix: "_bucket", extra: .init(name: "le", value: PrometheusText.number(bound)), value: Double(cumulative))
        }
        let total = Double(state.count)
        samples.append(.init(suffix: "_bucket", extra: .init(name: "le", value: "+Inf"), value: total))
        samples.append(.init(suffix: "_sum", value: state.sum))
        samples.append(.init(suffix: "_count", value: total))
        return samples
    }
}
