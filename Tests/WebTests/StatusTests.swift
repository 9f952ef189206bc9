import CoreMetrics
import Foundation
import HTTPTypes
import Model
import Reports
import Sentences
import Testing

@testable import Web

@Suite("Health, readiness and metrics")
struct StatusTests {
    private static let broken = FixedStatus(
        answer: ServiceStatus(parts: [
            .init(name: "store", isReady: true, detail: "answers"),
            .init(name: "broker", isReady: false, detail: "127.0.0.1:1883 refuses", remedy: "Start the broker."),
        ]))

    @Test("Health looks at nothing else: it is well while everything behind is not")
    func health() async throws {
        let desk = MemoryDesk()
        await desk.fail(with: DeskError.unavailable(reason: "x", remedy: "y", retryAfterSeconds: nil))
        try await visit(desk: desk, status: Self.broken) { visitor async throws in
            let answer = try await visitor.get("/healthz")
            #expect(answer.status == 200)
            #expect(answer.text == "{\"status\":\"ok\"}\n")
        }
    }

    @Test("Readiness names what is missing and what to do")
    func readiness() async throws {
        try await visit { visitor async throws in #expect(try await visitor.get("/readyz").json["status"] as? String == "ready") }
        try await visit(status: Self.broken) { visitor async throws in
            let answer = try await visitor.get("/readyz")
            #expect(answer.status == 503)
            #expect(answer.json["detail"] as? String == "broker: 127.0.0.1:1883 refuses")
            #expect(answer.json["remedy"] as? String == "Start the broker.")
            #expect((answer.json["parts"] as? [[String: Any]])?.map { $0["is_ready"] as? Bool } == [true, false])
        }
    }

    @Test("Metrics hold requests by route, and the figures of now")
    func metrics() async throws {
        try await visit { visitor async throws in
            _ = try await visitor.get("/api/v1/towns/dortmund")
            _ = try await visitor.get("/api/v1/towns/schwerte")
            _ = try await visitor.ask("/some/address", checked: false)
            let answer = try await visitor.get("/metrics")
            #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(
                answer.text.contains(#"fuellort_http_requests_total{method="GET",route="/api/v1/towns/{town}",status="200"} 2"#))
            #expect(answer.text.contains(#"route="NotFound",status="404"} 1"#))
            #expect(!answer.text.contains("/some/address"))
            #expect(
                answer.text.contains(
                    "# TYPE fuellort_quarantine_messages gauge\nfuellort_quarantine_messages{reason=\"malformed\"} 3\n"))
            #expect(answer.text.contains("fuellort_http_request_duration_seconds_bucket"))
        }
    }

    @Test func everyKindIsWrittenAsPrometheusReadsIt() {
        let registry = PrometheusRegistry(help: ["jobs.done": "Jobs\\done\nso far."])
        Counter(label: "jobs.done", dimensions: [("kind", "a\"b\\c\nd")], factory: registry).increment(by: 5)
        FloatingPointCounter(label: "litres", factory: registry).increment(by: 1.5)
        Gauge(label: "depth", factory: registry).record(7)
        let meter = Meter(label: "open", factory: registry)
        meter.set(3)
        meter.decrement()
        Timer(label: "wait", factory: registry).recordMilliseconds(30)
        Recorder(label: "batch", factory: registry).record(3)
        let text = registry.text()
        #expect(text.contains("# HELP jobs_done_total Jobs\\\\done\\nso far.\n# TYPE jobs_done_total counter\n"))
        #expect(text.contains("jobs_done_total{kind=\"a\\\"b\\\\c\\nd\"} 5\n"))
        #expect(text.contains("litres_total 1.5\n"))
        #expect(text.contains("# TYPE depth gauge\ndepth 7\n"))
        #expect(text.contains("open 2\n"))
        #expect(text.contains("wait_seconds_bucket{le=\"0.025\"} 0\nwait_seconds_bucket{le=\"0.05\"} 1\n"))
        #expect(text.contains("wait_seconds_bucket{le=\"+Inf\"} 1\nwait_seconds_sum 0.03\nwait_seconds_count 1\n"))
        #expect(text.contains("batch_bucket{le=\"2\"} 0\nbatch_bucket{le=\"5\"} 1\n"))
    }

    @Test("A counter that is made again goes on where it was, and its families stand together")
    func seriesLiveOn() {
        let registry = PrometheusRegistry()
        for _ in 0..<3 { Counter(label: "n", dimensions: [("x", "1")], factory: registry).increment() }
        Counter(label: "n", dimensions: [("x", "2")], factory: registry).increment()
        #expect(registry.text().hasSuffix("# TYPE n_total counter\nn_total{x=\"1\"} 3\nn_total{x=\"2\"} 1\n"))
    }

    @Test("A name taken by another kind neither crashes nor spoils the family")
    func kindsDoNotMix() {
        let registry = PrometheusRegistry()
        Counter(label: "thing", factory: registry).increment()
        Gauge(label: "thing", factory: registry).record(9)
        #expect(registry.text().contains("thing_total 1"))
        #expect(!registry.text().contains("thing 9"))
    }
}
