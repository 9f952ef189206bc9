public import CoreMetrics
public import Reports
import Synchronization

/// Keeps the values of counters, gauges, meters and timers, and prints them in Prometheus' text format 0.0.4. Install it once with
/// `MetricsSystem.bootstrap(registry)`; targets then use swift-metrics as usual.
///
/// A label such as `fuellort.readings.stored` becomes the metric `fuellort_readings_stored`; counters get `_total`, timers are
/// histograms in seconds.
public final class PrometheusRegistry: MetricsFactory, Sendable {
    private let series = Mutex<[SeriesKey: any Series]>([:])
    private let help: [String: String]

    /// - Parameter help: sentences for `# HELP`, by swift-metrics label.
    public init(help: [String: String] = [:]) {
        self.help = help.merging(RequestMetrics.help, uniquingKeysWith: { own, _ in own })
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions) { CountedSeries() }
    }

    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        series(label, dimensions) { SummedSeries() }
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions) { GaugeSeries() }
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        aggregate
            ? series(label, dimensions) { DistributionSeries(unit: .plain) } : series(label, dimensions) { GaugeSeries() }
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions) { DistributionSeries(unit: .seconds) }
    }

    // Values outlive the handles: a counter that is made again goes on where it was.
    public func destroyCounter(_ handler: any CounterHandler) {}
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    public func destroyMeter(_ handler: any MeterHandler) {}
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    public func destroyTimer(_ handler: any TimerHandler) {}

    /// Everything as text, with figures of now. Families and series are in the order of their names.
    public func text(adding figures: [ServiceStatus.Figure] = []) -> String {
        var exposition = PrometheusText()
        for (key, series) in series.withLock({ $0 }) {
            exposition.add(
                family: PrometheusText.metricName(key.label) + series.suffix, type: series.type,
                help: help[key.label] ?? "\(key.label) as counted since the start.", labels: key.labels, samples: series.samples)
        }
        for figure in figures {
            exposition.add(
                family: PrometheusText.metricName(figure.name), type: figure.kind.rawValue, help: figure.help,
                labels: figure.labels.map { PrometheusText.Label(name: $0.name, value: $0.value) },
                samples: [PrometheusText.Sample(value: figure.value)])
        }
        return exposition.text
    }

    /// The series of that name, made if it is not there. If the name is taken by a series of another kind, the new one counts unseen.
    private func series<Kind: Series>(_ label: String, _ dimensions: [(String, String)], make: () -> Kind) -> Kind {
        let labels = dimensions.map { PrometheusText.Label(name: PrometheusText.labelName($0.0), value: $0.1) }
        let key = SeriesKey(label: label, labels: labels.sorted { $0.name < $1.name })
        return series.withLock { all in
            if let known = all[key] as? Kind { return known }
            let new = make()
            if all[key] == nil { all[key] = new }
            return new
        }
    }

    private struct SeriesKey: Hashable {
        var label: String
        var labels: [PrometheusText.Label]
    }
}
