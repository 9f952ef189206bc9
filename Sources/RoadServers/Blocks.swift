import Roads

/// A matrix asked for in blocks, because servers limit how many pairs one request may have.
struct MatrixBlocks: Sendable {
    /// What a block answered, row by row; `nil` entries are pairs without a way.
    typealias Answer = (metres: [Double?], seconds: [Double?])

    enum Outcome: Sendable {
        case answered(Answer)
        /// More pairs than the server takes: ask in smaller blocks.
        case tooLarge
    }

    /// Largest number of sources and of destinations in one request.
    var side: Int
    /// Blocks that are asked for at a time.
    var atATime = 2

    /// Asks block by block. A block that fails is left out, the others count; when none is answered, the first failure is thrown.
    func ask(
        count: Int, _ block: @escaping @Sendable (_ sources: Range<Int>, _ destinations: Range<Int>) async throws -> Outcome
    ) async throws -> EngineMatrix {
        var matrix = EngineMatrix(count: count)
        guard count > 1 else { return matrix }
        var open = Self.blocks(0..<count, 0..<count, side: max(1, side))
        var isAnswered = false
        var firstError: (any Error)?
        try await withThrowingTaskGroup(of: (Block, Result<Outcome, any Error>).self) { group in
            var running = 0
            while running > 0 || !open.isEmpty {
                while running < atATime, let next = open.popLast() {
                    running += 1
                    group.addTask {
                        do { return (next, .success(try await block(next.sources, next.destinations))) } catch {
                            return (next, .failure(error))
                        }
                    }
                }
                guard let (asked, result) = try await group.next() else { break }
                running -= 1
                switch result {
                case .success(.answered(let answer)):
                    isAnswered = true
                    Self.enter(answer, asked, &matrix)
                case .success(.tooLarge):
                    let half = (max(asked.sources.count, asked.destinations.count) + 1) / 2
                    if half < max(asked.sources.count, asked.destinations.count) {
                        // What is still open would be refused as well.
                        open = (open + [asked]).flatMap { Self.blocks($0.sources, $0.destinations, side: half) }
                    } else {
                        firstError =
                            firstError ?? EngineError.notUsable(engine: "the server", detail: "it takes not even one pair")
                    }
                case .failure(let error):
                    if error is CancellationError { throw error }
                    firstError = firstError ?? error
                    // A server that answers nothing need not be asked for the rest.
                    if !isAnswered { open = [] }
                }
            }
        }
        if !isAnswered, let firstError { throw firstError }
        matrix.failure = firstError.map { "\($0)" }
        return matrix
    }

    private struct Block: Sendable {
        var sources: Range<Int>
        var destinations: Range<Int>
    }

    /// The last one is asked for first.
    private static func blocks(_ sources: Range<Int>, _ destinations: Range<Int>, side: Int) -> [Block] {
        func pieces(_ range: Range<Int>) -> [Range<Int>] {
            stride(from: range.lowerBound, to: range.upperBound, by: side).map { $0..<min($0 + side, range.upperBound) }
        }
        return pieces(sources).flatMap { rows in pieces(destinations).map { Block(sources: rows, destinations: $0) } }.reversed()
    }

    private static func enter(_ answer: Answer, _ block: Block, _ matrix: inout EngineMatrix) {
        var entry = 0
        for from in block.sources {
            for to in block.destinations {
                if from != to { matrix.set(metres: answer.metres[entry], seconds: answer.seconds[entry], from: from, to: to) }
                entry += 1
            }
        }
    }
}

/// Legs asked for in runs of stops that overlap in one stop.
struct LegRuns: Sendable {
    /// Most stops in one request.
    var length: Int

    /// A run that has no way as a whole is asked for leg by leg.
    ///
    /// - Parameter run: the legs through places; `nil` when there is no way through all of them.
    func ask<Place: Sendable, Leg: Sendable>(
        _ places: [Place], _ run: @Sendable ([Place]) async throws -> [Leg]?
    ) async throws -> [Leg?] {
        var legs: [Leg?] = []
        var start = 0
        while start + 1 < places.count {
            let end = min(places.count - 1, start + max(1, length - 1))
            let part = Array(places[start...end])
            if let found = try await run(part), found.count == part.count - 1 {
                legs += found.map { $0 }
            } else if part.count == 2 {
                legs.append(nil)
            } else {
                for (from, to) in zip(part, part.dropFirst()) {
                    let found = try await run([from, to])
                    legs.append(found?.count == 1 ? found?.first : nil)
                }
            }
            start = end
        }
        return legs
    }
}
