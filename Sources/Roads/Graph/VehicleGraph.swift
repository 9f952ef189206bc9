/// The turn-aware graph of one vehicle. A state is a chain being driven (in one of its roles); an arc is a turn from one chain into the
/// next together with driving that one. So no label ever forgets where it came from, and turn restrictions hold by construction.
///
/// A chain that only serves stops (`destination`) has two states: one before the first open road (leaving a stop) and one behind the
/// last (arriving); there is no way from the second back to open roads. A restriction over ways splits the states it goes through.
struct VehicleGraph: Sendable {
    /// Milliseconds in the upper, decimetres in the lower half: sums and comparisons of both at once, and equal times are told apart by
    /// distance.
    typealias Cost = UInt64

    static func cost(milliseconds: Int32, decimetres: Int32) -> Cost {
        UInt64(UInt32(bitPattern: milliseconds)) << 32 | UInt64(UInt32(bitPattern: decimetres))
    }

    var stateCount: Int { chainOfState.count }
    private(set) var chainOfState: [Int32] = []
    /// States of chain `c`: `chainStates[chainStarts[c]..<chainStarts[c + 1]]`; the first is the one to depart in.
    private(set) var chainStarts: [Int32] = []
    private(set) var chainStates: [Int32] = []
    private(set) var chainCosts: [Cost] = []
    private(set) var arcStarts: [Int32] = []
    private(set) var arcTargets: [Int32] = []
    private(set) var arcCosts: [Cost] = []
    private(set) var reverseStarts: [Int32] = []
    private(set) var reverseSources: [Int32] = []
    private(set) var reverseCosts: [Cost] = []
    private(set) var longestArcMilliseconds: Int = 0
    /// Per chain: can be reached from, and can reach, the largest part of the network in which all is reachable from all.
    private(set) var isArrivable: [Bool] = []
    private(set) var isDepartable: [Bool] = []
    /// States of the largest strongly connected part, and one of them.
    private(set) var coreStateCount = 0
    private(set) var coreState: Int?

    private struct Arc {
        var target: Int32
        var turn: Int32
    }

    private enum Role: UInt8 { case open, leaving, arriving }

    init(file: NetworkFile, use: SegmentUse, chains: RoadChains, rules: TurnRules, price: TurnPrice) {
        var statesOfChain: [[Int32]] = []
        var roles: [Role] = []
        for (index, chain) in chains.chains.enumerated() {
            chainCosts.append(Self.cost(milliseconds: chain.milliseconds, decimetres: chain.decimetres))
            let own: [Role] = chain.access == .open ? [.open] : [.leaving, .arriving]
            statesOfChain.append(own.indices.map { Int32(roles.count + $0) })
            roles.append(contentsOf: own)
            chainOfState.append(contentsOf: own.map { _ in Int32(index) })
        }
        var arcs = chainOfState.indices.map { state in
            Self.arcs(
                of: state, role: roles[state], chain: Int(chainOfState[state]), file: file, use: use, chains: chains,
                rules: rules,
                price: price, statesOfChain: statesOfChain)
        }
        for rule in rules.overWays {
            apply(rule.path, isOnly: rule.isOnly, chains: chains, arcs: &arcs, statesOfChain: &statesOfChain)
        }
        chainStarts = [0]
        for states in statesOfChain {
            chainStates.append(contentsOf: states)
            chainStarts.append(Int32(chainStates.count))
        }
        layOut(arcs)
        findCore(isOpen: (0..<chainOfState.count).map { chains.chains[Int(chainOfState[$0])].access == .open })
    }

