import Foundation
public import Model
public import Reports
import Roads
import Sentences

extension DispatchDesk: RoadsDesk {
    public func paths(of tours: [Tour], town: TownID) async throws -> [TourID: TourPath] {
        let data = try await townData(town)
        var paths: [TourID: TourPath] = [:]
        for tour in tours where tour.stops.count > 1 {
            guard let vehicle = data.vehicles.first(where: { $0.id == tour.vehicle }) else { continue }
            let source = await travel.source(
                profile: travel.profile(of: vehicle), town: data, driven: drivenDetour(town))
            let legs = try await source.legs(through: tour.stops.map(\.coordinate))
            guard legs.count == tour.stops.count - 1, legs.contains(where: { $0 != nil }) else { continue }
            paths[tour.id] = TourPath(
                legs: zip(legs, tour.stops.indices.dropFirst()).map { road, stop in
                    .init(road, from: tour.stops[stop - 1], to: tour.stops[stop])
                })
        }
        return paths
    }

    public func streets(in tile: MapTile) async throws -> [StreetLine] {
        guard let network else { throw DeskError.notFound(what: "road network", id: "roads.file") }
        let roads: RoadNetwork
        do { roads = try network.current() } catch {
            throw DeskError.unavailable(reason: "The road network can not be read.", remedy: "\(error)", retryAfterSeconds: nil)
        }
        guard let box = tile.box else { return [] }
        return roads.lines(in: box, zoom: tile.zoom).map {
            StreetLine(
                kind: $0.highway.name, name: $0.name, points: $0.points, isBridge: $0.isBridge, isTunnel: $0.isTunnel)
        }
    }
}

extension MapTile {
    /// Its edges, by the inverse of the spherical Mercator projection.
    fileprivate var box: RoadBox? {
        let side = Double(1 << zoom)
        func latitude(_ row: Int) -> Double { atan(sinh(.pi * (1 - 2 * Double(row) / side))) * 180 / .pi }
        return RoadBox(
            west: Double(column) / side * 360 - 180, south: latitude(row + 1), east: Double(column + 1) / side * 360 - 180,
            north: latitude(row))
    }
}

extension TourPath.Leg {
    /// The way on the road, else the straight line with the plan's own figures.
    fileprivate init(_ road: RoadPath?, from: Stop, to: Stop) {
        guard let road else {
            self.init(
                line: [from.coordinate, to.coordinate], isOnRoads: false, distanceMetres: to.legMetres,
                durationSeconds: to.legSeconds)
            return
        }
        self.init(
            line: road.line, isOnRoads: true, distanceMetres: road.distanceMetres, durationSeconds: road.durationSeconds,
            steps: road.steps.map { TourPath.Step($0) })
    }
}

extension TourPath.Step {
    fileprivate init(_ step: RoadStep) {
        self.init(
            turn: TourPath.Turn(rawValue: step.turn.rawValue) ?? .straight, street: step.street ?? step.ref,
            roundaboutExit: step.roundaboutExit, distanceMetres: step.distanceMetres)
    }
}
