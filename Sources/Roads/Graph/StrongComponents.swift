/// Strongly connected parts of a graph in compressed rows (R. Tarjan, 1972), without recursion.
enum StrongComponents {
    /// The largest among the nodes that count; of equal ones the first. O(nodes + arcs).
    static func largest(starts: [Int32], targets: [Int32], among: [Bool]) -> [Int32] {
        let count = starts.count - 1
        var index = [Int32](repeating: -1, count: count)
        var low = [Int32](repeating: 0, count: count)
        var isOnStack = [Bool](repeating: false, count: count)
        var position = Array(starts.dropLast())
        var stack: [Int32] = []
        var calls: [Int32] = []
        var next: Int32 = 0
        var best: [Int32] = []
        for root in 0..<count where among[root] && index[root] < 0 {
            calls.append(Int32(root))
            while let node = calls.last.map(Int.init) {
                if index[node] < 0 {
                    index[node] = next
                    low[node] = next
                    next += 1
                    stack.append(Int32(node))
                    isOnStack[node] = true
                }
                var descended = false
                while position[node] < starts[node + 1] {
                    let target = Int(targets[Int(position[node])])
                    guard among[target] else {
                        position[node] += 1
                        continue
                    }
                    if index[target] < 0 {
                        calls.append(Int32(target))
                        descended = true
                        break
                    }
                    if isOnStack[target] { low[node] = min(low[node], low[target]) }
                    position[node] += 1
                }
                if descended { continue }
                calls.removeLast()
                guard low[node] == index[node] else { continue }
                var members: [Int32] = []
                while let member = stack.popLast() {
                    isOnStack[Int(member)] = false
                    members.append(member)
                    if member == Int32(node) { break }
                }
                if members.count > best.count { best = members }
            }
        }
        return best
    }

    static func reached(from roots: [Int32], starts: [Int32], targets: [Int32]) -> [Bool] {
        var isReached = [Bool](repeating: false, count: starts.count - 1)
        var queue = roots
        for root in roots { isReached[Int(root)] = true }
        while let node = queue.popLast() {
            for arc in Int(starts[Int(node)])..<Int(starts[Int(node) + 1]) where !isReached[Int(targets[arc])] {
                isReached[Int(targets[arc])] = true
                queue.append(targets[arc])
            }
        }
        return isReached
    }
}
