import Forecasting
import Foundation
import Model

/// How long a whole fit and one update take on made-up data of a given size.
enum Scale {
    static func measure(slots count: Int) -> [(String, Double?)] {
        let clock = ContinuousClock()
        let end = Timestamp(seconds: 1_600_000_000)
        var state: UInt64 = 42
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 9_007_199_254_740_992
        }
        var series: [SlotID: [LevelPoint]] = [:]
        var emptyings: [SlotID: [Emptying]] = [:]
        var slots: [Slot] = []
        for number in 0..<count {
            let id = SlotID("slot-\(number)")
            slots.append(Slot(id: id, site: "site", fraction: Fraction.known[number % 5], container: nil))
            let rate = 0.02 + 0.1 * random()
            var (level, points) = (0.3 * random(), [LevelPoint]())
            points.reserveCapacity(8760)
            for hour in 0..<8760 {
                let at = end.adding(seconds: (hour - 8760) * 3600)
                level += rate / 24 * 2 * random()
                if level > 0.8 {
                    emptyings[id, default: []].append(
                        Emptying(slot: id, at: at, levelBefore: level, levelAfter: 0.02, confidence: 1, source: .sensed))
                    level = 0.02
                }
                points.append(LevelPoint(at: at, level: level + 0.02 * random()))
            }
            series[id] = points
        }
        let town = TownData(town: Town(id: "scale", name: "Scale"), slots: slots)
        var model: ForecastModel?
        let fit = clock.measure {
            model = ForecastModel.fit(
                town: town, series: series, emptyings: emptyings, asOf: end, clock: town.town.clock)
        }
        guard var model, let first = slots.first?.id, let points = series[first] else { return [] }
        let updates = 200
        let update = clock.measure {
            for _ in 0..<updates { model.update(first, points: points, emptyings: emptyings[first] ?? [], asOf: end) }
        }
        let forecasts = clock.measure { for slot in slots.prefix(1000) { _ = model.forecast(slot.id, asOf: end) } }
        var tracker = LevelTracker(slot: first)
        let tracked = clock.measure {
            for point in points {
                var reading = Reading(
                    slot: first, device: nil, measuredAt: point.at, receivedAt: point.at, timeSource: .device, origin: .live,
                    level: point.level)
                _ = tracker.observe(&reading)
            }
        }
        return [
            ("slots", Double(count)), ("fit_s", seconds(fit)), ("update_ms", seconds(update) / Double(updates) * 1000),
            ("forecast_us", seconds(forecasts) / Double(min(1000, count)) * 1_000_000),
            ("tracker_us", seconds(tracked) / Double(points.count) * 1_000_000),
        ]
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}
