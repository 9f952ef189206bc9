public import Model

/// What a plan made anew changes, as a dispatcher confirms it: first what stays undone and how bad that is, then what comes, goes and changes
/// its truck, and the key figures before and after.
public struct DifferenceText: Sendable {
    private let difference: PlanDifference
    private let plan: Plan
    private let wording: Wording
    private let width: Int
    private let style: TextStyle

    /// - Parameter plan: the new one.
    public init(_ difference: PlanDifference, plan: Plan, wording: Wording, width: Int = 100, style: TextStyle = .plain) {
        self.difference = difference
        self.plan = plan
        self.wording = wording
        self.width = max(40, width)
        self.style = style
    }

    /// Ends with a line break.
    public var text: String {
        var sections: [[String]] = []
        if !difference.newlyLeftOut.isEmpty {
            let title = wording(.differenceLeftOut, ["count": wording.format.number(difference.newlyLeftOut.count)])
            let table = LeftOutText(wording: wording, width: width, style: style, createdAt: plan.createdAt)
            sections.append(table.lines(difference.newlyLeftOut, title: title))
        }
        sections += [changes(.differenceAdded, difference.added), changes(.differenceMoved, difference.moved)]
        let left = Set(difference.newlyLeftOut.map(\.slot))
        let dropped = difference.removed.filter { !left.contains($0.slot) }
        if !dropped.isEmpty {
            let names = dropped.map(\.slot.rawValue).joined(separator: ", ")
            sections.append([wording(.differenceDropped, ["count": wording.format.number(dropped.count), "slots": names])])
        }
        sections.append([difference.isEmpty ? wording(.differenceNone) : totals])
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func changes(_ title: Phrase, _ changes: [PlanDifference.Change]) -> [String] {
        guard !changes.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init(wording(.headingSlot), shrinks: true), .init(wording(.headingPlace), shrinks: true),
            .init(wording(.headingBefore), shrinks: true), .init(wording(.headingAfter), shrinks: true),
        ])
        for change in changes {
            table.add([
                change.slot.rawValue, wording.names.site(of: change.slot)?.name ?? "",
                change.before.map { wording.names.vehicle($0) } ?? "–", change.after.map { wording.names.vehicle($0) } ?? "–",
            ])
        }
        return [style.bold(wording(title, ["count": wording.format.number(changes.count)]))]
            + table.lines(width: width, style: style)
    }

    private var totals: String {
        let (before, after) = (difference.before, difference.after)
        func kilometres(_ totals: TourTotals) -> String { wording.format.number(Double(totals.distanceMetres) / 1000, digits: 1) }
        return wording(
            .differenceTotals,
            [
                "km_before": kilometres(before), "km_after": kilometres(after),
                "time_before": wording.format.duration(seconds: before.durationSeconds),
                "time_after": wording.format.duration(seconds: after.durationSeconds),
                "containers_before": wording.format.number(before.containers),
                "containers_after": wording.format.number(after.containers),
            ])
    }
}
