import Foundation
import Model
import Roads

// bench-roads import EXTRACT NETWORK            one import in a fresh process
// bench-roads measure EXTRACT NETWORK PROFILES OUTPUT   matrices, rows, paths, violations; points and car distances go to OUTPUT
// bench-roads scale NETWORK PROFILES COUNT      memory and single searches of a large network
// Each prints one JSON object as its last line; Benchmarks/Roads/run.py puts them together.

func print(_ figures: [String: Double]) {
    let text = figures.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
    print("{\(text)}")
}

/// Where containers stand; both engines know them, while they differ about yards and field paths.
let streets: Set<HighwayClass> = [.primary, .secondary, .tertiary, .unclassified, .residential, .livingStreet]

func places(_ network: RoadNetwork, _ roads: VehicleRoads, count: Int) -> [Coordinate] {
    let info = network.info
    var draws = Draws(state: 88_172_645_463_325_252)
    var places: [Coordinate] = []
    while places.count < count {
        guard
            let place = Coordinate(
                latitude: info.south + draws.share() * (info.north - info.south),
                longitude: info.west + draws.share() * (info.east - info.west)), let point = roads.snap(place),
            streets.contains(point.highway)
        else { continue }
        places.append(point.roadPoint)
    }
    return places
}

func measure(_ extract: String, _ file: String, _ folder: String, _ output: String) throws {
    let network = try RoadNetwork(path: file)
    let car = try VehicleProfile(file: folder + "/car.yaml")
    var start = Meter.cpuSeconds()
    let roads = try network.roads(for: car)
    let graphSeconds = Meter.cpuSeconds() - start
    let points = places(network, roads, count: 1000)
    _ = try roads.path(from: points[0], to: points[1])
    let resident = Meter.megabytes("VmRSS")
    print("car: \(roads.stateCount) states, \(roads.turnCount) turns, graph \(Int(graphSeconds * 1000)) ms")

    var matrix = roads.matrix(between: Array(points.prefix(10)))
    let one = Meter.best(of: 4) { matrix = roads.matrix(between: points) }
    let two = Meter.best(of: 4) { matrix = roads.matrix(between: points, threads: 2) }
    // By the clock where the machine is free; else in CPU time, with both threads running: the rows are dealt out evenly.
    let isQuiet = one.wall < one.cpu * 1.1
    let speedup = isQuiet ? one.wall / two.wall : 2 * one.cpu / two.cpu
    if !isQuiet { print("the machine is busy: the two threads are compared in CPU time") }
    print(
        "1000 × 1000: \(one.cpu) CPU s on one thread (\(one.wall) s by the clock), two threads \(two.cpu) CPU s (\(two.wall) s by the clock)"
    )

    let part = Array(points.prefix(200))
    let small = Meter.best(of: 5) { _ = roads.matrix(between: part) }
    print("200 × 200: \(small.cpu) CPU s")

    let known = roads.matrix(between: Array(points.dropLast()))
    let row = Meter.best(of: 15) { _ = roads.matrix(between: points, reusing: known) }
    let (pathTimes, unreachable) = paths(roads, points)
    for name in ["collector-26t", "litter-van"] {
        start = Meter.cpuSeconds()
        let others = try network.roads(for: try VehicleProfile(file: folder + "/\(name).yaml"))
        let graph = Meter.cpuSeconds() - start
        let times = paths(others, points).times
        let spent = Meter.best(of: 2) { _ = others.matrix(between: points) }
        print(
            "\(name): \(others.stateCount) states, graph \(Int(graph * 1000)) ms, 1000 × 1000 \(spent.cpu) CPU s, "
                + "one path \(times[times.count / 2]) ms (median), \(times[times.count * 95 / 100]) ms (95 of 100)")
    }

    let truck = try VehicleProfile(file: folder + "/collector-26t.yaml")
    let violations = try violations(extract, network, points, car: car, truck: truck)
    let truckMatrix = try network.roads(for: truck).matrix(between: points, threads: 2)
    differences(matrix, truckMatrix)

    let rows = points.indices.map { from in
        "[" + points.indices.map { String(matrix.distanceMetres[from * points.count + $0]) }.joined(separator: ",") + "]"
    }
    let seconds = points.indices.map { from in
        "[" + points.indices.map { String(matrix.durationSeconds[from * points.count + $0]) }.joined(separator: ",") + "]"
    }
    let text =
        "{\"places\":[" + points.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",") + "],\"distances\":["
        + rows.joined(separator: ",") + "],\"durations\":[" + seconds.joined(separator: ",") + "]}"
    try text.write(toFile: output, atomically: true, encoding: .utf8)

    let junctions = Double(network.info.report.junctions)
    print(
        "a region of a million junctions, from these figures in proportion: file \(Int(Double(network.byteCount) / junctions)) MB, "
            + "graph of one vehicle \(Int(graphSeconds / junctions * 1e6)) CPU s, \(Int(Double(roads.stateCount) / junctions * 1000)) thousand states, "
            + "1000 × 1000 at least \(Int(one.cpu / junctions * 1e6)) CPU s (about seven times that was measured, as labels no longer fit the cache: docs/roads.md)"
    )
    print([
        "matrix_cpu_s": one.cpu, "two_thread_speedup": speedup, "row_ms": row.cpu * 1000,
        "path_ms": pathTimes[pathTimes.count / 2], "path_p95_ms": pathTimes[pathTimes.count * 95 / 100],
        "violations": Double(violations), "resident_mb": resident, "file_mb": Double(network.byteCount) / 1_048_576,
        "unreachable": Double(unreachable), "graph_cpu_s": graphSeconds,
    ])
}

