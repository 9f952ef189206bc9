import Model

/// Turns the chains of a route into points, stretches of ways and instructions.
struct PathDrawing {
    let roads: VehicleRoads
    let from: PlaceOnRoad
    let to: PlaceOnRoad
    let route: VehicleRoads.Route

    /// A directed segment, or a part of one, of the path.
    private struct Piece {
        var step: Int
        var startShare = 0.0
        var endShare = 1.0
        var milliseconds: Double
        var decimetres: Double
        var lineStart = 0
    }

    func path() -> RoadPath {
        var pieces = pieces()
        var line: [Coordinate] = []
        for index in pieces.indices { draw(&pieces[index], &line) }
        if line.isEmpty { line = [from.roadPoint] }
        if line.count == 1 { line.append(to.roadPoint) }
        return RoadPath(
            line: line, distanceMetres: Int(VehicleRoads.metres(route.cost)),
            durationSeconds: Int(VehicleRoads.seconds(route.cost)),
            steps: steps(pieces, pointCount: line.count), traversed: pieces.map(traversed))
    }

    private func pieces() -> [Piece] {
        var steps: [Int] = []
        for (position, chain) in route.chains.enumerated() {
            var own = roads.chains.steps(of: Int(chain)).map { Int($0) }
            if position == route.chains.count - 1, let end = own.firstIndex(of: Int(route.arrival.step)) {
                own = Array(own[...end])
            }
            if position == 0, let start = own.firstIndex(of: Int(route.departure.step)) { own = Array(own[start...]) }
            steps += own
        }
        return steps.enumerated().map { index, step in
            var piece = Piece(step: step, milliseconds: 0, decimetres: 0)
            let isForward = step & 1 == 0
            if index == 0 { piece.startShare = isForward ? from.share : 1 - from.share }
            if index == steps.count - 1 { piece.endShare = isForward ? to.share : 1 - to.share }
            let share = max(0, piece.endShare - piece.startShare)
            piece.milliseconds = Double(roads.use.milliseconds[step]) * share
            piece.decimetres = Double(roads.network.segments[step >> 1].lengthDecimetres) * share
            return piece
        }
    }

    private func draw(_ piece: inout Piece, _ line: inout [Coordinate]) {
        let shape = SegmentShape(roads.network, piece.step)
        let lengths = (1..<shape.count).map { SegmentShape.metres(shape[$0 - 1], shape[$0]) }
        let total = lengths.reduce(0, +)
        let start = piece.startShare * total
        let end = piece.endShare * total
        func append(_ point: Coordinate7) {
            guard let place = point.coordinate, line.last != place else { return }
            line.append(place)
        }
        var driven = 0.0
        append(Self.point(shape, lengths, at: start))
        piece.lineStart = max(0, line.count - 1)
        for position in 0..<shape.count {
            if driven > start + 0.05, driven < end - 0.05 { append(shape[position]) }
            if position < lengths.count { driven += lengths[position] }
        }
        append(Self.point(shape, lengths, at: end))
    }

    private static func point(_ shape: SegmentShape, _ lengths: [Double], at metres: Double) -> Coordinate7 {
        var left = metres
        for (index, length) in lengths.enumerated() {
            if left <= length || index == lengths.count - 1 {
                let share = length > 0 ? min(1, max(0, left / length)) : 0
                let a = shape[index]
                let b = shape[index + 1]
                return Coordinate7(
                    longitude: a.longitude + Int32((Double(b.longitude - a.longitude) * share).rounded()),
                    latitude: a.latitude + Int32((Double(b.latitude - a.latitude) * share).rounded()))
            }
            left -= length
        }
        return shape[0]
    }

    private func traversed(_ piece: Piece) -> TraversedWay {
        let network = roads.network
        return TraversedWay(
            way: network.segments[piece.step >> 1].way, isBackward: piece.step & 1 == 1,
            fromNode: network.nodeIDs[roads.chains.start(piece.step)], toNode: network.nodeIDs[roads.chains.end(piece.step)],
            isPartial: piece.startShare > 0 || piece.endShare < 1)
    }

    // MARK: Instructions

