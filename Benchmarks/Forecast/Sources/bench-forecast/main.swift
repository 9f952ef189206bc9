import Forecasting
import Foundation
import Model

let path = CommandLine.arguments.dropFirst().first ?? ""
let csv = try CSVFile(path: path)
let idc = try csv.column("bin_id", path: path), tc = try csv.column("ts_utc", path: path), dc = try csv.column("distance_cm", path: path)
var by: [String: [Reading]] = [:]
for row in csv.rows {
    let f = row.split(separator: ",", omittingEmptySubsequences: false)
    guard let t = Timestamp(rfc3339: f[tc]), let d = Double(f[dc]) else { continue }
    let level = (136 - d) / 120
    by[String(f[idc]), default: []].append(
        Reading(slot: ID(String(f[idc])), device: nil, measuredAt: t, receivedAt: t, timeSource: .device, origin: .live, level: level))
}
let bins = try CSVFile(path: "/work/shared/data/fill-levels/frankfurt-glass-bins.csv")
var cls: [String: String] = [:]
for r in bins.rows { let f = r.split(separator: ","); cls[String(f[0])] = String(f.last!) }
let start = ContinuousClock.now
var groups: [String: [BacktestSlot]] = [:]
for (id, rs) in by.sorted(by: { $0.key < $1.key }) {
    var tracker = LevelTracker(slot: ID(id))
    var known: [KnownEmptying] = []
    var points: [LevelPoint] = []
    var raw: [LevelPoint] = []
    for var r in rs {
        for e in tracker.observe(&r) { known.append(KnownEmptying(emptying: e, knownAt: r.measuredAt)) }
        guard let l = r.level, l > -0.25 else { continue }
        raw.append(LevelPoint(at: r.measuredAt, level: l))
        let q = r.quality.subtracting(l < 0 ? .outOfRange : [])
        if q.mayMoveLevel { points.append(LevelPoint(at: r.measuredAt, level: max(0, min(1, l)))) }
    }
    if raw.count < 50 { continue }
    let ref = ReferenceEmptyings.derive(raw)
    groups[cls[id] ?? "A", default: []].append(BacktestSlot(slot: Slot(id: ID(id), site: "s", fraction: .glassWhite, container: nil), points: points, emptyings: known, breaks: ref))
}
print("track", ContinuousClock.now - start)
let clock = TownClock(identifier: "Europe/Berlin")!
let plan = BacktestPlan(trainUntil: Timestamp(rfc3339: "2020-11-01T00:00:00Z")!, from: Timestamp(rfc3339: "2020-11-01T00:00:00Z")!, to: Timestamp(rfc3339: "2021-01-01T00:00:00Z")!)
let plan2 = BacktestPlan(trainUntil: Timestamp(rfc3339: "2020-09-01T00:00:00Z")!, from: Timestamp(rfc3339: "2020-09-01T00:00:00Z")!, to: Timestamp(rfc3339: "2020-11-01T00:00:00Z")!)
for p in [plan, plan2] {
    let b = Backtest(plan: p, clock: clock)
    for c in ["A", "B", "C"] {
        let t0 = ContinuousClock.now
        let slots = groups[c]!.filter { c != "A" || !$0.breaks.isEmpty }
        let out = b.run(slots, training: CommandLine.arguments.contains("own") ? slots : groups.keys.sorted().flatMap { groups[$0]! })
        for h in [24, 48] {
            if let s = ForecastScores(out.filter { $0.hours == h }) { 
            func f(_ x: Double) -> String { String(format: "%.3f", x) }
            print(c, h, s.count, "mae", f(s.meanAbsoluteError), "bias", f(s.meanError), "pin", f(s.pinball), "cov", f(s.cover50), f(s.cover80), f(s.cover95), "brier", f(s.brierFull ?? -1), s.brierCount, f(s.brierBaseRate ?? -1), "last", f(s.lastValueError), "lin", f(s.linearError)) }
        }
        print(ContinuousClock.now - t0)
    }
}
if CommandLine.arguments.contains("dump") {
    for (n, p) in [plan, plan2].enumerated() {
        let out = Backtest(plan: p, clock: clock).run(groups["A"]!.filter { !$0.breaks.isEmpty }, training: groups["A"]!)
        for o in out { print("D", n*100+o.hours, o.slot, o.origin.seconds, o.start, o.truth, o.highest, o.probabilityFull, o.quantiles.map { String($0) }.joined(separator: " ")) }
    }
}