/// Milliseconds of single paths with their geometry and instructions, sorted. The first ones go without landmarks, one makes them.
func paths(_ roads: VehicleRoads, _ points: [Coordinate]) -> (times: [Double], unreachable: Int) {
    var times: [Double] = []
    var unreachable = 0
    for index in 0..<400 {
        let start = Meter.cpuSeconds()
        do { _ = try roads.path(from: points[index], to: points[index + 500]) } catch { unreachable += 1 }
        times.append((Meter.cpuSeconds() - start) * 1000)
    }
    return (times.sorted(), unreachable)
}

/// Walks 1,000 paths of each vehicle over the raw tags of the extract.
func violations(
    _ extract: String, _ network: RoadNetwork, _ points: [Coordinate], car: VehicleProfile, truck: VehicleProfile
) throws -> Int {
    guard let walk = RawTagWalk(extract) else { return -1 }
    var count = 0
    for profile in [car, truck] {
        let roads = try network.roads(for: profile)
        let vehicle = RawTagWalk.Vehicle(
            modes: profile.modes.map(\.name), tonnes: profile.grossWeightTonnes, heightMetres: profile.heightMetres,
            widthMetres: profile.widthMetres, lengthMetres: profile.lengthMetres, axleTonnes: profile.axleLoadTonnes,
            mayPedestrian: profile.exemptions.contains(.pedestrianZones), drivesTracks: profile.tracks != .no)
        var walked = 0
        for index in points.indices {
            guard let path = try? roads.path(from: points[index], to: points[(index * 7 + 331) % points.count]) else { continue }
            walked += 1
            for text in walk.violations(path, vehicle) {
                count += 1
                if count <= 10 { print("violation (\(profile.name)): \(text)") }
            }
        }
        print("\(walked) paths of \(profile.name) walked over the raw tags")
    }
    return count
}

func differences(_ car: RoadMatrix, _ truck: RoadMatrix) {
    var pairs = 0
    var other = 0
    for index in car.distanceMetres.indices where car.distanceMetres[index] > 0 && truck.distanceMetres[index] > 0 {
        pairs += 1
        if abs(Double(truck.distanceMetres[index] - car.distanceMetres[index])) > 0.05 * Double(car.distanceMetres[index]) {
            other += 1
        }
    }
    let far = truck.places.count { ($0?.distanceMetres ?? .infinity) > 25 }
    print(
        "a 26 t truck's way is more than 5 % other than a car's in \(other * 100 / max(1, pairs)) % of pairs; \(far) of 1000 places it serves from more than 25 m away or not at all"
    )
}

/// What a large network costs: its roads for a car, and single searches across it.
func scale(_ file: String, _ folder: String, _ count: Int) throws {
    let network = try RoadNetwork(path: file)
    let start = Meter.cpuSeconds()
    let roads = try network.roads(for: try VehicleProfile(file: folder + "/car.yaml"))
    let graphSeconds = Meter.cpuSeconds() - start
    let points = places(network, roads, count: count)
    let spent = Meter.best(of: 3) { _ = roads.matrix(between: points) }
    var times: [Double] = []
    for index in 0..<100 {
        let start = Meter.cpuSeconds()
        _ = try? roads.path(from: points[index % count], to: points[(index * 7 + 1) % count])
        times.append((Meter.cpuSeconds() - start) * 1000)
    }
    // The first paths go without landmarks; the thirty-third makes them.
    let undirected = times[..<30].sorted()[15]
    let directed = times[50...].sorted()[25]
    let landmarks = times[30..<40].reduce(0, max)
    print([
        "path_undirected_ms": undirected, "path_ms": directed, "landmarks_ms": landmarks,
        "junctions": Double(network.info.report.junctions), "states": Double(roads.stateCount), "graph_cpu_s": graphSeconds,
        "search_ms": spent.cpu * 1000 / Double(count), "resident_mb": Meter.megabytes("VmRSS"),
        "file_mb": Double(network.byteCount) / 1_048_576,
    ])
}

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "import" where arguments.count == 4:
    let cpu = Meter.cpuSeconds()
    let wall = Meter.wallSeconds()
    let result = try RoadImport.run(extract: arguments[2], to: arguments[3])
    for line in result.report.lines { print(line) }
    print([
        "import_s": Meter.cpuSeconds() - cpu, "import_wall_s": Meter.wallSeconds() - wall, "import_mb": Meter.megabytes("VmHWM"),
    ])
case "measure" where arguments.count == 6: try measure(arguments[2], arguments[3], arguments[4], arguments[5])
case "scale" where arguments.count == 5: try scale(arguments[2], arguments[3], Int(arguments[4]) ?? 20)
default:
    FileHandle.standardError.write(
        Data(
            "usage: bench-roads import EXTRACT NETWORK | measure EXTRACT NETWORK PROFILES OUTPUT | scale NETWORK PROFILES COUNT\n"
                .utf8))
    exit(64)
}