    private func steps(_ pieces: [Piece], pointCount: Int) -> [RoadStep] {
        guard let first = pieces.first else { return [] }
        var steps = [step(.depart, first)]
        var milliseconds = 0.0
        var decimetres = 0.0
        var exits: Int? = isRoundabout(first) ? 0 : nil
        // Turns are part of the duration: what the pieces do not take is spread over the steps at their junctions.
        func close() {
            steps[steps.count - 1].durationSeconds = Int((milliseconds / 1000).rounded())
            steps[steps.count - 1].distanceMetres = Int((decimetres / 10).rounded())
            milliseconds = 0
            decimetres = 0
        }
        for (index, piece) in pieces.enumerated() {
            if index > 0 {
                let before = pieces[index - 1]
                let vertex = roads.chains.start(piece.step)
                let wasRound = isRoundabout(before)
                let isRound = isRoundabout(piece)
                if wasRound, exitCount(at: vertex) > 0, exits != nil { exits = (exits ?? 0) + 1 }
                if isRound && !wasRound {
                    close()
                    exits = 0
                    steps.append(step(.roundabout, piece))
                } else if wasRound && !isRound {
                    if steps[steps.count - 1].turn == .roundabout {
                        steps[steps.count - 1].roundaboutExit = max(1, exits ?? 1)
                        steps[steps.count - 1].street = street(piece)
                        steps[steps.count - 1].ref = ref(piece)
                    }
                    exits = nil
                } else if !isRound, let turn = turn(before, piece, vertex) {
                    close()
                    steps.append(step(turn, piece))
                }
            }
            milliseconds += piece.milliseconds
            decimetres += piece.decimetres
        }
        close()
        let arrival: RoadTurn =
            to.distanceMetres < 3 ? .arrive : (to.side == .left) == (route.arrival.step & 1 == 0) ? .arriveLeft : .arriveRight
        steps.append(
            RoadStep(turn: arrival, street: to.street, distanceMetres: 0, durationSeconds: 0, lineStart: max(0, pointCount - 1)))
        let missing = Int(VehicleRoads.seconds(route.cost)) - steps.reduce(0) { $0 + $1.durationSeconds }
        if missing > 0 { spread(missing, over: &steps) }
        return steps
    }

    /// Time at junctions, shared among the steps that begin with one.
    private func spread(_ seconds: Int, over steps: inout [RoadStep]) {
        let count = max(1, steps.count - 1)
        for index in 0..<count { steps[index].durationSeconds += seconds / count + (index < seconds % count ? 1 : 0) }
    }

    private func step(_ turn: RoadTurn, _ piece: Piece) -> RoadStep {
        RoadStep(
            turn: turn, street: street(piece), ref: ref(piece), distanceMetres: 0, durationSeconds: 0, lineStart: piece.lineStart)
    }

    private func isRoundabout(_ piece: Piece) -> Bool {
        roads.network.traits[Int(roads.network.segments[piece.step >> 1].traits)].flags.contains(.roundabout)
    }

    private func street(_ piece: Piece) -> String? {
        let name = roads.network.name(roads.network.segments[piece.step >> 1].name)
        return name.isEmpty ? nil : name
    }

    private func ref(_ piece: Piece) -> String? {
        let ref = roads.network.name(roads.network.segments[piece.step >> 1].ref)
        return ref.isEmpty ? nil : ref
    }

    /// Roads by which the roundabout can be left at a junction.
    private func exitCount(at vertex: Int) -> Int {
        roads.chains.leaving(vertex).count { step in
            roads.use.access[Int(step)] != .closed
                && !roads.network.traits[Int(roads.network.segments[Int(step) >> 1].traits)].flags.contains(.roundabout)
        }
    }

    /// What the driver has to be told between two pieces; `nil` when going on is what anybody would do.
    private func turn(_ before: Piece, _ after: Piece, _ vertex: Int) -> RoadTurn? {
        if after.step == before.step ^ 1 { return .turnRound }
        let degrees = TurnPrice.angle(
            arriving: roads.chains.bearing(arriving: before.step), leaving: roads.chains.bearing(leaving: after.step))
        let isNew = street(before) != street(after) && (street(after) != nil || street(before) != nil)
        let turn = RoadTurn.of(degrees: degrees)
        guard roads.chains.degree[vertex] > 2 else { return isNew && street(after) != nil ? .straight : nil }
        return turn == .straight && !isNew ? nil : turn == .straight && street(after) == nil ? nil : turn
    }
}
