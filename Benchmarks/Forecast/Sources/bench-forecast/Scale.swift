import Forecasting
import Foundation
import Model

/// How long a whole fit and one update take on made-up data of a given size: wall-clock and processor seconds, so that a busy machine
/// can be told from a slow program.
enum Scale {
    static func measure(slots count: Int) -> [(String, Double?)] {
        let (clock, days) = (ContinuousClock(), 365)
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
            points.reserveCapacity(24 * days)
            for hour in 0..<(24 * days) {
                let at = end.adding(seconds: (hour + 1 - 24 * days) * 3600)
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
        let beforeFit = ProcessorTime.seconds
        let started = clock.now
        var model = ForecastModel.fit(town: town, series: series, emptyings: emptyings, asOf: end, clock: town.town.clock)
        let fit = clock.now - started
        let fitProcessor = ProcessorTime.seconds - beforeFit
        guard let first = slots.first?.id, let points = series[first] else { return [] }
        // One reading more for each of some slots: the whole state anew from its history, and the level alone moved on.
        let (updates, moves) = times(slots.prefix(500).map(\.id), &model, &series, emptyings, end: end)
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
            ("slots", Double(count)), ("readings", Double(count * 24 * days)), ("fit_s", seconds(fit)),
            ("fit_cpu_s", fitProcessor),
            ("update_ms", median(updates)), ("update_ms_p99", high(updates)), ("move_on_ms", median(moves)),
            ("move_on_ms_p99", high(moves)),
            ("forecast_us", seconds(forecasts) / Double(min(1000, count)) * 1_000_000),
            ("tracker_us", seconds(tracked) / Double(points.count) * 1_000_000),
        ]
    }

    /// Milliseconds of an update and of a move after one new reading, slot by slot.
    private static func times(
        _ slots: [SlotID], _ model: inout ForecastModel, _ series: inout [SlotID: [LevelPoint]],
        _ emptyings: [SlotID: [Emptying]], end: Timestamp
    ) -> (updates: [Double], moves: [Double]) {
        let (clock, at) = (ContinuousClock(), end.adding(hours: 1))
        var (updates, moves) = ([Double](), [Double]())
        for slot in slots {
            guard let last = series[slot]?.last else { continue }
            series[slot]?.append(LevelPoint(at: at, level: last.level + 0.004))
            let (points, known) = (series[slot] ?? [], emptyings[slot] ?? [])
            let recent = Array(points.suffix(24 * 6))
            moves.append(1000 * seconds(clock.measure { model.moveOn(slot, points: recent, emptyings: known, asOf: at) }))
            updates.append(1000 * seconds(clock.measure { model.update(slot, points: points, emptyings: known, asOf: at) }))
        }
        return (updates.sorted(), moves.sorted())
    }

    private static func median(_ sorted: [Double]) -> Double? { sorted.isEmpty ? nil : sorted[sorted.count / 2] }

    private static func high(_ sorted: [Double]) -> Double? { sorted.isEmpty ? nil : sorted[(sorted.count - 1) * 99 / 100] }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}
