import Foundation
import TestBroker
import Testing

/// The whole way of one reading, as a town would run it: real broker, real database, real service, real command line.
@Suite(.enabled(if: TestBroker.isInstalled, "mosquitto is not installed"))
struct MainJobTests {
    @Test func aReadingBecomesALevelAForecastAPlanAndATour() async throws {
        let broker = try TestBroker()
        let service = try await RunningService(mqttPort: broker.port)
        #expect(try await service.command("containers", "import", TestTown.folder).code == 0)

        try await TestTown.publish(TestTown.rising("sensor-001", from: 0.3, to: 0.86, hours: 72), port: broker.port)
        let isStored = try await eventually(within: 30) {
            try await service.command("readings", "count").output.hasPrefix("73 readings")
        }
        #expect(isStored, "\(service.log)")

        let list = try await service.command("containers", "list", "--min-level", "80%", "--json")
        let item = try #require((try object(Data(list.output.utf8))["items"] as? [[String: Any]])?.first)
        #expect(item["slot"] as? String == "market-glass")
        #expect(abs((item["level"] as? Double ?? 0) - 0.86) < 0.03)
        #expect((item["age_seconds"] as? Int ?? 9999) < 600)

        let day = nextWorkday()
        let order = try await service.send("POST", "/api/v1/towns/example/plans", json: #"{"day":"\#(day)"}"#)
        #expect(order.status == 201, "\(String(decoding: order.body, as: UTF8.self))")
        let plan = try object(order.body)
        let tours = try #require(plan["tours"] as? [[String: Any]])
        #expect(!tours.isEmpty)
        #expect(String(decoding: order.body, as: UTF8.self).contains("market-glass"))
        #expect((plan["violations"] as? [Any])?.isEmpty == true)

        let shown = try await service.command("plan", "show", try #require(plan["id"] as? String))
        #expect(shown.code == 0)
        #expect(shown.output.contains("Am Markt"))
        #expect(try await service.terminate())
    }

    @Test func refusedMessagesWaitUntilTheirCauseIsMended() async throws {
        let broker = try TestBroker()
        let service = try await RunningService(mqttPort: broker.port)
        // Nothing is known of the town yet.
        try await TestTown.publish(
            [
                (TestTown.topic("sensor-001"), #"{"level":0.5}"#), (TestTown.topic("sensor-001"), "{broken"),
                (TestTown.topic("stranger"), #"{"level":0.4}"#),
            ], port: broker.port)
        let isKept = try await eventually(within: 30) {
            try await service.command("readings", "count").output.hasPrefix("0 readings, 3 messages")
        }
        #expect(isKept, "\(service.log)")
        #expect(try await service.command("containers", "import", TestTown.folder).code == 0)
        let again = try await service.command("quarantine", "reprocess", "--json")
        let result = try object(Data(again.output.utf8))
        #expect(result["stored_readings"] as? Int == 1)
        #expect(result["still_refused"] as? Int == 2)
        #expect(try await service.command("readings", "count").output.hasPrefix("1 readings, 2 messages"))
        let metrics = String(decoding: try await service.get("/metrics").body, as: UTF8.self)
        #expect(metrics.contains("malformed"))
    }

    @Test func aPersonsLevelCountsAtOnceAlsoWhileTheServiceRuns() async throws {
        let broker = try TestBroker()
        let service = try await RunningService(mqttPort: broker.port)
        #expect(try await service.command("containers", "import", TestTown.folder).code == 0)
        #expect(try await service.command("readings", "add", "park-litter", "95%").code == 0)
        let answer = try await service.get("/api/v1/towns/example/containers/park-litter")
        #expect(answer.status == 200)
        #expect(try object(answer.body)["level"] as? Double == 0.95)
    }

    /// A Monday to Thursday that is no holiday, within the next days.
    private func nextWorkday() -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Berlin") ?? .current
        let formatter = DateFormatter()
        formatter.calendar = calendar
        formatter.timeZone = calendar.timeZone
        formatter.dateFormat = "yyyy-MM-dd"
        var day = Date().addingTimeInterval(86400)
        while ![3, 5].contains(calendar.component(.weekday, from: day)) { day = day.addingTimeInterval(86400) }
        return formatter.string(from: day)
    }
}