    private static func arcs(
        of state: Int, role: Role, chain: Int, file: NetworkFile, use: SegmentUse, chains: RoadChains, rules: TurnRules,
        price: TurnPrice, statesOfChain: [[Int32]]
    ) -> [Arc] {
        let own = chains.chains[chain]
        let vertex = Int(own.to)
        guard let last = chains.steps(of: chain).last else { return [] }
        let facts = file.facts[Int(file.vertexFacts[vertex])]
        let passing = price.signs(facts, along: last & 1 == 0) + use.gateMilliseconds[vertex]
        let isJunction = chains.degree[vertex] > 2
        var arcs: [Arc] = []
        var exits = 0
        func add(_ step: Int, turn: Int32) {
            let target = Int(chains.chainOfStep[step])
            guard target >= 0 else { return }
            let isOpen = chains.chains[target].access == .open
            let states = statesOfChain[target]
            switch (role, isOpen) {
            case (.open, true), (.leaving, true): arcs.append(Arc(target: states[0], turn: turn))
            case (.open, false), (.arriving, false): arcs.append(Arc(target: states[1], turn: turn))
            case (.leaving, false): arcs.append(Arc(target: states[0], turn: turn))
            case (.arriving, true): break
            }
        }
        if use.isPassable[vertex] {
            for next in chains.leaving(vertex) where next != last ^ 1 && use.access[Int(next)] != .closed {
                exits += 1
                guard rules.allows(Int(last), Int(next)) else { continue }
                let degrees = TurnPrice.angle(arriving: own.arriving, leaving: chains.bearing(leaving: Int(next)))
                add(Int(next), turn: passing + (isJunction ? price.turn(degrees: degrees) : 0))
            }
        }
        // Turning round only where the road ends for this vehicle.
        if exits == 0, use.access[Int(last ^ 1)] != .closed, rules.allows(Int(last), Int(last ^ 1)) {
            add(Int(last ^ 1), turn: price.turningRound(degrees: 180))
        }
        return arcs
    }

    /// Splits the states along the path, so that only who came by its first chain is bound at its end.
    private mutating func apply(
        _ path: [Int32], isOnly: Bool, chains: RoadChains, arcs: inout [[Arc]], statesOfChain: inout [[Int32]]
    ) {
        let numbers = path.map { Int(chains.chainOfStep[Int($0)]) }
        guard numbers.dropLast().allSatisfy({ $0 >= 0 }) else { return }
        var current = Set(statesOfChain[numbers[0]])
        for via in numbers[1..<(numbers.count - 1)] {
            var copies: [Int32: Int32] = [:]
            for state in current.sorted() {
                for position in arcs[Int(state)].indices {
                    let target = arcs[Int(state)][position].target
                    guard Int(chainOfState[Int(target)]) == via else { continue }
                    let copy = copies[target] ?? Int32(arcs.count)
                    if copies.updateValue(copy, forKey: target) == nil {
                        arcs.append(arcs[Int(target)])
                        chainOfState.append(Int32(via))
                        statesOfChain[via].append(copy)
                    }
                    arcs[Int(state)][position].target = copy
                }
            }
            current = Set(copies.values)
        }
        let end = numbers[numbers.count - 1]
        for state in current {
            arcs[Int(state)].removeAll { (Int(chainOfState[Int($0.target)]) == end) != isOnly }
        }
    }

    private mutating func layOut(_ arcs: [[Arc]]) {
        let count = chainOfState.count
        arcStarts = [0]
        reverseStarts = [Int32](repeating: 0, count: count + 1)
        for list in arcs {
            for arc in list {
                let own = chainCosts[Int(chainOfState[Int(arc.target)])]
                arcTargets.append(arc.target)
                arcCosts.append(own &+ Self.cost(milliseconds: arc.turn, decimetres: 0))
                longestArcMilliseconds = max(longestArcMilliseconds, Int(own >> 32) + Int(arc.turn))
                reverseStarts[Int(arc.target) + 1] += 1
            }
            arcStarts.append(Int32(arcTargets.count))
        }
        for cost in chainCosts { longestArcMilliseconds = max(longestArcMilliseconds, Int(cost >> 32)) }
        for state in 0..<count { reverseStarts[state + 1] += reverseStarts[state] }
        var fill = reverseStarts
        reverseSources = [Int32](repeating: 0, count: arcTargets.count)
        reverseCosts = [Cost](repeating: 0, count: arcTargets.count)
        for state in 0..<count {
            for arc in Int(arcStarts[state])..<Int(arcStarts[state + 1]) {
                let target = Int(arcTargets[arc])
                reverseSources[Int(fill[target])] = Int32(state)
                reverseCosts[Int(fill[target])] = arcCosts[arc]
                fill[target] += 1
            }
        }
    }

    private mutating func findCore(isOpen: [Bool]) {
        let component = StrongComponents.largest(starts: arcStarts, targets: arcTargets, among: isOpen)
        coreStateCount = component.count
        coreState = component.first.map { Int($0) }
        let forward = StrongComponents.reached(from: component, starts: arcStarts, targets: arcTargets)
        let backward = StrongComponents.reached(from: component, starts: reverseStarts, targets: reverseSources)
        isArrivable = (0..<chainCosts.count).map { chain in
            chainStates[Int(chainStarts[chain])..<Int(chainStarts[chain + 1])].contains { forward[Int($0)] }
        }
        isDepartable = (0..<chainCosts.count).map { backward[Int(chainStates[Int(chainStarts[$0])])] }
    }
}
