import Foundation
import Model
import Roads

let t0 = clock()
let r = try RoadImport.run(extract: CommandLine.arguments[1], to: "/tmp/roads-\(getpid()).net")
print("import cpu", Double(clock() - t0) / 1e6, "bytes", r.bytes)
for l in r.report.lines { print(l) }
let net = try RoadNetwork(path: "/tmp/roads-\(getpid()).net")
for name in ["car", "collector-26t", "litter-van", "crane-18t"] {
    let p = try VehicleProfile(file: "config/profiles/vehicles/\(name).yaml")
    let t1 = clock()
    let roads = try net.roads(for: p)
    print(
        name, "graph cpu", Double(clock() - t1) / 1e6, "states", roads.stateCount, "turns", roads.turnCount, "core",
        roads.coreShare)
    var places: [Coordinate] = []
    var x: UInt64 = 88_172_645_463_325_252
    func rnd() -> Double {
        x ^= x << 13
        x ^= x >> 7
        x ^= x << 17
        return Double(x % 1_000_000) / 1e6
    }
    while places.count < 1000 {
        let lat = 49.36 + rnd() * 0.09
        let lon = 8.60 + rnd() * 0.15
        if let c = Coordinate(latitude: lat, longitude: lon), let s = roads.snap(c) { places.append(s.roadPoint) }
    }
    for _ in 0..<2 {
        let t2 = clock()
        let m = roads.matrix(between: places)
        print("matrix cpu", Double(clock() - t2) / 1e6, "missing", m.durationSeconds.count { $0 < 0 }, m.unplaced.count)
    }
    let t3 = clock()
    for i in 0..<200 { _ = try roads.path(from: places[i], to: places[i + 300]) }
    print("path ms", Double(clock() - t3) / 200e3)
}
