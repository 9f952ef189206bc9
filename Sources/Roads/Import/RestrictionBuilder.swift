/// Ties the turn restrictions of the extract to segments.
struct RestrictionBuilder {
    private let roads: ExtractedRoads
    private(set) var parts: NetworkParts
    private(set) var report: ImportReport
    private var segmentsOfWay: [Int64: [Int]] = [:]
    private var vertexOfID: [Int64: UInt32] = [:]

    init(roads: ExtractedRoads, parts: NetworkParts, report: ImportReport) {
        self.roads = roads
        self.parts = parts
        self.report = report
    }

    mutating func build() {
        let wanted = Set(roads.restrictions.flatMap { $0.from + $0.viaWays + $0.to })
        for (index, segment) in parts.segments.enumerated() where wanted.contains(segment.way) {
            segmentsOfWay[segment.way, default: []].append(index)
        }
        for (index, id) in parts.nodeIDs.enumerated() { vertexOfID[id] = UInt32(index) }
        for restriction in roads.restrictions { add(restriction) }
    }

    private struct Rule {
        var isOnly: Bool
        var kind: String
        var mode: UInt8
        var conditions: [PlainCondition]
    }

    private mutating func add(_ restriction: ExtractedRoads.Restriction) {
        let rules = rules(restriction.tags)
        guard !rules.isEmpty else { return }
        let paths = paths(restriction, isUTurn: rules.contains { $0.kind == "no_u_turn" })
        guard !paths.isEmpty else {
            report.restrictionsBroken += 1
            return
        }
        report.restrictions += 1
        if !restriction.viaWays.isEmpty { report.restrictionsViaWays += 1 }
        var excepted: UInt8 = 0
        for name in (restriction.tags["except"] ?? "").split(separator: ";") {
            if let mode = AccessMode(name: name.filter { $0 != " " }) { excepted |= 1 << mode.rawValue }
        }
        for rule in rules {
            let conditionStart = parts.conditions.count
            parts.conditions.append(contentsOf: rule.conditions.map { ConditionRecord($0, subject: .access) })
            let group = UInt32(parts.restrictions.count)
            for path in paths {
                parts.restrictions.append(
                    NetworkFormat.Restriction(
                        pathStart: UInt32(parts.restrictionPaths.count), pathCount: UInt16(path.count),
                        conditionCount: UInt16(rule.conditions.count), conditionStart: UInt32(conditionStart), group: group,
                        isOnly: rule.isOnly ? 1 : 0, mode: rule.mode, excepted: excepted))
                parts.restrictionPaths.append(contentsOf: path)
            }
        }
    }

    /// Rules for motor vehicles; those for bicycles, buses and the like are none of ours.
    private mutating func rules(_ tags: [String: String]) -> [Rule] {
        var rules: [Rule] = []
        for (key, text) in tags.sorted(by: { $0.key < $1.key }) where key == "restriction" || key.hasPrefix("restriction:") {
            var words = key.split(separator: ":").dropFirst()
            let isConditional = words.last == "conditional"
            if isConditional { words = words.dropLast() }
            var mode: UInt8 = 255
            if let name = words.first {
                guard let known = AccessMode(name: String(name)) else { continue }
                mode = known.rawValue
            }
            if isConditional {
                let (found, unknown) = PlainCondition.parse(text)
                report.restrictionsNotUnderstood += unknown.count
                for rule in found {
                    guard !rule.conditions.isEmpty else {
                        report.holidayRules = (report.holidayRules ?? 0) + 1
                        continue
                    }
                    guard let isOnly = isOnly(rule.value) else { continue }
                    rules.append(Rule(isOnly: isOnly, kind: rule.value, mode: mode, conditions: rule.conditions))
                }
            } else if let isOnly = isOnly(text) {
                rules.append(Rule(isOnly: isOnly, kind: text, mode: mode, conditions: []))
            }
        }
        return rules
    }

    private mutating func isOnly(_ value: String) -> Bool? {
        if value.hasPrefix("no_") { return false }
        if value.hasPrefix("only_") { return true }
        report.restrictionsNotUnderstood += 1
        return nil
    }

    /// Sequences of directed segments (number × 2, + 1 backwards) that the restriction speaks of.
    private func paths(_ restriction: ExtractedRoads.Restriction, isUTurn: Bool) -> [[UInt32]] {
        let from = restriction.from.flatMap { segmentsOfWay[$0] ?? [] }
        let to = restriction.to.flatMap { segmentsOfWay[$0] ?? [] }
        guard !from.isEmpty, !to.isEmpty else { return [] }
        let middle: (start: UInt32, end: UInt32, path: [UInt32])
        if restriction.viaWays.isEmpty {
            guard let via = restriction.viaNode.flatMap({ vertexOfID[$0] }) else { return [] }
            middle = (via, via, [])
        } else {
            guard let found = way(through: restriction.viaWays, from: from, to: to) else { return [] }
            middle = found
        }
        var paths: [[UInt32]] = []
        for first in from {
            for arriving in directed(first, endingAt: middle.start) {
                for last in to {
                    for leaving in directed(last, startingAt: middle.end) {
                        // A way that goes through its own via node: only turning round on it is meant.
                        if middle.path.isEmpty, restriction.from == restriction.to, first != last { continue }
                        // Two ways that are one straight road would otherwise forbid a U-turn nobody speaks of.
                        if middle.path.isEmpty, first == last, restriction.from != restriction.to { continue }
                        paths.append([arriving] + middle.path + [leaving])
                    }
                }
            }
        }
        return paths
    }

    private func directed(_ segment: Int, endingAt vertex: UInt32) -> [UInt32] {
        var found: [UInt32] = []
        if parts.segments[segment].to == vertex { found.append(UInt32(segment * 2)) }
        if parts.segments[segment].from == vertex { found.append(UInt32(segment * 2 + 1)) }
        return found
    }

    private func directed(_ segment: Int, startingAt vertex: UInt32) -> [UInt32] {
        directed(segment, endingAt: vertex).map { $0 ^ 1 }
    }

    /// The shortest sequence of segments of the via ways (in number) between the `from` and the `to` way.
    private func way(through ways: [Int64], from: [Int], to: [Int]) -> (start: UInt32, end: UInt32, path: [UInt32])? {
        let via = ways.flatMap { segmentsOfWay[$0] ?? [] }
        let starts = Set(from.flatMap { [parts.segments[$0].from, parts.segments[$0].to] })
        let ends = Set(to.flatMap { [parts.segments[$0].from, parts.segments[$0].to] })
        var best: (start: UInt32, end: UInt32, path: [UInt32])?
        for start in starts.sorted() {
            var reached: [UInt32: [UInt32]] = [start: []]
            var queue = [start]
            while !queue.isEmpty {
                let vertex = queue.removeFirst()
                let path = reached[vertex] ?? []
                if !path.isEmpty, ends.contains(vertex), path.count < best?.path.count ?? .max {
                    best = (start, vertex, path)
                    break
                }
                for segment in via {
                    for step in directed(segment, startingAt: vertex) {
                        let next = step % 2 == 0 ? parts.segments[segment].to : parts.segments[segment].from
                        if reached[next] == nil {
                            reached[next] = path + [step]
                            queue.append(next)
                        }
                    }
                }
            }
        }
        return best
    }
}
